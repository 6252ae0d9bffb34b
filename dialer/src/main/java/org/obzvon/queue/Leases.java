package org.obzvon.queue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Channel;

/// Who holds which contact, over all nodes: kept alive, and cleared up after nodes that died.
public interface Leases {

  /// Prolongs the contacts whose attempts this node has open, also of those withdrawn while the call runs. A lease
  /// without an attempt is not prolonged: whatever came between, it falls back into the queue when it runs out.
  void heartbeat(String node, Instant until);

  /// Puts contacts back whose lease ran out before an attempt was written. Returns how many.
  int sweepLeases(Instant now);

  /// Open attempts whose node has not prolonged its lease: nobody watches them any more.
  List<UUID> abandoned(Instant now, int limit);

  /// Open attempts that this node wrote on lines other than these.
  List<UUID> strays(String node, Set<String> lines);

  /// The channels that stand still over all nodes: contacts of running campaigns have been due since before an instant,
  /// none was leased since, and of calls none goes on. Operators' contacts wait for people and do not count.
  Set<Channel> standingStill(Instant since);

  /// Ends waiting contacts whose time has passed. Returns how many.
  int expire(Instant now);
}
