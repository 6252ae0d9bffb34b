package org.obzvon.payment.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT_IMPORT;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.payment.Acceptance;
import org.obzvon.payment.Acceptance.Debtor;
import org.obzvon.payment.Acceptance.Verdict;
import org.obzvon.payment.KnownPayment;
import org.obzvon.payment.KnownPayments;
import org.obzvon.payment.PaymentCorrection;
import org.obzvon.payment.PaymentRowResult;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.Payments;
import org.obzvon.payment.SettledPromiseCounts;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.ZoneNameParser;
import org.obzvon.register.jooq.BalanceRows;
import org.obzvon.register.jooq.BalanceLock;

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
          () -> {
            Recorded recorded = record(store, rows, source);
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
    BalanceLock.hold(transaction);
    Instant now = clock.instant();
    Map<String, Debtor> debtors = debtors(transaction, rows);
    KnownPaymentRows stored = new KnownPaymentRows(transaction);
    KnownPayments known = stored.about(rows, source, takenFrom(rows, debtors));
    Decided decided = decide(rows, source, debtors, new Acceptance(debtors, known, now));
    stored.insert(decided.news, now);
    Set<UUID> changed = decided.changes.stream().map(PaymentCorrection::payment).collect(Collectors.toSet());
    stored.change(decided.changes, changed.stream().map(known::get).toList(), now);
    noteRun(transaction, source, rows.size(), decided.news.size() + decided.changes.size());
    return standing(transaction, decided, now);
  }

  /// The decisions on the rows.
  ///
  /// @param touched accounts whose payments changed
  /// @param lost accounts that lost a payment, now or when the row was reported before
  /// @param known accounts of rows that were known
  private record Decided(
      List<PaymentRowResult> fates, List<KnownPayment> news, List<PaymentCorrection> changes, Set<UUID> touched,
      Set<UUID> lost,
      Set<UUID> known) {
    Decided() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    }
  }

  private static Decided decide(
      List<PaymentRow> rows, String source, Map<String, Debtor> debtors, Acceptance acceptance) {
    Decided decided = new Decided();
    for (PaymentRow row : rows) {
      switch (acceptance.decide(row, source)) {
        case Verdict.Take(KnownPayment payment) -> {
          decided.news.add(payment);
          decided.touched.add(payment.account());
          decided.fates.add(new PaymentRowResult.Taken());
        }
        case Verdict.Change(PaymentCorrection change) -> {
          decided.changes.add(change);
          decided.touched.add(change.account());
          decided.fates.add(
              switch (change.what()) {
                case PaymentCorrection.TakenBack _ -> {
                  decided.lost.add(change.account());
                  yield new PaymentRowResult.TakenBack();
                }
                case PaymentCorrection.Moved(UUID from) -> {
                  decided.touched.add(from);
                  decided.lost.add(from);
                  yield new PaymentRowResult.Moved();
                }
              });
        }
        case Verdict.Leave(PaymentRowResult fate) -> {
          if (fate instanceof PaymentRowResult.Known) {
            UUID account = debtors.get(row.account()).account();
            decided.known.add(account);
            decided.lost.add(account);
          }
          decided.fates.add(fate);
        }
      }
    }
    return decided;
  }

  private static Set<UUID> takenFrom(List<PaymentRow> rows, Map<String, Debtor> debtors) {
    return rows.stream()
        .filter(row -> row.amount().signum() < 0 && debtors.containsKey(row.account()))
        .map(row -> debtors.get(row.account()).account())
        .collect(Collectors.toSet());
  }

  private static Recorded standing(DSLContext transaction, Decided decided, Instant now) {
    new BalanceRows(transaction).refresh(decided.touched, now);
    JooqPromises promises = new JooqPromises(transaction);
    SettledPromiseCounts settled = promises.settleOf(decided.touched, decided.lost, now);
    Set<UUID> told = new HashSet<>(decided.touched);
    told.addAll(decided.known);
    return new Recorded(
        decided.fates, settled, standing(transaction, told, decided.lost, promises), promises.paidFor(told));
  }

  private static Standing standing(DSLContext transaction, Set<UUID> told, Set<UUID> lost, JooqPromises promises) {
    Set<UUID> households = new HashSet<>();
    Set<UUID> owingNothing = new HashSet<>();
    Set<UUID> owing = new HashSet<>();
    Set<UUID> waiting = new HashSet<>();
    Set<UUID> announced = new HashSet<>();
    transaction
        .select(
            ACCOUNT.ID, ACCOUNT.HOUSEHOLD_ID, ACCOUNT.BALANCE, ACCOUNT.LEFT_REGISTER_ON, ACCOUNT.PAYMENT_TOLD_AT,
            ACCOUNT.PAYMENT_ANNOUNCED_FOR)
        .from(ACCOUNT)
        .where(ACCOUNT.ID.eq(DSL.any(told.toArray(UUID[]::new))))
        .forEach(
            row -> {
              UUID account = row.get(ACCOUNT.ID);
              households.add(row.get(ACCOUNT.HOUSEHOLD_ID));
              if (row.get(ACCOUNT.BALANCE).signum() >= 0 || row.get(ACCOUNT.LEFT_REGISTER_ON) != null) {
                owingNothing.add(account);
                return;
              }
              owing.add(account);
              if (row.get(ACCOUNT.PAYMENT_TOLD_AT) != null) {
                waiting.add(account);
              }
              if (row.get(ACCOUNT.PAYMENT_ANNOUNCED_FOR) != null) {
                announced.add(account);
              }
            });
    owing.retainAll(lost);
    return new Standing(told, households, owingNothing, owing, promises.unpaidFor(lost), waiting, announced);
  }

  /// Finds the accounts by the index on accounts with an announced payment.
  @Override
  public Recorded countAnnounced(int most) {
    return store.transactionResult(
        () -> {
          BalanceLock.hold(store);
          Instant now = clock.instant();
          Decided decided = new Decided();
          decided.touched.addAll(
              store
                  .select(ACCOUNT.ID)
                  .from(ACCOUNT)
                  .where(ACCOUNT.PAYMENT_ANNOUNCED_FOR.le(now))
                  .orderBy(ACCOUNT.PAYMENT_ANNOUNCED_FOR)
                  .limit(most)
                  .fetch(ACCOUNT.ID));
          return standing(store, decided, now);
        });
  }

  private static Map<String, Debtor> debtors(DSLContext transaction, List<PaymentRow> rows) {
    String[] numbers = rows.stream().map(PaymentRow::account).distinct().toArray(String[]::new);
    return transaction
        .select(ACCOUNT.NUMBER, ACCOUNT.ID, ACCOUNT.CURRENCY, ACCOUNT.ZONE)
        .from(ACCOUNT)
        .where(ACCOUNT.NUMBER.eq(DSL.any(numbers)))
        .fetchMap(ACCOUNT.NUMBER, JooqPayments::debtor);
  }

  private static Debtor debtor(Record row) {
    return new Debtor(
        row.get(ACCOUNT.ID),
        Currency.getInstance(row.get(ACCOUNT.CURRENCY)),
        Optional.ofNullable(row.get(ACCOUNT.ZONE)).flatMap(ZoneNameParser::find));
  }

  private void noteRun(DSLContext transaction, String source, int rows, int taken) {
    transaction.insertInto(PAYMENT_IMPORT)
        .set(PAYMENT_IMPORT.ID, IdGenerator.next())
        .set(PAYMENT_IMPORT.SOURCE, source)
        .set(PAYMENT_IMPORT.RAN_AT, clock.instant())
        .set(PAYMENT_IMPORT.ROWS_READ, rows)
        .set(PAYMENT_IMPORT.ROWS_TAKEN, taken)
        .execute();
  }
}
