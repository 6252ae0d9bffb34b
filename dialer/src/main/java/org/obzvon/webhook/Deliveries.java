package org.obzvon.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.document.Secret;

/// What is still to be told, and the log of what was.
public interface Deliveries {

  /// Takes what is due, oldest first, and counts the try before it is made. What a process that died had taken is due
  /// again when its lease is over.
  List<Due> lease(Lease lease);

  /// Writes down how a try ended. False when the lease was lost to another process meanwhile; nothing is written then.
  boolean settle(Due due, Verdict verdict, Instant now);

  /// Newest first.
  List<Entry> log(Filter filter);

  /// A delivery that was given up goes out once more, with all its tries. Whether there was one.
  boolean retry(UUID delivery);

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

  /// @param webhook empty: of all
  /// @param state empty: in any
  record Filter(Optional<UUID> webhook, Optional<State> state, int limit) {}

  /// @param dueAt while it waits
  /// @param last empty before the first try
  record Entry(
      UUID id, UUID webhook, Event event, UUID subject, State state, int tries, Instant dueAt, Optional<Tried> last) {}

  /// @param status of the answer; empty when there was none
  record Tried(Instant at, Optional<Integer> status, String words) {}

  record Counts(int waiting, int dead) {}
}
