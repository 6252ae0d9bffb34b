package org.obzvon.payment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Stores payments.
public interface Payments {

  /// Stores the new payments and the changes to known ones, calculates the balances and settles the promises of the
  /// accounts, all in one transaction: after a crash either all of it is stored or nothing. Records the run itself,
  /// even one without rows, because it shows up to when payments are known.
  ///
  /// @param dryRun does everything and undoes it
  Recorded record(List<PaymentRow> rows, String source, boolean dryRun);

  /// Counts the announced payments whose day has come, of at most `most` accounts, in one transaction. The result names
  /// no rows.
  Recorded countAnnounced(int most);

  /// The result for a batch of rows. It gives the standing of accounts for known payments too, so that importing the
  /// same rows again repairs a withdrawal that a crash prevented.
  ///
  /// @param fates one for each row, in the order of the rows
  /// @param settled by new payments and changes
  /// @param paidFor promises that are kept or partly kept now
  record Recorded(List<PaymentRowResult> fates, SettledPromiseCounts settled, Standing standing,
      Map<PromiseState, Set<UUID>> paidFor) {
    public Recorded {
      fates = List.copyOf(fates);
      paidFor = Map.copyOf(paidFor);
    }

    /// Returns true if no account was concerned.
    public boolean isEmpty() {
      return standing.accounts().isEmpty();
    }
  }

  /// The present state of the accounts of the rows.
  ///
  /// @param accounts all of them except those whose rows were all refused
  /// @param households to which these accounts belong
  /// @param owingNothing accounts that owe nothing now
  /// @param owingAgain accounts that owe and from which a payment was taken back or moved away
  /// @param unpaidFor promises of accounts that lost a payment, for which nothing is paid now
  /// @param waiting accounts that owe and have a payment that the newest register may or may not contain
  /// @param announced accounts that owe and have a payment whose day has not come
  record Standing(
      Set<UUID> accounts, Set<UUID> households, Set<UUID> owingNothing, Set<UUID> owingAgain, Set<UUID> unpaidFor,
      Set<UUID> waiting, Set<UUID> announced) {
    public Standing {
      accounts = Set.copyOf(accounts);
      households = Set.copyOf(households);
      owingNothing = Set.copyOf(owingNothing);
      owingAgain = Set.copyOf(owingAgain);
      unpaidFor = Set.copyOf(unpaidFor);
      waiting = Set.copyOf(waiting);
      announced = Set.copyOf(announced);
    }
  }
}
