package org.obzvon.register;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// Looks up the numbers under which billing knows accounts, for people who read a log or a list.
@FunctionalInterface
public interface AccountNumberLookup {

  /// Returns the numbers of those ids that exist.
  Map<UUID, String> of(Collection<UUID> ids);
}
