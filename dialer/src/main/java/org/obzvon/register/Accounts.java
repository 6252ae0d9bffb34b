package org.obzvon.register;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// The accounts we know, for reading.
public interface Accounts {

  Optional<Account> byNumber(String number);

  /// Those of the ids that exist.
  Map<UUID, Account> byIds(Collection<UUID> ids);

  /// A page of the accounts that owe and stand in the newest snapshot of their source, the largest debt first: at most
  /// `limit`, those that follow the one given. A balance that changes between two pages may show an account twice or not
  /// at all; whoever goes through them comes again.
  List<Account> overdue(Optional<Account> after, int limit);

  /// Goes through all of them; one page of that size is in memory at a time.
  default void eachPageOfOverdue(int size, Consumer<List<Account>> each) {
    List<Account> page = overdue(Optional.empty(), size);
    while (!page.isEmpty()) {
      each.accept(page);
      page = page.size() < size ? List.of() : overdue(Optional.of(page.getLast()), size);
    }
  }
}
