package org.obzvon.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.obzvon.document.Secret;

/// What is still to be told.
public interface Deliveries {

  /// Takes what is due, oldest first, and counts the try before it is made. What a process that died had taken is due
  /// again when its lease is over.
  List<Due> lease(Lease lease);

  /// Writes down how a try ended. False when the lease was lost to another process meanwhile; nothing is written then.
  boolean settle(Due due, Verdict verdict, Instant now);

  /// Removes at most `limit` deliveries that ended before then, and returns how many.
  int forget(Instant endedBefore, int limit);

  /// Deliveries that are not over, and those given up that are still in the log.
  Counts counts();

  /// @param busy webhooks that get nothing now
  /// @param each most for one webhook
  record Lease(String node, Instant now, Instant until, Set<UUID> busy, int each) {}

  /// @param tries this one included
  record Due(UUID id, Target target, Event event, UUID subject, int tries, String node) {}

  record Target(UUID webhook, URI url, Secret secret) {}

  enum State {
    WAITING,
    SENDING,
    DELIVERED,
    DEAD
  }

  record Counts(int waiting, int dead) {}
}
