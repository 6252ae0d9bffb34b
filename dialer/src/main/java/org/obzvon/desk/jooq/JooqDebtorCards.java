package org.obzvon.desk.jooq;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.PROMISE;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.obzvon.contact.Channel;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.desk.DebtorCard;
import org.obzvon.desk.DebtorCards;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Money;

/// Reads a debtor's card from the register, the ledger and the desk's own notes.
public final class JooqDebtorCards implements DebtorCards {
  private final DSLContext db;
  private final Accounts accounts;

  public JooqDebtorCards(DSLContext db, Accounts accounts) {
    this.db = db;
    this.accounts = accounts;
  }

  @Override
  public Optional<DebtorCard> of(UUID account, UUID campaign) {
    return Optional.ofNullable(accounts.byIds(List.of(account)).get(account))
        .map(found -> new DebtorCard(found, name(campaign), past(found), promise(found), reason(found)));
  }

  private String name(UUID campaign) {
    return db.select(CAMPAIGN.NAME)
        .from(CAMPAIGN)
        .where(CAMPAIGN.ID.eq(campaign))
        .fetchOptional(CAMPAIGN.NAME)
        .orElse("");
  }

  private List<DebtorCard.Past> past(Account account) {
    Field<String> note = coalesce(
        field(
            select(DESK_CONVERSATION.NOTE)
                .from(DESK_CONVERSATION)
                .where(DESK_CONVERSATION.ATTEMPT_ID.eq(ATTEMPT.ID))
                .and(DESK_CONVERSATION.NOTE.ne(""))
                .orderBy(DESK_CONVERSATION.QUEUED_AT.desc())
                .limit(1)),
        inline(""));
    return db.select(ATTEMPT.WRITTEN_AT, ATTEMPT.CHANNEL, ATTEMPT.OUTCOME, ATTEMPT.DETAIL, note)
        .from(ATTEMPT)
        .where(ATTEMPT.HOUSEHOLD_ID.eq(account.household()))
        .and(ATTEMPT.CLOSED_AT.isNotNull())
        .orderBy(ATTEMPT.WRITTEN_AT.desc())
        .limit(DebtorCard.MOST_PAST)
        .fetch(
            row -> new DebtorCard.Past(
                row.get(ATTEMPT.WRITTEN_AT), Channel.valueOf(row.get(ATTEMPT.CHANNEL)), row.get(ATTEMPT.OUTCOME),
                Optional.ofNullable(row.get(ATTEMPT.DETAIL)).orElse(""), row.get(note)));
  }

  private Optional<DebtorCard.OpenPromise> promise(Account account) {
    return db.selectFrom(PROMISE)
        .where(PROMISE.ACCOUNT_ID.eq(account.id()))
        .and(PROMISE.STATE.eq("OPEN"))
        .orderBy(PROMISE.MADE_AT.desc())
        .limit(1)
        .fetchOptional(
            row -> new DebtorCard.OpenPromise(
                row.getPromisedOn(), new Money(row.getAmount(), Currency.getInstance(row.getCurrency())),
                row.getMadeAt()));
  }

  /// Returns the newest reason that the debtor gave to a robot or an operator.
  private Optional<NonPaymentReason> reason(Account account) {
    Field<String> told = coalesce(DESK_CONVERSATION.REASON, ATTEMPT.REASON);
    return db.select(told)
        .from(ATTEMPT)
        .leftJoin(DESK_CONVERSATION)
        .on(DESK_CONVERSATION.ATTEMPT_ID.eq(ATTEMPT.ID))
        .where(ATTEMPT.HOUSEHOLD_ID.eq(account.household()))
        .and(told.isNotNull())
        .orderBy(ATTEMPT.WRITTEN_AT.desc(), DESK_CONVERSATION.QUEUED_AT.desc().nullsLast())
        .limit(1)
        .fetchOptional(told)
        .map(NonPaymentReason::valueOf);
  }
}
