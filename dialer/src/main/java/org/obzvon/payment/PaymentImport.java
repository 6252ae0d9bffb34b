package org.obzvon.payment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Releases;
import org.obzvon.contact.Withdrawals;
import org.obzvon.document.Sentence;
import org.obzvon.register.Progress;

/// Takes payments, from whatever source, any number of times.
///
/// Every batch is one transaction (payment, balance, promises); the contacts of accounts that owe nothing any more, and
/// those about promises that were paid for, are called off right after it. Should the process die in between, they are
/// still stopped when they are about to be placed, and taking the same payments again calls them off. When a payment is
/// taken back or moved away, the steps of the contacts that it called off are released: the next tick plans them again.
public final class PaymentImport {
  private static final int BATCH = 1000;
  private static final String API = "api";
  private static final String WHY = "paid: owes nothing any more";
  private static final String KEPT = "the promise was kept";
  private static final String PARTLY_KEPT = "the promise was partly kept";
  /// Announced payments that are counted in one transaction.
  private static final int ACCOUNTS = 1000;
  private static final int MOST_ROUNDS = 10_000;

  private final Payments payments;
  private final Withdrawals withdrawals;
  private final Releases releases;

  public PaymentImport(Payments payments, Withdrawals withdrawals, Releases releases) {
    this.payments = payments;
    this.withdrawals = withdrawals;
    this.releases = releases;
  }

  /// Where no contact is planned again.
  public PaymentImport(Payments payments, Withdrawals withdrawals) {
    this(payments, withdrawals, Releases.NONE);
  }

  /// @param index place of the row among those that were handed in
  public record Refusal(int index, PaymentRow row, String column, Sentence reason) {}

  /// @param counts of the rows
  /// @param households of the accounts whose rows were not all refused
  /// @param withdrawn contacts that were called off
  /// @param released contacts that are planned again, because the payment that called them off was taken back
  /// @param waiting accounts that owe and have a payment that the newest register may know or not
  /// @param announced accounts that owe and have a payment whose day has not come
  public record Report(
      Counts counts, List<Refusal> refused, Settled settled, int households, int withdrawn, int released, int waiting,
      int announced) {
    public Report {
      refused = List.copyOf(refused);
    }

    /// Rows that were stored now: payments, what was taken back, and moves.
    public int taken() {
      return counts.payments() + counts.takenBack() + counts.moved();
    }

    public int known() {
      return counts.known();
    }
  }

  /// Rows by what became of them, without the refused.
  ///
  /// @param payments new ones
  /// @param takenBack payments, or parts of them, that were taken back
  /// @param moved payments that were put on another account
  /// @param known stored before; nothing was changed
  public record Counts(int payments, int takenBack, int moved, int known) {}

  /// @param source which bank or system tells the payments
  /// @param dryRun find out what would happen, and change nothing
  public record Manner(String source, boolean dryRun) {}

  /// Payments that are told to the program as objects.
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

  /// Counts the announced payments whose day has come. Safe to run at any time and as often as one likes. Returns how
  /// many contacts were called off.
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
    private Settled settled = Settled.NONE;
    private int taken;
    private int takenBack;
    private int moved;
    private int known;
    private int withdrawn;
    private int released;

    void add(List<PaymentRow> batch, int from, Payments.Recorded recorded) {
      for (int i = 0; i < batch.size(); i++) {
        switch (recorded.fates().get(i)) {
          case Fate.Taken() -> taken++;
          case Fate.TakenBack() -> takenBack++;
          case Fate.Moved() -> moved++;
          case Fate.Known() -> known++;
          case Fate.Refused(String column, Sentence reason) ->
              refused.add(new Refusal(from + i, batch.get(i), column, reason));
        }
      }
      settled = settled.plus(recorded.settled());
      households.addAll(recorded.standing().households());
      // The last batch in which an account is has the last word about it.
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
