package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.DECISION;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.obzvon.contact.Contact;
import org.obzvon.jooq.tables.records.DecisionRecord;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionLog;
import org.obzvon.policy.DecisionPoint;

/// Stores the policy's answers in PostgreSQL: one statement looks for repetitions, and one stores.
public final class JooqDecisionLog implements DecisionLog {
  private static final Duration REPEATED_WITHIN = Duration.ofDays(1);

  private final DSLContext store;

  public JooqDecisionLog(DSLContext store) {
    this.store = store;
  }

  @Override
  public void store(DecisionPoint moment, Instant askedAt, List<Ruling> rulings) {
    List<DecisionRecord> all = rulings.stream().map(ruling -> row(moment, askedAt, ruling)).toList();
    boolean mayRepeat = all.stream().anyMatch(row -> repeatable(row).isPresent());
    Set<Repeatable> known = mayRepeat ? known(rulings, askedAt) : Set.of();
    insert(all.stream().filter(row -> repeatable(row).map(known::add).orElse(true)).toList());
  }

  /// Sends one statement with the values of every row: it is rendered once and prepared once for any number of rows.
  private void insert(List<DecisionRecord> rows) {
    if (!rows.isEmpty()) {
      List<Field<?>> fields = Stream.of(DECISION.fields()).filter(field -> !field.equals(DECISION.ID)).toList();
      var batch = store.batch(store.insertInto(DECISION).columns(fields).values(new Object[fields.size()]));
      for (DecisionRecord row : rows) {
        var _ = batch.bind(fields.stream().map(row::get).toArray());
      }
      batch.execute();
    }
  }

  private DecisionRecord row(DecisionPoint moment, Instant askedAt, Ruling ruling) {
    Contact contact = ruling.answer().question().contact();
    Decision decision = ruling.answer().decision();
    DecisionRecord row = new DecisionRecord();
    row.setCampaignId(contact.campaign());
    row.setHouseholdId(contact.debtor().household());
    row.setAccountId(contact.debtor().account());
    row.setContactId(moment == DecisionPoint.PLACE ? contact.id() : null); // while planning there is no such row
    row.setStep(contact.step().number());
    row.setMoment(moment.name());
    row.setAskedAt(askedAt);
    row.setVerdict(switch (decision) {
      case Decision.Allowed _ -> "ALLOWED";
      case Decision.Deferred _ -> "DEFERRED";
      case Decision.Refused _ -> "REFUSED";
    });
    row.setRule(decision.rule());
    row.setWhy(decision.why());
    row.setReason(SentenceJson.write(decision.reason()));
    row.setUntil(decision instanceof Decision.Deferred deferred ? deferred.until() : null);
    row.setProfile(ruling.answer().question().profile());
    row.setProfileVersion(ruling.profileVersion());
    return row;
  }

  /// The fields that make two answers the same.
  private record Repeatable(Asked asked, String verdict, String rule, Optional<Instant> until, String version) {}

  private record Asked(UUID campaign, UUID account, Optional<UUID> contact, int step, String moment) {}

  private static Optional<Repeatable> repeatable(DecisionRecord row) {
    boolean isDeferral = row.getVerdict().equals("DEFERRED");
    boolean isRefusedPlan = row.getVerdict().equals("REFUSED") && row.getMoment().equals(DecisionPoint.PLAN.name());
    if (!isDeferral && !isRefusedPlan) {
      return Optional.empty();
    }
    return Optional.of(
        new Repeatable(
            new Asked(
                row.getCampaignId(), row.getAccountId(), Optional.ofNullable(row.getContactId()), row.getStep(),
                row.getMoment()),
            row.getVerdict(), row.getRule(), Optional.ofNullable(row.getUntil()), row.getProfileVersion()));
  }

  private Set<Repeatable> known(List<Ruling> rulings, Instant askedAt) {
    UUID[] accounts = rulings.stream().map(one -> one.answer().question().contact().debtor().account()).distinct()
        .toArray(UUID[]::new);
    Set<Repeatable> known = new HashSet<>();
    store.selectFrom(DECISION)
        .where(DECISION.ACCOUNT_ID.eq(DSL.any(accounts)))
        .and(DECISION.VERDICT.eq("DEFERRED").and(DECISION.UNTIL.gt(askedAt))
            .or(DECISION.VERDICT.eq("REFUSED").and(DECISION.ASKED_AT.gt(askedAt.minus(REPEATED_WITHIN)))))
        .forEach(row -> repeatable(row).ifPresent(known::add));
    return known;
  }
}
