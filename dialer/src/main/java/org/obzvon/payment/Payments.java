package org.obzvon.payment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Stores payments.
public interface Payments {

  /// In one transaction: stores the new payments and what was told about known ones, works out the balances, and
  /// settles the promises of the accounts. A crash leaves all of it or nothing. The run itself is noted, also one
  /// without rows: it shows how far payments are known.
  ///
  /// @param dryRun do everything and undo it
  Recorded record(List<PaymentRow> rows, String source, boolean dryRun);

  /// Counts the announced payments whose day has come, of at most so many accounts, in one transaction. The fates are
  /// empty.
  Recorded countAnnounced(int most);

  /// What stands of the accounts of the rows is told for known payments too: asking for it again repairs a withdrawal
  /// that a crash prevented.
  ///
  /// @param fates one for each row, in the order of the rows
  /// @param settled by new payments and changes
  /// @param paidFor promises that are kept or partly kept now
  record Recorded(List<Fate> fates, Settled settled, Standing standing, Map<PromiseState, Set<UUID>> paidFor) {
    public Recorded {
      fates = List.copyOf(fates);
      paidFor = Map.copyOf(paidFor);
    }

    /// It concerned no account.
    public boolean isEmpty() {
      return standing.accounts().isEmpty();
    }
  }

  /// Where the accounts of the rows stand now.
  ///
  /// @param accounts all of them, but those whose rows were all refused
  /// @param households to which these accounts belong
  /// @param owingNothing they owe nothing now
  /// @param owingAgain a payment of theirs was taken back or moved away, and they owe
  /// @param unpaidFor promises of those that nothing is paid for now
  /// @param waiting they owe, and have a payment that the newest register may know or not
  /// @param announced they owe, and have a payment whose day has not come
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
