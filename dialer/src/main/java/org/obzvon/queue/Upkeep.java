package org.obzvon.queue;

import java.time.Duration;
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
/// queue, an attempt that was written and not placed goes back, one that nobody watches or takes over ends as `Lost`, a
/// contact whose time passed expires.
public final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int MOST_ABANDONED = 1_000;
  /// For a node that has the line of an abandoned attempt to take it over and to ask the exchange.
  private static final Duration TAKE_OVER = Duration.ofMinutes(1);

  private final Leases leases;
  private final SettledLedger ledger;
  private final OutcomeSink sink;
  private final Standstill standstill;
  private final NumberAlarm numbers;
  private final Dispatcher.Node node;

  public Upkeep(
      Leases leases, SettledLedger ledger, OutcomeSink sink, Standstill standstill, NumberAlarm numbers,
      Dispatcher.Node node) {
    this.leases = leases;
    this.standstill = standstill;
    this.numbers = numbers;
    this.ledger = ledger;
    this.sink = sink;
    this.node = node;
  }

  public void run() {
    Instant now = node.clock().instant();
    leases.heartbeat(node.name(), now.plus(node.lease()));
    int back = leases.sweepLeases(now);
    int expired = leases.expire(now);
    int settled = ledger.settle(sink, now);
    List<UUID> lost = leases.abandoned(now.minus(TAKE_OVER), MOST_ABANDONED);
    for (UUID attempt : lost) {
      sink.report(new Report(attempt, new ContactOutcome.Lost(), Optional.empty(), now, Trace.NONE));
    }
    standstill.look(now);
    numbers.look(now);
    if (back + expired + settled + lost.size() > 0) {
      LOG.info("upkeep: {} leases put back, {} contacts expired, {} attempts written and not placed, {} attempts lost",
          back, expired, settled, lost.size());
    }
  }
}
