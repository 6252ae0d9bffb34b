package org.obzvon.person;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Removes what is stored about a person and leaves the facts that the comparison counts: arm, outcome, dates, debts
/// and payments of an account that no longer identifies anybody.
///
/// The telephone's suppressions remain with the bare number: it is never called again, even under another owner. A
/// keyed hash instead would hide little, because anybody with the database has the key and can try all numbers in
/// minutes. It would also make every check of the suppressions depend on the hash: code that forgets it calls the
/// debtor.
public interface Erasure {

  /// Returns what an erase would remove now. Changes nothing.
  Counts preview(Person person);

  /// Erases in the caller's transaction, or in one of its own.
  ///
  /// @throws org.obzvon.document.BadInput when a call or a message with the person is in progress; nothing was changed
  Counts erase(Person person);

  /// @param tables rows by table; tables without rows are left out
  /// @param calledOff waiting contacts that are withdrawn
  /// @param stops suppressions that remain with the bare number
  /// @param recorded attempts whose calls were recorded
  record Counts(Map<String, Count> tables, int calledOff, int stops, Set<UUID> recorded) {}

  /// @param deleted rows that are deleted
  /// @param emptied rows that stay without their personal data
  record Count(int deleted, int emptied) {}
}
