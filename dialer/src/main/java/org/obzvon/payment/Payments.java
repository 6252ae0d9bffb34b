package org.obzvon.payment;

import java.util.List;
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

  /// @param fates one for each row, in the order of the rows
  /// @param settled by new payments
  /// @param owingNothing accounts of the rows, known payments included, that owe nothing now: asking for them again
  ///     repairs a withdrawal that a crash prevented
  record Recorded(List<Fate> fates, Settled settled, Set<UUID> owingNothing) {
    public Recorded {
      fates = List.copyOf(fates);
      owingNothing = Set.copyOf(owingNothing);
    }
  }
}
