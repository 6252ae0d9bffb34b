package org.obzvon.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.webhook.Deliveries.State;

/// The log of past and waiting deliveries, for the people who look after them.
public interface DeliveryLog {

  /// Returns the deliveries, newest first.
  List<Entry> page(Filter filter);

  /// Sends an ended delivery, arrived or given up, once more, with all its tries; its receiver recognises it by its id.
  /// Returns false if there is none or its webhook is removed.
  boolean again(UUID delivery);

  /// Sends a test to a webhook that is neither paused nor removed.
  ///
  /// @return the delivery; empty when there is no such webhook
  Optional<UUID> test(UUID webhook);

  /// @param webhook empty: deliveries of all webhooks
  /// @param state empty: deliveries in any state
  /// @param before last delivery of the previous page; empty: start with the newest
  record Filter(Optional<UUID> webhook, Optional<State> state, Optional<UUID> before, int limit) {}

  /// @param dueAt time of the next try while the delivery waits
  /// @param last empty before the first try
  record Entry(
      UUID id, UUID webhook, WebhookEvent event, UUID subject, State state, int tries, Instant dueAt,
      Optional<Tried> last) {}

  /// @param status status of the answer; empty when there was none
  record Tried(Instant at, Optional<Integer> status, String words) {}
}
