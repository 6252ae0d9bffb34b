package org.obzvon.register;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads the accounts that are stored.
public interface Accounts {

  Optional<Account> byNumber(String number);

  /// Returns the accounts of those ids that exist.
  Map<UUID, Account> byIds(Collection<UUID> ids);

  /// Returns a page of the accounts that owe and are in the newest snapshot of their source, the largest debt first: at
  /// most `limit`, beginning after the given account. If a balance changes between two pages, an account may occur
  /// twice or not at all; callers that need all of them read the list again later.
  List<Account> overdue(Optional<Account> after, int limit);

  /// Returns all overdue accounts in pages of that size. A page is read when it is asked for, so one page at a time is in
  /// memory.
  default Stream<List<Account>> pagesOfOverdue(int size) {
    return pages(after -> overdue(after, size), size);
  }

  /// Returns all pages of that size.
  ///
  /// @param page returns the page that begins after an account
  static Stream<List<Account>> pages(Function<Optional<Account>, List<Account>> page, int size) {
    return Stream.iterate(
        page.apply(Optional.empty()),
        accounts -> !accounts.isEmpty(),
        accounts -> accounts.size() < size ? List.of() : page.apply(Optional.of(accounts.getLast())));
  }
}
