package org.obzvon.register;

import java.util.List;
import java.util.Optional;

/// Reads the overdue accounts that changed lately. A change is one of what campaigns choose accounts and plan steps by:
/// debt, dates, state, district, tags, zone, household and whether the account is in the register.
public interface ChangedAccounts {

  /// A position in the sequence of changes.
  ///
  /// @param server the database server that counts them; positions of two servers cannot be compared
  /// @param transaction changes by earlier transactions lie before the position
  record Position(long server, long transaction) {}

  /// Returns a position before which every change is visible to what is read from now on.
  Position position();

  /// Returns how many overdue accounts changed at or after the position; counts no further than `most`.
  int count(Position since, int most);

  /// Returns a page of the overdue accounts that changed at or after the position, the largest debt first, as
  /// [Accounts#overdue] does.
  List<Account> overdue(Position since, Optional<Account> after, int limit);
}
