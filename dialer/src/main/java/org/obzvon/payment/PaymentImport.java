package org.obzvon.payment;

import java.util.ArrayList;
import java.util.List;
import org.obzvon.contact.Withdrawals;
import org.obzvon.document.Sentence;
import org.obzvon.register.Progress;

/// Takes payments, from whatever source, any number of times.
///
/// Every batch is one transaction (payment, balance, promises); the contacts of accounts that owe nothing any more, and
/// those about promises that were paid for, are called off right after it. Should the process die in between, they are
/// still stopped when they are about to be placed, and taking the same payments again calls them off.
public final class PaymentImport {
  private static final int BATCH = 1000;
  private static final String API = "api";
  static final String WHY = "paid: owes nothing any more";

  private final Payments payments;
  private final Withdrawals withdrawals;

  public PaymentImport(Payments payments, Withdrawals withdrawals) {
    this.payments = payments;
    this.withdrawals = withdrawals;
  }

  /// @param index place of the row among those that were handed in
  public record Refusal(int index, PaymentRow row, String column, Sentence reason) {}

  /// @param taken stored now
  /// @param known stored before; nothing was changed
  /// @param withdrawn contacts that were called off
  public record Report(int taken, int known, List<Refusal> refused, Settled settled, int withdrawn) {
    public Report {
      refused = List.copyOf(refused);
    }
  }

  /// @param source which bank or system tells the payments
  /// @param dryRun find out what would happen, and change nothing
  public record Manner(String source, boolean dryRun) {}

  /// Payments that are told to the program as objects.
  public Report take(List<PaymentRow> rows) {
    return take(rows, new Manner(API, false), Progress.NONE);
  }

  public Report take(List<PaymentRow> rows, Manner manner, Progress progress) {
    progress.stage("storing", rows.size());
    int taken = 0;
    int known = 0;
    int withdrawn = 0;
    Settled settled = Settled.NONE;
    List<Refusal> refused = new ArrayList<>();
    if (rows.isEmpty()) {
      payments.record(rows, manner.source(), manner.dryRun());
    }
    for (int from = 0; from < rows.size(); from += BATCH) {
      List<PaymentRow> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
      Payments.Recorded recorded = payments.record(batch, manner.source(), manner.dryRun());
      for (int i = 0; i < batch.size(); i++) {
        switch (recorded.fates().get(i)) {
          case Fate.Taken() -> taken++;
          case Fate.Known() -> known++;
          case Fate.Refused(String column, Sentence reason) ->
              refused.add(new Refusal(from + i, batch.get(i), column, reason));
        }
      }
      settled = settled.plus(recorded.settled());
      withdrawn += manner.dryRun() ? 0 : withdraw(recorded);
      progress.advance(batch.size());
    }
    return new Report(taken, known, refused, settled, withdrawn);
  }

  private int withdraw(Payments.Recorded recorded) {
    int withdrawn = recorded.owingNothing().isEmpty() ? 0 : withdrawals.ofAccounts(recorded.owingNothing(), WHY);
    for (var promises : recorded.paidFor().entrySet()) {
      withdrawn += withdrawals.ofPromises(promises.getValue(), why(promises.getKey()));
    }
    return withdrawn;
  }

  private static String why(PromiseState state) {
    return switch (state) {
      case KEPT -> "the promise was kept";
      case PARTLY_KEPT -> "the promise was partly kept";
      case OPEN, BROKEN -> throw new IllegalArgumentException("nothing was paid for the promise: " + state);
    };
  }
}
