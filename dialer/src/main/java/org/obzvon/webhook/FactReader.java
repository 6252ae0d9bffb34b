package org.obzvon.webhook;

import java.util.Optional;
import java.util.UUID;

/// Reads a fact again when it is to be sent.
@FunctionalInterface
public interface FactReader {

  /// Returns the fact; empty when it does not exist or exists no longer.
  Optional<Fact> read(WebhookEvent event, UUID subject);
}
