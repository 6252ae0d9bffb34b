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
/// queue, an attempt that was written and not placed goes back, one that no node watches or takes over ends as `Lost`,
/// and a contact whose time has passed expires.
public final class LeaseUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseUpkeep.class);
  private static final int MOST_ABANDONED = 1_000;
  /// How long a node that has the line of an abandoned attempt may take to adopt it and ask the exchange.
  private static final Duration TAKE_OVER = Duration.ofMinutes(1);
  /// Smaller steps back are those of a time server, and they cost less time than this.
  private static final Duration PUT_BACK = Duration.ofSeconds(30);

  private final Leases leases;
  private final CommitCheckingLedger ledger;
  private final OutcomeSink sink;
  private final StandstillAlarm standstill;
  private final DeadNumberAlarm numbers;
  private final Dispatcher.Node node;
  private Instant lastRun;
  private long lastRunNanos;

  public LeaseUpkeep(
      Leases leases, CommitCheckingLedger ledger, OutcomeSink sink, StandstillAlarm standstill, DeadNumberAlarm numbers,
      Dispatcher.Node node) {
    this.leases = leases;
    this.standstill = standstill;
    this.numbers = numbers;
    this.ledger = ledger;
    this.sink = sink;
    this.node = node;
    this.lastRun = node.clock().instant();
    this.lastRunNanos = node.nanos().getAsLong();
  }

  public void run() {
    Instant now = node.clock().instant();
    lookAtClock(now);
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

  private void lookAtClock(Instant now) {
    long nanos = node.nanos().getAsLong();
    Duration passed = Duration.ofNanos(nanos - lastRunNanos);
    Duration back = passed.minus(Duration.between(lastRun, now));
    if (back.compareTo(PUT_BACK) > 0) {
      int sooner = leases.clockPutBack(now);
      LOG.warn("the clock was put back by {} s; {} contacts that were put off while it was ahead wait no longer for it",
          back.toSeconds(), sooner);
    }
    lastRun = now;
    lastRunNanos = nanos;
  }
}
