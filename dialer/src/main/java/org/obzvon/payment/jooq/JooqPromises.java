package org.obzvon.payment.jooq;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.obzvon.payment.PromiseSettlement;
import org.obzvon.payment.PromiseSettlement.Given;
import org.obzvon.payment.PromiseSettlement.Paid;
import org.obzvon.payment.PromiseSettlement.Verdict;
import org.obzvon.payment.PromiseState;
import org.obzvon.payment.Promises;
import org.obzvon.payment.SettledPromiseCounts;
import org.obzvon.register.ZoneNameParser;

/// Settles promises in PostgreSQL. The rows are locked while they are judged, so a payment that arrives meanwhile
/// judges them again afterwards.
public final class JooqPromises implements Promises {
  private final DSLContext store;

  public JooqPromises(DSLContext store) {
    this.store = store;
  }

  @Override
  public Page settle(Optional<UUID> after, int limit, Instant now) {
    return store.transactionResult(
        () -> {
          Condition open = PROMISE.STATE.eq(PromiseState.OPEN.name());
          Condition next = after.map(PROMISE.ID::gt).orElse(DSL.noCondition());
          Result<Record> rows = lock(store, open.and(next), limit);
          SettledPromiseCounts settled = settle(store, rows, Set.of(), now);
          return new Page(rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast().get(PROMISE.ID)), settled);
        });
  }

  /// Settles those promises of the accounts that a payment may still change, in the caller's transaction. A kept
  /// promise stays kept, except for an account that lost a payment.
  SettledPromiseCounts settleOf(Collection<UUID> accounts, Set<UUID> lost, Instant now) {
    if (accounts.isEmpty()) {
      return SettledPromiseCounts.NONE;
    }
    Condition changeable = PROMISE.ACCOUNT_ID.eq(DSL.any(accounts.toArray(UUID[]::new)))
        .and(
            PROMISE.STATE.ne(PromiseState.KEPT.name())
                .or(PROMISE.ACCOUNT_ID.eq(DSL.any(lost.toArray(UUID[]::new)))));
    return settle(store, lock(store, changeable, Integer.MAX_VALUE), lost, now);
  }

  /// Returns the promises of the accounts for which nothing is paid, in the caller's transaction.
  Set<UUID> unpaidFor(Collection<UUID> accounts) {
    return store
        .select(PROMISE.ID)
        .from(PROMISE)
        .where(PROMISE.ACCOUNT_ID.eq(DSL.any(accounts.toArray(UUID[]::new))))
        .and(PROMISE.STATE.in(PromiseState.OPEN.name(), PromiseState.BROKEN.name()))
        .fetchSet(PROMISE.ID);
  }

  /// Returns the promises of the accounts that are kept or partly kept, in the caller's transaction.
  Map<PromiseState, Set<UUID>> paidFor(Collection<UUID> accounts) {
    return store
        .select(PROMISE.STATE, PROMISE.ID)
        .from(PROMISE)
        .where(PROMISE.ACCOUNT_ID.eq(DSL.any(accounts.toArray(UUID[]::new))))
        .and(PROMISE.STATE.in(PromiseState.KEPT.name(), PromiseState.PARTLY_KEPT.name()))
        .fetch()
        .stream()
        .collect(
            groupingBy(
                row -> PromiseState.valueOf(row.get(PROMISE.STATE)), mapping(row -> row.get(PROMISE.ID), toSet())));
  }

  private static Result<Record> lock(DSLContext transaction, Condition condition, int limit) {
    List<org.jooq.SelectFieldOrAsterisk> fields = new ArrayList<>(List.of(PROMISE.fields()));
    fields.add(ACCOUNT.ZONE);
    return transaction
        .select(fields)
        .from(PROMISE)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(PROMISE.ACCOUNT_ID))
        .where(condition)
        .orderBy(PROMISE.ID)
        .limit(limit)
        .forUpdate().of(PROMISE)
        .fetch();
  }

  private static SettledPromiseCounts settle(DSLContext transaction, Result<Record> rows, Set<UUID> lost, Instant now) {
    Map<UUID, List<Paid>> payments = payments(transaction, rows);
    List<Query> updates = new ArrayList<>();
    SettledPromiseCounts settled = SettledPromiseCounts.NONE;
    for (Record row : rows) {
      PromiseState before = PromiseState.valueOf(row.get(PROMISE.STATE));
      Given promise = given(row, lost.contains(row.get(PROMISE.ACCOUNT_ID)) ? PromiseState.OPEN : before);
      List<Paid> paid = payments.getOrDefault(row.get(PROMISE.ACCOUNT_ID), List.of());
      Verdict verdict = PromiseSettlement.judge(promise, paid, now);
      boolean moved = verdict.state() != before;
      if (moved || verdict.paid().compareTo(row.get(PROMISE.PAID)) != 0) {
        updates.add(update(transaction, row, verdict, moved ? now : row.get(PROMISE.SETTLED_AT)));
      }
      settled = moved ? settled.plus(one(verdict.state())) : settled;
    }
    transaction.batch(updates).execute();
    return settled;
  }

  private static Query update(DSLContext transaction, Record row, Verdict verdict, Instant settledAt) {
    return transaction
        .update(PROMISE)
        .set(PROMISE.STATE, verdict.state().name())
        .set(PROMISE.PAID, verdict.paid())
        .set(PROMISE.SETTLED_AT, verdict.state() == PromiseState.OPEN ? null : settledAt)
        .where(PROMISE.ID.eq(row.get(PROMISE.ID)))
        .and(PROMISE.STATE.eq(row.get(PROMISE.STATE)));
  }

  private static SettledPromiseCounts one(PromiseState state) {
    return switch (state) {
      case OPEN -> SettledPromiseCounts.NONE;
      case KEPT -> new SettledPromiseCounts(1, 0, 0);
      case PARTLY_KEPT -> new SettledPromiseCounts(0, 1, 0);
      case BROKEN -> new SettledPromiseCounts(0, 0, 1);
    };
  }

  private static Map<UUID, List<Paid>> payments(DSLContext transaction, Result<Record> rows) {
    if (rows.isEmpty()) {
      return Map.of();
    }
    Instant earliest = rows.stream().map(row -> row.get(PROMISE.MADE_AT)).min(Instant::compareTo).orElseThrow();
    UUID[] accounts = rows.stream().map(row -> row.get(PROMISE.ACCOUNT_ID)).distinct().toArray(UUID[]::new);
    return transaction
        .select(PAYMENT.ACCOUNT_ID, PAYMENT.PAID_AT, PAYMENT.AMOUNT, PAYMENT.TAKEN_BACK, PAYMENT.CURRENCY)
        .from(PAYMENT)
        .where(PAYMENT.ACCOUNT_ID.eq(DSL.any(accounts)))
        .and(PAYMENT.PAID_AT.gt(earliest))
        .fetchGroups(
            PAYMENT.ACCOUNT_ID,
            row -> new Paid(
                row.get(PAYMENT.PAID_AT), row.get(PAYMENT.AMOUNT).subtract(row.get(PAYMENT.TAKEN_BACK)),
                Currency.getInstance(row.get(PAYMENT.CURRENCY))));
  }

  private static Given given(Record row, PromiseState state) {
    ZoneId zone = Optional.ofNullable(row.get(ACCOUNT.ZONE)).flatMap(ZoneNameParser::find).orElse(ZoneOffset.UTC);
    return new Given(
        new PromiseSettlement.Debtor(row.get(PROMISE.ACCOUNT_ID), zone),
        row.get(PROMISE.PROMISED_ON),
        row.get(PROMISE.AMOUNT),
        Currency.getInstance(row.get(PROMISE.CURRENCY)),
        row.get(PROMISE.MADE_AT),
        state);
  }
}
