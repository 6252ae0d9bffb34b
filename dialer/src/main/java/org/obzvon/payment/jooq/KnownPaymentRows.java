package org.obzvon.payment.jooq;

import static java.util.stream.Collectors.groupingBy;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_CHANGE;

import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.PaymentRecord;
import org.obzvon.payment.KnownPayment;
import org.obzvon.payment.KnownPayments;
import org.obzvon.payment.PaymentCorrection;
import org.obzvon.payment.PaymentRow;

/// Reads and writes known payments and their changes, within the transaction of an import.
final class KnownPaymentRows {
  private final DSLContext transaction;

  KnownPaymentRows(DSLContext transaction) {
    this.transaction = transaction;
  }

  /// Returns the payments to which the rows may refer.
  ///
  /// @param takenFrom accounts of the rows that take a payment back
  KnownPayments about(List<PaymentRow> rows, String source, Collection<UUID> takenFrom) {
    String[] ids = rows.stream()
        .flatMap(row -> Stream.concat(Stream.of(row.externalId()), row.takesBack().stream()))
        .distinct()
        .toArray(String[]::new);
    Set<UUID> known = new HashSet<>(payments(PAYMENT.SOURCE.eq(source).and(PAYMENT.EXTERNAL_ID.eq(DSL.any(ids)))));
    known.addAll(
        transaction
            .select(PAYMENT_CHANGE.PAYMENT_ID)
            .from(PAYMENT_CHANGE)
            .where(PAYMENT_CHANGE.SOURCE.eq(source), PAYMENT_CHANGE.EXTERNAL_ID.eq(DSL.any(ids)))
            .fetch(PAYMENT_CHANGE.PAYMENT_ID));
    if (!takenFrom.isEmpty()) {
      UUID[] accounts = takenFrom.toArray(UUID[]::new);
      known.addAll(payments(PAYMENT.ACCOUNT_ID.eq(DSL.any(accounts)).and(PAYMENT.SOURCE.eq(source))));
    }
    return read(known);
  }

  private List<UUID> payments(Condition which) {
    return transaction.select(PAYMENT.ID).from(PAYMENT).where(which).fetch(PAYMENT.ID);
  }

  private KnownPayments read(Set<UUID> ids) {
    if (ids.isEmpty()) {
      return new KnownPayments(List.of());
    }
    UUID[] known = ids.toArray(UUID[]::new);
    Map<UUID, List<PaymentCorrection>> changes = changes(known);
    return new KnownPayments(
        transaction
            .selectFrom(PAYMENT)
            .where(PAYMENT.ID.eq(DSL.any(known)))
            .fetch(row -> payment(row, changes.getOrDefault(row.getId(), List.of()))));
  }

  private Map<UUID, List<PaymentCorrection>> changes(UUID[] payments) {
    return transaction
        .selectFrom(PAYMENT_CHANGE)
        .where(PAYMENT_CHANGE.PAYMENT_ID.eq(DSL.any(payments)))
        .orderBy(PAYMENT_CHANGE.ID)
        .fetch(KnownPaymentRows::change)
        .stream()
        .collect(groupingBy(PaymentCorrection::payment));
  }

  private static KnownPayment payment(PaymentRecord row, List<PaymentCorrection> changes) {
    return new KnownPayment(
        row.getId(), new KnownPayment.Key(row.getSource(), row.getExternalId()), row.getAccountId(), row.getAmount(),
        Currency.getInstance(row.getCurrency()), row.getPaidAt(), changes);
  }

  static PaymentCorrection change(Record row) {
    UUID from = row.get(PAYMENT_CHANGE.FROM_ACCOUNT_ID);
    return new PaymentCorrection(
        row.get(PAYMENT_CHANGE.PAYMENT_ID),
        new KnownPayment.Key(row.get(PAYMENT_CHANGE.SOURCE), row.get(PAYMENT_CHANGE.EXTERNAL_ID)),
        row.get(PAYMENT_CHANGE.ACCOUNT_ID), row.get(PAYMENT_CHANGE.AMOUNT), row.get(PAYMENT_CHANGE.MADE_AT),
        from == null ? new PaymentCorrection.TakenBack() : new PaymentCorrection.Moved(from));
  }

  void insert(List<KnownPayment> payments, Instant now) {
    transaction.batchInsert(payments.stream().map(payment -> row(payment, now)).toList()).execute();
  }

  private static PaymentRecord row(KnownPayment payment, Instant now) {
    PaymentRecord row = new PaymentRecord();
    row.setId(payment.id());
    row.setExternalId(payment.key().externalId());
    row.setAccountId(payment.account());
    row.setAmount(payment.amount());
    row.setCurrency(payment.currency().getCurrencyCode());
    row.setPaidAt(payment.paidAt());
    row.setImportedAt(now);
    row.setSource(payment.key().source());
    return row;
  }

  /// Stores the changes and the resulting state of the payments.
  ///
  /// @param payments after the changes
  void change(List<PaymentCorrection> changes, Collection<KnownPayment> payments, Instant now) {
    transaction.batch(changes.stream().map(change -> insert(change, now)).toList()).execute();
    transaction.batch(payments.stream().map(this::update).toList()).execute();
  }

  private Query insert(PaymentCorrection change, Instant now) {
    UUID from = change.what() instanceof PaymentCorrection.Moved(UUID account) ? account : null;
    return transaction
        .insertInto(PAYMENT_CHANGE)
        .set(PAYMENT_CHANGE.PAYMENT_ID, change.payment())
        .set(PAYMENT_CHANGE.KIND, from == null ? "TAKEN_BACK" : "MOVED")
        .set(PAYMENT_CHANGE.SOURCE, change.told().source())
        .set(PAYMENT_CHANGE.EXTERNAL_ID, change.told().externalId())
        .set(PAYMENT_CHANGE.ACCOUNT_ID, change.account())
        .set(PAYMENT_CHANGE.FROM_ACCOUNT_ID, from)
        .set(PAYMENT_CHANGE.AMOUNT, change.amount())
        .set(PAYMENT_CHANGE.MADE_AT, change.madeAt())
        .set(PAYMENT_CHANGE.TOLD_AT, now);
  }

  private Query update(KnownPayment payment) {
    return transaction
        .update(PAYMENT)
        .set(PAYMENT.ACCOUNT_ID, payment.account())
        .set(PAYMENT.TAKEN_BACK, payment.takenBack())
        .where(PAYMENT.ID.eq(payment.id()));
  }
}
