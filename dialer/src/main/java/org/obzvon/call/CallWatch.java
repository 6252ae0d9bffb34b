package org.obzvon.call;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.OpenAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the open calls of one line honest against the exchange: after a restart of ours, after a lost connection,
/// after lost events, and for every call that has been silent for too long.
///
/// The exchange's call records are not asked: AMI has no question about calls that are over. A call that ended while
/// nobody listened ends as `Lost`, unless its conversation was heard to the end.
public final class CallWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);
  /// More open attempts than a line can have; those beyond it stay open in the ledger until the next start.
  private static final int MOST_RESUMED = 10_000;

  private final String line;
  private final CallTracker tracker;
  private final OpenAttempts openAttempts;
  private final Exchange exchange;
  private final InstantSource clock;

  public CallWatch(
      String line, CallTracker tracker, OpenAttempts openAttempts, Exchange exchange, InstantSource clock) {
    this.line = line;
    this.tracker = tracker;
    this.openAttempts = openAttempts;
    this.exchange = exchange;
    this.clock = clock;
  }

  /// Follows again what the ledger holds as open on this line. Once, before the first submission and before the
  /// exchange is connected, so that no event of those calls is missed.
  public void resume() {
    List<Attempt> open = openAttempts.onLine(line, clock.instant(), MOST_RESUMED);
    open.forEach(tracker::resumed);
    if (!open.isEmpty()) {
      LOG.info("Line {}: {} calls of an earlier run are followed again", line, open.size());
    }
  }

  /// Compares the open calls with the exchange's live ones. False when the exchange could not be asked.
  public boolean reconcile() {
    Instant askedAt = clock.instant();
    return exchange.live()
        .map(live -> {
          tracker.reconciled(line, live, askedAt);
          return true;
        })
        .orElse(false);
  }

  /// One round of housekeeping, to be called about twice a second.
  public void round() {
    CallTracker.Overdue overdue = tracker.tick(line);
    if (!overdue.silent().isEmpty()) {
      overdue.outlived().forEach(exchange::hangUp);
      reconcile();
    }
  }
}
