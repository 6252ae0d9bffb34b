package org.obzvon.payment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.StepReplanning;
import org.obzvon.contact.Withdrawals;
import org.obzvon.document.Sentence;
import org.obzvon.register.Progress;

/// Imports payments from any source. The same payments may be imported any number of times.
///
/// Every batch is one transaction (payment, balance, promises). Immediately after it, the import withdraws the contacts
/// of accounts that owe nothing any more, and those about promises that were paid for. If the process dies in between,
/// these contacts are still stopped immediately before they are placed, and importing the same payments again withdraws
/// them. If a payment is taken back or moved away, the steps of the contacts that it withdrew are released: the next
/// tick plans them again.
public final class PaymentImport {
  private static final int BATCH = 1000;
  private static final String API = "api";
  private static final String WHY = "paid: owes nothing any more";
  private static final String KEPT = "the promise was kept";
  private static final String PARTLY_KEPT = "the promise was partly kept";
  /// How many accounts with announced payments are counted in one transaction.
  private static final int ACCOUNTS = 1000;
  private static final int MOST_ROUNDS = 10_000;

  private final Payments payments;
  private final Withdrawals withdrawals;
  private final StepReplanning releases;

  public PaymentImport(Payments payments, Withdrawals withdrawals, StepReplanning releases) {
    this.payments = payments;
    this.withdrawals = withdrawals;
    this.releases = releases;
  }

  /// Creates an import after which no contact is planned again.
  public PaymentImport(Payments payments, Withdrawals withdrawals) {
    this(payments, withdrawals, StepReplanning.NONE);
  }

  /// @param index position of the row among the rows of the call
  public record Refusal(int index, PaymentRow row, String column, Sentence reason) {}

  /// @param counts of the rows
  /// @param households of the accounts whose rows were not all refused
  /// @param withdrawn contacts that were withdrawn
  /// @param released contacts that are planned again, because the payment that withdrew them was taken back
  /// @param waiting accounts that owe and have a payment that the newest register may or may not contain
  /// @param announced accounts that owe and have a payment whose day has not come
  public record Report(
      Counts counts, List<Refusal> refused, SettledPromiseCounts settled, int households, int withdrawn, int released,
      int waiting,
      int announced) {
    public Report {
      refused = List.copyOf(refused);
    }

    /// Returns how many rows were stored now: payments, reversals and moves.
    public int taken() {
      return counts.payments() + counts.takenBack() + counts.moved();
    }

    public int known() {
      return counts.known();
    }
  }

  /// The rows by their result, without the refused ones.
  ///
  /// @param payments new ones
  /// @param takenBack payments, or parts of them, that were taken back
  /// @param moved payments that were moved to another account
  /// @param known payments that were stored before; nothing was changed
  public record Counts(int payments, int takenBack, int moved, int known) {}

  /// @param source the bank or system that reports the payments
  /// @param dryRun finds out what would happen, and changes nothing
  public record Manner(String source, boolean dryRun) {}

  /// Takes payments that the program receives as objects.
  public Report take(List<PaymentRow> rows) {
    return take(rows, new Manner(API, false), Progress.NONE);
  }

  public Report take(List<PaymentRow> rows, Manner manner, Progress progress) {
    progress.stage("storing", rows.size());
    Counting counting = new Counting();
    if (rows.isEmpty()) {
      payments.record(rows, manner.source(), manner.dryRun());
    }
    for (int from = 0; from < rows.size(); from += BATCH) {
      List<PaymentRow> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
      Payments.Recorded recorded = payments.record(batch, manner.source(), manner.dryRun());
      counting.add(batch, from, recorded);
      if (!manner.dryRun()) {
        counting.withdrawn += withdraw(recorded);
        counting.released += release(recorded.standing());
      }
      progress.advance(batch.size());
    }
    return counting.report();
  }

  /// Counts the announced payments whose day has come. It is safe to run at any time and any number of times. Returns
  /// how many contacts were withdrawn.
  public int countAnnounced() {
    int withdrawn = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Payments.Recorded recorded = payments.countAnnounced(ACCOUNTS);
      withdrawn += withdraw(recorded);
      if (recorded.isEmpty()) {
        return withdrawn;
      }
    }
    return withdrawn;
  }

  private static final class Counting {
    private final List<Refusal> refused = new ArrayList<>();
    private final Set<UUID> households = new HashSet<>();
    private final Set<UUID> waiting = new HashSet<>();
    private final Set<UUID> announced = new HashSet<>();
    private SettledPromiseCounts settled = SettledPromiseCounts.NONE;
    private int taken;
    private int takenBack;
    private int moved;
    private int known;
    private int withdrawn;
    private int released;

    void add(List<PaymentRow> batch, int from, Payments.Recorded recorded) {
      for (int i = 0; i < batch.size(); i++) {
        switch (recorded.fates().get(i)) {
          case PaymentRowResult.Taken() -> taken++;
          case PaymentRowResult.TakenBack() -> takenBack++;
          case PaymentRowResult.Moved() -> moved++;
          case PaymentRowResult.Known() -> known++;
          case PaymentRowResult.Refused(String column, Sentence reason) ->
              refused.add(new Refusal(from + i, batch.get(i), column, reason));
        }
      }
      settled = settled.plus(recorded.settled());
      households.addAll(recorded.standing().households());
      // The last batch that contains an account decides about it.
      waiting.removeAll(recorded.standing().accounts());
      waiting.addAll(recorded.standing().waiting());
      announced.removeAll(recorded.standing().accounts());
      announced.addAll(recorded.standing().announced());
    }

    Report report() {
      return new Report(
          new Counts(taken, takenBack, moved, known), refused, settled, households.size(), withdrawn, released,
          waiting.size(), announced.size());
    }
  }

  private int withdraw(Payments.Recorded recorded) {
    Set<UUID> owingNothing = recorded.standing().owingNothing();
    int withdrawn = owingNothing.isEmpty() ? 0 : withdrawals.ofAccounts(owingNothing, WHY);
    for (var promises : recorded.paidFor().entrySet()) {
      withdrawn += withdrawals.ofPromises(promises.getValue(), why(promises.getKey()));
    }
    return withdrawn;
  }

  private int release(Payments.Standing standing) {
    int released = standing.owingAgain().isEmpty() ? 0 : releases.ofAccounts(standing.owingAgain(), WHY);
    return standing.unpaidFor().isEmpty()
        ? released
        : released + releases.ofPromises(standing.unpaidFor(), List.of(KEPT, PARTLY_KEPT));
  }

  private static String why(PromiseState state) {
    return switch (state) {
      case KEPT -> KEPT;
      case PARTLY_KEPT -> PARTLY_KEPT;
      case OPEN, BROKEN -> throw new IllegalArgumentException("nothing was paid for the promise: " + state);
    };
  }
}
