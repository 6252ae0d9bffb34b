package org.obzvon.payment.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_IMPORT;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.PaymentRecord;
import org.obzvon.payment.Acceptance;
import org.obzvon.payment.Acceptance.Debtor;
import org.obzvon.payment.Acceptance.Stored;
import org.obzvon.payment.Acceptance.Verdict;
import org.obzvon.payment.Fate;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.Payments;
import org.obzvon.payment.Settled;
import org.obzvon.register.Ids;
import org.obzvon.register.Zones;
import org.obzvon.register.jooq.RegisterLock;

/// Stores payments in PostgreSQL.
public final class JooqPayments implements Payments {
  private final DSLContext store;
  private final InstantSource clock;

  public JooqPayments(DSLContext store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Carries the result of a dry run out of the transaction that it undoes.
  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Recorded recorded;

    Undo(Recorded recorded) {
      super("dry run", null, false, false);
      this.recorded = recorded;
    }
  }

  @Override
  public Recorded record(List<PaymentRow> rows, String source, boolean dryRun) {
    try {
      return store.transactionResult(
          configuration -> {
            Recorded recorded = record(configuration.dsl(), rows, source);
            if (dryRun) {
              throw new Undo(recorded);
            }
            return recorded;
          });
    } catch (Undo undo) {
      return undo.recorded;
    }
  }

  private Recorded record(DSLContext transaction, List<PaymentRow> rows, String source) {
    RegisterLock.hold(transaction);
    Instant now = clock.instant();
    Map<String, Debtor> debtors = debtors(transaction, rows);
    Acceptance acceptance = new Acceptance(debtors, stored(transaction, rows), now);
    List<Fate> fates = new ArrayList<>();
    List<PaymentRecord> news = new ArrayList<>();
    Map<UUID, BigDecimal> raises = new TreeMap<>();
    Set<UUID> told = new HashSet<>();
    for (PaymentRow row : rows) {
      switch (acceptance.decide(row, source)) {
        case Verdict.Take(Stored payment, BigDecimal raise) -> {
          news.add(row(row.externalId(), payment, now));
          raises.merge(payment.account(), raise, BigDecimal::add);
          fates.add(new Fate.Taken());
        }
        case Verdict.Leave(Fate fate) -> {
          if (fate instanceof Fate.Known) {
            told.add(debtors.get(row.account()).account());
          }
          fates.add(fate);
        }
      }
    }
    transaction.batchInsert(news).execute();
    raise(transaction, raises, now);
    JooqPromises promises = new JooqPromises(transaction);
    Settled settled = promises.settleOf(raises.keySet(), now);
    told.addAll(raises.keySet());
    noteRun(transaction, source, rows.size(), news.size());
    return new Recorded(fates, settled, owingNothing(transaction, told), promises.paidFor(told));
  }

  private static Map<String, Debtor> debtors(DSLContext transaction, List<PaymentRow> rows) {
    String[] numbers = rows.stream().map(PaymentRow::account).distinct().toArray(String[]::new);
    return transaction
        .select(ACCOUNT.NUMBER, ACCOUNT.ID, ACCOUNT.CURRENCY, ACCOUNT.ZONE, SNAPSHOT.TAKEN_ON)
        .from(ACCOUNT)
        .join(SNAPSHOT).on(SNAPSHOT.ID.eq(ACCOUNT.SNAPSHOT_ID))
        .where(ACCOUNT.NUMBER.eq(DSL.any(numbers)))
        .fetchMap(ACCOUNT.NUMBER, JooqPayments::debtor);
  }

  private static Debtor debtor(Record row) {
    return new Debtor(
        row.get(ACCOUNT.ID),
        Currency.getInstance(row.get(ACCOUNT.CURRENCY)),
        Optional.ofNullable(row.get(ACCOUNT.ZONE)).flatMap(Zones::find),
        row.get(SNAPSHOT.TAKEN_ON));
  }

  private static Map<String, Stored> stored(DSLContext transaction, List<PaymentRow> rows) {
    String[] ids = rows.stream().map(PaymentRow::externalId).distinct().toArray(String[]::new);
    return transaction
        .selectFrom(PAYMENT)
        .where(PAYMENT.EXTERNAL_ID.eq(DSL.any(ids)))
        .fetchMap(
            PAYMENT.EXTERNAL_ID,
            row ->
                new Stored(
                    row.getAccountId(), row.getAmount(), Currency.getInstance(row.getCurrency()), row.getPaidAt(),
                    row.getSource()));
  }

  private void noteRun(DSLContext transaction, String source, int rows, int taken) {
    transaction.insertInto(PAYMENT_IMPORT)
        .set(PAYMENT_IMPORT.ID, Ids.next())
        .set(PAYMENT_IMPORT.SOURCE, source)
        .set(PAYMENT_IMPORT.RAN_AT, clock.instant())
        .set(PAYMENT_IMPORT.ROWS_READ, rows)
        .set(PAYMENT_IMPORT.ROWS_TAKEN, taken)
        .execute();
  }

  private static PaymentRecord row(String externalId, Stored payment, Instant now) {
    PaymentRecord row = new PaymentRecord();
    row.setId(Ids.next());
    row.setExternalId(externalId);
    row.setAccountId(payment.account());
    row.setAmount(payment.amount());
    row.setCurrency(payment.currency().getCurrencyCode());
    row.setPaidAt(payment.paidAt());
    row.setImportedAt(now);
    row.setSource(payment.source());
    return row;
  }

  private static void raise(DSLContext transaction, Map<UUID, BigDecimal> raises, Instant now) {
    var updates =
        raises.entrySet().stream()
            .filter(raise -> raise.getValue().signum() > 0)
            .map(
                raise ->
                    transaction
                        .update(ACCOUNT)
                        .set(ACCOUNT.BALANCE, ACCOUNT.BALANCE.plus(raise.getValue()))
                        .set(ACCOUNT.UPDATED_AT, now)
                        .where(ACCOUNT.ID.eq(raise.getKey())))
            .toList();
    transaction.batch(updates).execute();
  }

  private static Set<UUID> owingNothing(DSLContext transaction, Collection<UUID> accounts) {
    return transaction
        .select(ACCOUNT.ID)
        .from(ACCOUNT)
        .where(ACCOUNT.ID.eq(DSL.any(accounts.toArray(UUID[]::new))))
        .and(ACCOUNT.BALANCE.ge(BigDecimal.ZERO).or(ACCOUNT.LEFT_REGISTER_ON.isNotNull()))
        .fetchSet(ACCOUNT.ID);
  }
}
