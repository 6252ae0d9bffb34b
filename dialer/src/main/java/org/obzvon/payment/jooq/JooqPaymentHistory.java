package org.obzvon.payment.jooq;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_CHANGE;

import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.PaymentRecord;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.register.Account;
import org.obzvon.register.AccountBalance;
import org.obzvon.register.Money;
import org.obzvon.register.jooq.BalanceRows;

/// Reads the payments of an account from PostgreSQL.
public final class JooqPaymentHistory implements PaymentHistory {
  private static final org.obzvon.jooq.tables.Account FROM = ACCOUNT.as("moved_from");

  private final DSLContext store;
  private final InstantSource clock;

  public JooqPaymentHistory(DSLContext store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<Entry> of(Account account) {
    AccountBalance balance = new BalanceRows(store).of(account.id(), clock.instant());
    var its = PAYMENT.as("its");
    Condition itsOrMovedAway = PAYMENT.ID.in(
        DSL.select(its.ID).from(its).where(its.ACCOUNT_ID.eq(account.id()))
            .unionAll(
                DSL.select(PAYMENT_CHANGE.PAYMENT_ID)
                    .from(PAYMENT_CHANGE)
                    .where(PAYMENT_CHANGE.FROM_ACCOUNT_ID.eq(account.id()))));
    List<PaymentRecord> payments = store
        .selectFrom(PAYMENT)
        .where(itsOrMovedAway)
        .orderBy(PAYMENT.PAID_AT.desc(), PAYMENT.ID.desc())
        .limit(MOST)
        .fetch();
    Map<UUID, List<Change>> changes = changes(payments.stream().map(PaymentRecord::getId).toArray(UUID[]::new));
    return payments.stream()
        .map(
            row -> new Entry(
                row.getSource(), row.getExternalId(), row.getPaidAt(), row.getImportedAt(),
                new Money(row.getAmount(), Currency.getInstance(row.getCurrency())), does(row, account, balance),
                changes.getOrDefault(row.getId(), List.of())))
        .toList();
  }

  /// Returns the effect of a payment. A payment in another currency than the account's is in no balance.
  private static Does does(PaymentRecord row, Account account, AccountBalance balance) {
    if (!row.getAccountId().equals(account.id())) {
      return Does.MOVED_AWAY;
    }
    return switch (balance.effects().getOrDefault(row.getId(), AccountBalance.Effect.IN_REGISTER)) {
      case COUNTED -> Does.LOWERS_DEBT;
      case IN_REGISTER -> Does.IN_REGISTER;
      case WAITS -> Does.WAITS;
      case ANNOUNCED -> Does.ANNOUNCED;
      case TAKEN_BACK -> Does.TAKEN_BACK;
    };
  }

  private Map<UUID, List<Change>> changes(UUID[] payments) {
    return store
        .select(PAYMENT_CHANGE.fields())
        .select(PAYMENT.CURRENCY, ACCOUNT.NUMBER, FROM.NUMBER)
        .from(PAYMENT_CHANGE)
        .join(PAYMENT).on(PAYMENT.ID.eq(PAYMENT_CHANGE.PAYMENT_ID))
        .join(ACCOUNT).on(ACCOUNT.ID.eq(PAYMENT_CHANGE.ACCOUNT_ID))
        .leftJoin(FROM).on(FROM.ID.eq(PAYMENT_CHANGE.FROM_ACCOUNT_ID))
        .where(PAYMENT_CHANGE.PAYMENT_ID.eq(DSL.any(payments)))
        .orderBy(PAYMENT_CHANGE.ID)
        .fetch()
        .stream()
        .collect(
            groupingBy(
                row -> row.get(PAYMENT_CHANGE.PAYMENT_ID), mapping(JooqPaymentHistory::change, toList())));
  }

  private static Change change(Record row) {
    Optional<Move> moved = Optional.ofNullable(row.get(FROM.NUMBER))
        .map(from -> new Move(from, row.get(ACCOUNT.NUMBER)));
    return new Change(
        row.get(PAYMENT_CHANGE.EXTERNAL_ID), row.get(PAYMENT_CHANGE.MADE_AT), row.get(PAYMENT_CHANGE.TOLD_AT),
        new Money(row.get(PAYMENT_CHANGE.AMOUNT), Currency.getInstance(row.get(PAYMENT.CURRENCY))), moved);
  }
}
