package org.obzvon.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.obzvon.document.Secret;

/// The queue of deliveries.
public interface Deliveries {

  /// Leases due deliveries, oldest first, and counts the try before it is made. Deliveries leased by a process that
  /// died are due again when their lease expires.
  List<Due> lease(Lease lease);

  /// Stores the result of a try. Returns false and stores nothing when another process has taken the lease meanwhile.
  boolean settle(Due due, DeliveryDecision verdict, Instant now);

  /// Removes at most `limit` deliveries that ended before then, and returns how many.
  int forget(Instant endedBefore, int limit);

  /// Returns the number of open deliveries, and of given-up ones that are still in the log.
  Counts counts();

  /// @param busy webhooks that get nothing now
  /// @param each maximum for one webhook
  record Lease(String node, Instant now, Instant until, Set<UUID> busy, int each) {}

  /// @param tries number of tries, including this one
  record Due(UUID id, Target target, WebhookEvent event, UUID subject, int tries, String node) {}

  record Target(UUID webhook, URI url, Secret secret) {}

  enum State {
    WAITING,
    SENDING,
    DELIVERED,
    DEAD
  }

  record Counts(int waiting, int dead) {}
}
