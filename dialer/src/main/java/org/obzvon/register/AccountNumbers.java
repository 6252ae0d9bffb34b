package org.obzvon.register;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// The numbers under which billing knows accounts, for who reads a log or a list.
@FunctionalInterface
public interface AccountNumbers {

  /// Those of the ids that exist.
  Map<UUID, String> of(Collection<UUID> ids);
}
