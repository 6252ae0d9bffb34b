package org.obzvon.webhook;

import java.util.Optional;
import java.util.UUID;

/// Reads a fact again when it is to be told.
@FunctionalInterface
public interface Facts {

  /// Empty when there is no such fact (any more).
  Optional<Fact> read(Event event, UUID subject);
}
