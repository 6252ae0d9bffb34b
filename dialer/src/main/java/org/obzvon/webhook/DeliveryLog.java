package org.obzvon.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.webhook.Deliveries.State;

/// What was told and what is still to be told, for those who look after it.
public interface DeliveryLog {

  /// Newest first.
  List<Entry> page(Filter filter);

  /// A delivery that is over, arrived or given up, goes out once more, with all its tries; its receiver knows it by its
  /// id. Whether there was one, of a webhook that is not removed.
  boolean again(UUID delivery);

  /// Sends a test to a webhook that is neither paused nor removed.
  ///
  /// @return the delivery; empty when there is no such webhook
  Optional<UUID> test(UUID webhook);

  /// @param webhook empty: of all
  /// @param state empty: in any
  /// @param before the last delivery of the page before; empty: the newest
  record Filter(Optional<UUID> webhook, Optional<State> state, Optional<UUID> before, int limit) {}

  /// @param dueAt while it waits
  /// @param last empty before the first try
  record Entry(
      UUID id, UUID webhook, Event event, UUID subject, State state, int tries, Instant dueAt, Optional<Tried> last) {}

  /// @param status of the answer; empty when there was none
  record Tried(Instant at, Optional<Integer> status, String words) {}
}
