package org.obzvon.register;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The accounts we know, for reading.
public interface Accounts {

  Optional<Account> byNumber(String number);

  /// Those of the ids that exist.
  Map<UUID, Account> byIds(Collection<UUID> ids);

  /// Every account that owes and stands in the newest snapshot of its source, by number.
  List<Account> overdue();

  /// A page of the same accounts, the largest debt first: at most `limit`, those that follow the one given. A balance that
  /// changes between two pages may show an account twice or not at all; whoever goes through them comes again.
  default List<Account> overdue(Optional<Account> after, int limit) {
    return overdue().stream()
        .sorted(LARGEST_FIRST)
        .filter(account -> after.isEmpty() || LARGEST_FIRST.compare(account, after.get()) > 0)
        .limit(limit)
        .toList();
  }

  Comparator<Account> LARGEST_FIRST =
      Comparator.comparing((Account account) -> account.debt().balance().amount()).thenComparing(Account::number);
}
