package org.obzvon.queue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Channel;

/// The leases of contacts over all nodes: they are prolonged, and cleared up after nodes that died.
public interface Leases {

  /// Prolongs the contacts whose attempts this node has open, including those withdrawn while the call runs. A lease
  /// without an attempt is not prolonged: its contact returns to the queue when the lease runs out, for whatever
  /// reason.
  void heartbeat(String node, Instant until);

  /// Puts back contacts whose lease ran out before an attempt was written. Returns how many.
  int sweepLeases(Instant now);

  /// Returns open attempts whose node has not prolonged its lease: no node watches them any more.
  List<UUID> abandoned(Instant now, int limit);

  /// Returns open attempts that this node wrote on lines other than these.
  List<UUID> strays(String node, Set<String> lines);

  /// Returns the channels that stand still over all nodes: contacts of running campaigns have been due since before an
  /// instant, none was leased since, and no call is in progress. Operators' contacts wait for people and do not count.
  Set<Channel> standingStill(Instant since);

  /// Repairs contacts after the clock was put back: a contact that was deferred while the clock was ahead would wait
  /// for as long again. Such contacts have an attempt or a decision that now lies in the future. One that was tried
  /// keeps its pause, counted from now; the policy is asked about the others at once. Returns how many.
  int clockPutBack(Instant now);

  /// Ends waiting contacts whose time has passed. Returns how many.
  int expire(Instant now);
}
