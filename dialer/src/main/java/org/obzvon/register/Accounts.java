package org.obzvon.register;

import java.util.Collection;
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
}
