package org.obzvon.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps this node's leases alive and clears up after nodes that died: a lease without an attempt goes back to the
/// queue, an attempt that nobody watches any more ends as `Lost`, a contact whose time passed expires.
public final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int MOST_ABANDONED = 1_000;

  private final Leases leases;
  private final OutcomeSink sink;
  private final Dispatcher.Node node;

  public Upkeep(Leases leases, OutcomeSink sink, Dispatcher.Node node) {
    this.leases = leases;
    this.sink = sink;
    this.node = node;
  }

  public void run() {
    Instant now = node.clock().instant();
    leases.heartbeat(node.name(), now.plus(node.lease()));
    int back = leases.sweepLeases(now);
    int expired = leases.expire(now);
    List<UUID> lost = leases.abandoned(now, MOST_ABANDONED);
    for (UUID attempt : lost) {
      sink.report(new Report(attempt, new ContactOutcome.Lost(), Optional.empty(), now, Trace.NONE));
    }
    if (back + expired + lost.size() > 0) {
      LOG.info("upkeep: {} leases put back, {} contacts expired, {} attempts lost", back, expired, lost.size());
    }
  }
}
