package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.jooq.Tables.PROMISE;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.policy.AccountTimeline;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Account;
import org.obzvon.register.Money;

/// Reads the story of an account from PostgreSQL.
public final class JooqAccountTimeline implements AccountTimeline {
  private final DSLContext store;
  private final Suppressions suppressions;

  public JooqAccountTimeline(DSLContext store, Suppressions suppressions) {
    this.store = store;
    this.suppressions = suppressions;
  }

  @Override
  public Story of(Account account) {
    return new Story(
        household(account),
        suppressions.concerning(account, Suppressions.Scope.ALL),
        promises(account),
        attempts(account),
        decisions(account),
        contacts(account));
  }

  private List<String> household(Account account) {
    return store.select(ACCOUNT.NUMBER).from(ACCOUNT)
        .where(ACCOUNT.HOUSEHOLD_ID.eq(account.household()), ACCOUNT.ID.ne(account.id()))
        .orderBy(ACCOUNT.NUMBER)
        .limit(MOST)
        .fetch(ACCOUNT.NUMBER);
  }

  private List<Promised> promises(Account account) {
    return store.selectFrom(PROMISE)
        .where(PROMISE.ACCOUNT_ID.eq(account.id()))
        .orderBy(PROMISE.MADE_AT.desc())
        .limit(MOST)
        .fetch(row -> new Promised(
            row.getPromisedOn(), new Money(row.getAmount(), Currency.getInstance(row.getCurrency())),
            row.getState(), row.getMadeAt()))
        .reversed();
  }

  private List<Tried> attempts(Account account) {
    return store.select(
        CAMPAIGN.NAME, ATTEMPT.CHANNEL, ATTEMPT.PHONE, ATTEMPT.WRITTEN_AT, ATTEMPT.ANSWERED_AT, ATTEMPT.OUTCOME,
        ATTEMPT.DETAIL, ATTEMPT.REASON)
        .from(ATTEMPT).join(CAMPAIGN).on(CAMPAIGN.ID.eq(ATTEMPT.CAMPAIGN_ID))
        .where(ATTEMPT.HOUSEHOLD_ID.eq(account.household()).or(ATTEMPT.ACCOUNT_ID.eq(account.id())))
        .orderBy(ATTEMPT.WRITTEN_AT.desc(), ATTEMPT.ID.desc())
        .limit(MOST)
        .fetch(row -> new Tried(
            row.get(CAMPAIGN.NAME), Channel.valueOf(row.get(ATTEMPT.CHANNEL)), row.get(ATTEMPT.PHONE),
            row.get(ATTEMPT.WRITTEN_AT), Optional.ofNullable(row.get(ATTEMPT.ANSWERED_AT)), outcome(row)))
        .reversed();
  }

  /// Returns outcome, detail and reason: `REACHED PROMISED FORGOT`
  private static Optional<String> outcome(Record row) {
    return Optional.ofNullable(row.get(ATTEMPT.OUTCOME))
        .map(outcome -> {
          String detail = Optional.ofNullable(row.get(ATTEMPT.DETAIL)).map(text -> " " + text).orElse("");
          return outcome + detail + Optional.ofNullable(row.get(ATTEMPT.REASON)).map(text -> " " + text).orElse("");
        });
  }

  private List<Told> decisions(Account account) {
    return store.select(DECISION.fields()).select(CAMPAIGN.NAME)
        .from(DECISION).join(CAMPAIGN).on(CAMPAIGN.ID.eq(DECISION.CAMPAIGN_ID))
        .where(DECISION.ACCOUNT_ID.eq(account.id()))
        .orderBy(DECISION.ASKED_AT.desc(), DECISION.ID.desc())
        .limit(MOST)
        .fetch(row -> new Told(
            new Step(row.get(CAMPAIGN.NAME), row.get(DECISION.STEP)), DecisionPoint.valueOf(row.get(DECISION.MOMENT)),
            row.get(DECISION.ASKED_AT),
            new Ruled(
                row.get(DECISION.VERDICT), row.get(DECISION.RULE),
                SentenceJson.read(row.get(DECISION.REASON), row.get(DECISION.WHY)),
                Optional.ofNullable(row.get(DECISION.UNTIL))),
            row.get(DECISION.PROFILE) + " " + row.get(DECISION.PROFILE_VERSION)))
        .reversed();
  }

  private List<Waiting> contacts(Account account) {
    return store.select(CONTACT.fields()).select(CAMPAIGN.NAME)
        .from(CONTACT).join(CAMPAIGN).on(CAMPAIGN.ID.eq(CONTACT.CAMPAIGN_ID))
        .where(CONTACT.ACCOUNT_ID.eq(account.id()))
        .orderBy(CONTACT.NOT_BEFORE.desc(), CONTACT.ID.desc())
        .limit(MOST)
        .fetch(row -> new Waiting(
            new Step(row.get(CAMPAIGN.NAME), row.get(CONTACT.STEP)), Channel.valueOf(row.get(CONTACT.CHANNEL)),
            ContactState.valueOf(row.get(CONTACT.STATE)), row.get(CONTACT.NOT_BEFORE), row.get(CONTACT.EXPIRES_AT),
            Optional.ofNullable(row.get(CONTACT.CLOSED_WHY))))
        .reversed();
  }
}
