package org.obzvon.alert;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The present faults as all processes together see them, and which of them must still be reported by mail.
public interface AlertBook {

  /// Notes what a process sees. An alert begins with the first process that sees it and ends when no process sees it
  /// any more.
  void report(Look look);

  /// Queues mails about unreported alerts: one mail for each kind, unless the last one of the kind is younger than the
  /// pause. Returns how many mails were made.
  int gather(Gathering gathering);

  /// Removes alerts and mails that ended before that instant.
  void forget(Instant endedBefore);

  /// @param standing the faults that are certain
  /// @param uncertain faults that may be over or not: this look neither begins nor ends them
  /// @param ending whether faults that the process saw earlier and does not see now are over; false while it still
  ///     starts
  record Look(String node, Instant at, List<Alert> standing, Set<Alert.Key> uncertain, boolean ending) {}

  /// @param madeBefore the last mail of a kind must be older than this
  /// @param kinds the kinds to report
  record Gathering(Instant at, Instant madeBefore, Set<Alert.Kind> kinds, List<String> to) {}
}
