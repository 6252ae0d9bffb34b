package org.obzvon.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.OpenAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the open calls of one line honest against the exchange: after a restart of ours, after a lost connection,
/// after lost events, and for every call that has been silent for too long.
///
/// AMI has no question about calls that are over, so the exchange keeps the little that matters of answered calls itself
/// ([KeptCall]): their times, what was said, and the keys that were pressed where no conversation listened. A call that
/// ended while nobody listened is settled from that; only where nothing tells of its conversation does it end as `Lost`.
public final class CallWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);
  /// More open attempts than a line can have; those beyond it stay open in the ledger until the next start.
  private static final int MOST_RESUMED = 10_000;
  /// Look-ups of strange calls at the same time; a call beyond them rings on.
  private static final int MOST_ASKING = 50;

  /// From the writing of an attempt until its call is followed: an operator's own telephone may be rung meanwhile.
  private static final Duration LONGEST_PLACING = Duration.ofMinutes(2);

  /// What is kept of an attempt that nobody here knows may be that of another service at the same exchange.
  private static final Duration KEPT_AT_MOST = Duration.ofDays(3);
  private static final int MOST_CLEARED = 2_000;

  private final String line;
  private final CallTracker tracker;
  private final OpenAttempts openAttempts;
  private final Exchange exchange;
  private final InstantSource clock;
  private final Semaphore asking = new Semaphore(MOST_ASKING);
  /// Only what was over a round ago is removed: by now everything of it is stored.
  private Set<UUID> overBefore = Set.of();

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
          // Answered calls of attempts that are over go on: a debtor may talk to an operator when the service restarts.
          placed(live.waiting());
          return true;
        })
        .orElse(false);
  }

  /// The exchange has begun to call. A request that a stalled connection delivered late may be for an attempt that is over
  /// by now: such a call is hung up before it rings.
  public void placed(UUID attempt) {
    placed(Set.of(attempt));
  }

  private void settle(Set<UUID> unsettled, Map<UUID, KeptCall> kept) {
    long known = unsettled.stream().filter(kept::containsKey).count();
    LOG.info("Line {}: {} calls ended without an end of their conversation; the exchange kept something of {}", line,
        unsettled.size(), known);
    tracker.settle(unsettled, kept);
  }

  /// Removes from the exchange what it keeps of calls whose end is stored, and what is older than any call of ours that could
  /// still be settled. A wish to be left alone that has not been heard yet is heard first. To be called every minute or so.
  public void clearKept() {
    exchange.kept().ifPresent(kept -> {
      Set<UUID> strange =
          kept.keySet().stream().filter(attempt -> !tracker.isOpen(attempt)).limit(MOST_CLEARED).collect(Collectors.toSet());
      Set<UUID> over = strange.isEmpty() ? Set.of() : openAttempts.closed(strange);
      Instant now = clock.instant();
      over.forEach(attempt -> tracker.keptLate(attempt, kept.get(attempt), now));
      over.stream().filter(overBefore::contains).forEach(exchange::forget);
      overBefore = Set.copyOf(over);
      strange.stream()
          .filter(attempt -> !over.contains(attempt) && isOlderThan(attempt, now.minus(KEPT_AT_MOST)))
          .forEach(exchange::forget);
    });
  }

  /// The ids of attempts are of version 7: they begin with their milliseconds.
  private static boolean isOlderThan(UUID attempt, Instant instant) {
    return attempt.version() == 7 && (attempt.getMostSignificantBits() >>> 16) < instant.toEpochMilli();
  }

  private void placed(Set<UUID> attempts) {
    Set<UUID> strange =
        attempts.stream().filter(attempt -> !tracker.isOpen(attempt)).collect(Collectors.toSet());
    strange.stream().filter(tracker::isOver).forEach(this::hangUpStray);
    strange.removeIf(tracker::isOver);
    // Of another node, or of an earlier run of this one: the ledger knows. Whoever follows events must not wait for it.
    if (!strange.isEmpty() && asking.tryAcquire()) {
      Thread.ofVirtual().name("stray-" + line).start(() -> {
        try {
          openAttempts.closed(strange).forEach(this::hangUpStray);
        } catch (RuntimeException e) {
          LOG.warn("Line {}: whether {} calls are wanted could not be looked up", line, strange.size(), e);
        } finally {
          asking.release();
        }
      });
    }
  }

  private void hangUpStray(UUID attempt) {
    LOG.warn("Line {}: the exchange calls for attempt {}, which is over; hung up", line, attempt);
    exchange.hangUp(attempt);
  }

  /// Follows calls that the ledger holds as open and nobody follows: those of nodes that are gone, and those of this node
  /// that got lost between the ledger and the line. The exchange is asked about them at once. To be called every few
  /// seconds, where waiting for the store holds nothing up.
  public void followLeftOver() {
    List<Attempt> left = openAttempts.takeOver(line, MOST_RESUMED);
    long more =
        Stream.concat(left.stream(), openAttempts.onLine(line, clock.instant().minus(LONGEST_PLACING), MOST_RESUMED).stream())
            .filter(tracker::resumed)
            .count();
    if (more > 0) {
      LOG.warn("Line {}: {} calls that nobody followed are followed again, {} of them of nodes that are gone", line, more,
          left.size());
      reconcile();
    }
  }

  /// One round of housekeeping, to be called about twice a second.
  public void round() {
    CallTracker.Overdue overdue = tracker.tick(line);
    if (!overdue.unsettled().isEmpty()) {
      exchange.kept().ifPresent(kept -> settle(overdue.unsettled(), kept));
    }
    if (!overdue.silent().isEmpty()) {
      overdue.outlived().forEach(exchange::hangUp);
      reconcile();
    }
  }
}
