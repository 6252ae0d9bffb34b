package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.EventOutbox.Event;
import org.obzvon.contact.Withdrawals;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;

/// Stores the suppressions (stop entries) in PostgreSQL. An entry is committed before waiting contacts are withdrawn.
/// If the withdrawal fails, the policy still refuses these contacts immediately before they are placed, and adding the
/// entry again withdraws again. In a transaction of the caller both are done or neither.
public final class JooqSuppressions implements Suppressions {
  private final DSLContext store;
  private final Withdrawals withdrawals;
  private final EventOutbox events;
  private final InstantSource clock;

  /// @param events on the same store
  public JooqSuppressions(DSLContext store, Withdrawals withdrawals, EventOutbox events, InstantSource clock) {
    this.store = store;
    this.withdrawals = withdrawals;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Suppression add(Stop stop) {
    Instant now = clock.instant();
    Suppression entry = store.transactionResult(() -> {
      takeTurns(store, stop);
      return existing(store, stop, now).orElseGet(() -> insert(stop, now));
    });
    if (entry.term().holds(now)) {
      withdraw(entry, now);
    }
    return entry;
  }

  /// Makes two processes that add the same entry at once do it one after the other.
  private static void takeTurns(DSLContext transaction, Stop stop) {
    String key = stop.target() + " " + stop.kind() + " " + stop.origin().words();
    transaction.select(DSL.function("pg_advisory_xact_lock", Object.class, DSL.inline((long) key.hashCode()))).fetch();
  }

  /// Finds the same entry. An entry that came from an attempt is found even after it was lifted.
  private static Optional<Suppression> existing(DSLContext transaction, Stop stop, Instant now) {
    Condition still = switch (stop.origin()) {
      case Suppression.Origin.OfAttempt _ -> DSL.noCondition();
      case Suppression.Origin.OfPerson _ ->
          SuppressionRows.inForce(now)
              .and(SUPPRESSION.UNTIL.isNotDistinctFrom(stop.until().orElse(null)));
    };
    return transaction.selectFrom(SUPPRESSION)
        .where(on(stop.target()), SUPPRESSION.KIND.eq(stop.kind().name()))
        .and(SUPPRESSION.SOURCE.eq(stop.origin().words()))
        .and(still)
        .orderBy(SUPPRESSION.SINCE.desc())
        .limit(1)
        .fetchOptional(SuppressionRows::read);
  }

  @Override
  public Optional<Suppression.Target> given(Attempt attempt, StopKind kind) {
    return store.selectFrom(SUPPRESSION)
        .where(
            SUPPRESSION.PHONE.eq(attempt.phone().e164())
                .or(SUPPRESSION.ACCOUNT_ID.eq(attempt.contact().debtor().account())))
        .and(SUPPRESSION.KIND.eq(kind.name()))
        .and(SUPPRESSION.SOURCE.eq(new Suppression.Origin.OfAttempt(attempt.id()).words()))
        .orderBy(SUPPRESSION.ACCOUNT_ID.asc().nullsLast())
        .limit(1)
        .fetchOptional(row -> SuppressionRows.read(row).target());
  }

  private static Condition on(Suppression.Target target) {
    return switch (target) {
      case Suppression.Target.Number(Phone phone) -> SUPPRESSION.PHONE.eq(phone.e164());
      case Suppression.Target.Household(UUID account) -> SUPPRESSION.ACCOUNT_ID.eq(account);
    };
  }

  private Suppression insert(Stop stop, Instant now) {
    var row = store.newRecord(SUPPRESSION);
    row.setId(IdGenerator.next());
    switch (stop.target()) {
      case Suppression.Target.Number(Phone phone) -> row.setPhone(phone.e164());
      case Suppression.Target.Household(UUID account) -> row.setAccountId(account);
    }
    row.setKind(stop.kind().name());
    row.setNote(stop.note());
    row.setSince(now);
    row.setUntil(stop.until().orElse(null));
    row.setSource(stop.origin().words());
    row.insert();
    if (isOptOut(stop.kind())) {
      events.add(Event.OPT_OUT, row.getId());
    }
    return SuppressionRows.read(row);
  }

  /// Returns whether the debtor asked for the stop. Other stops are decisions of ours.
  private static boolean isOptOut(StopKind kind) {
    return kind == StopKind.OPT_OUT || kind == StopKind.REFUSAL;
  }

  private void withdraw(Suppression entry, Instant now) {
    String why = "stop entry " + entry.kind();
    switch (entry.target()) {
      case Suppression.Target.Household(UUID account) ->
          withdrawals.ofHouseholds(
              store.select(ACCOUNT.HOUSEHOLD_ID).from(ACCOUNT).where(ACCOUNT.ID.eq(account))
                  .fetchSet(ACCOUNT.HOUSEHOLD_ID),
              why);
      case Suppression.Target.Number(Phone phone) -> {
        Set<UUID> silent = accountsLeftWithout(phone, now);
        if (!silent.isEmpty()) {
          withdrawals.ofAccounts(silent, why);
        }
      }
    }
  }

  /// Returns the accounts with the number that have no other number free of suppressions.
  private Set<UUID> accountsLeftWithout(Phone phone, Instant now) {
    var other = ACCOUNT_PHONE.as("other");
    var stopped = DSL.selectOne().from(SUPPRESSION).where(SUPPRESSION.PHONE.eq(other.E164))
        .and(SuppressionRows.inForce(now));
    var free = DSL.selectOne().from(other).where(other.ACCOUNT_ID.eq(ACCOUNT_PHONE.ACCOUNT_ID)).andNotExists(stopped);
    return store.select(ACCOUNT_PHONE.ACCOUNT_ID).from(ACCOUNT_PHONE)
        .where(ACCOUNT_PHONE.E164.eq(phone.e164()))
        .andNotExists(free)
        .fetchSet(ACCOUNT_PHONE.ACCOUNT_ID);
  }

  @Override
  public int liftAskedByText(Phone phone) {
    return store.update(SUPPRESSION)
        .set(SUPPRESSION.LIFTED_AT, clock.instant())
        .where(SUPPRESSION.PHONE.eq(phone.e164()))
        .and(SUPPRESSION.LIFTED_AT.isNull())
        .and(SUPPRESSION.SOURCE.startsWith(BY_TEXT))
        .execute();
  }

  @Override
  public boolean lift(UUID id) {
    Instant now = clock.instant();
    return store.update(SUPPRESSION).set(SUPPRESSION.LIFTED_AT, now)
        .where(SUPPRESSION.ID.eq(id)).and(SuppressionRows.inForce(now))
        .execute() == 1;
  }

  @Override
  public Optional<Suppression> find(UUID id) {
    return store.selectFrom(SUPPRESSION).where(SUPPRESSION.ID.eq(id)).fetchOptional(SuppressionRows::read);
  }

  @Override
  public List<Suppression> list(Scope scope, int limit) {
    return store.selectFrom(SUPPRESSION)
        .where(in(scope))
        .orderBy(SUPPRESSION.SINCE.desc(), SUPPRESSION.ID.desc())
        .limit(limit)
        .fetch(SuppressionRows::read);
  }

  @Override
  public List<Suppression> concerning(Account account, Scope scope) {
    return store.selectFrom(SUPPRESSION)
        .where(SuppressionRows.concerning(Set.of(account.household()), account.subscriber().phones()))
        .and(in(scope))
        .orderBy(SUPPRESSION.SINCE.desc(), SUPPRESSION.ID.desc())
        .fetch(SuppressionRows::read);
  }

  private Condition in(Scope scope) {
    return switch (scope) {
      case IN_FORCE -> SuppressionRows.inForce(clock.instant());
      case ALL -> DSL.noCondition();
    };
  }
}
