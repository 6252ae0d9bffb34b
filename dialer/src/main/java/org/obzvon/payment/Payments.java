package org.obzvon.payment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Stores payments.
public interface Payments {

  /// In one transaction: stores the new payments, raises the balances, and settles the promises of the accounts.
  /// A crash leaves all of it or nothing. The run itself is noted, also one without rows: it shows how far payments
  /// are known.
  ///
  /// @param dryRun do everything and undo it
  Recorded record(List<PaymentRow> rows, String source, boolean dryRun);

  /// What stands of the accounts of the rows is told for known payments too: asking for it again repairs a withdrawal
  /// that a crash prevented.
  ///
  /// @param fates one for each row, in the order of the rows
  /// @param settled by new payments
  /// @param owingNothing accounts that owe nothing now
  /// @param paidFor promises that are kept or partly kept now
  record Recorded(
      List<Fate> fates, Settled settled, Set<UUID> owingNothing, Map<PromiseState, Set<UUID>> paidFor) {
    public Recorded {
      fates = List.copyOf(fates);
      owingNothing = Set.copyOf(owingNothing);
      paidFor = Map.copyOf(paidFor);
    }
  }
}
