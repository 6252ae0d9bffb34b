package org.obzvon.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.document.Secret;

/// A subscription of a program to events.
///
/// @param deadInARow deliveries that were given up since the last one that arrived
/// @param disabledAt time since which no event is queued for it and nothing is sent to it
public record Webhook(
    UUID id, URI url, Secret secret, Set<WebhookEvent> events, Instant createdAt, int deadInARow,
    Optional<Instant> disabledAt) {
  public Webhook {
    events = Set.copyOf(events);
  }
}
