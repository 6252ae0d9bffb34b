package org.obzvon.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.OpenAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the open calls of one line consistent with the exchange: after a restart of ours, after a lost connection,
/// after lost events, and for every call that has been silent for too long.
///
/// AMI has no question about calls that are over, so the exchange itself keeps the few facts that matter of answered
/// calls ([KeptCall]): their times, what was said, and the keys that were pressed while no conversation listened. A
/// call that ended while this service was not listening is settled from these; only a call of whose conversation
/// nothing is known ends as `Lost`.
public final class CallWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);
  /// The most attempts that are resumed, more than a line can have open; those beyond it stay open in the ledger until
  /// the next start.
  private static final int MOST_RESUMED = 10_000;
  /// The most simultaneous look-ups of unknown calls; a call beyond them rings on.
  private static final int MOST_ASKING = 50;

  /// The longest time from the writing of an attempt until its call is followed: an operator's own telephone may ring
  /// first.
  private static final Duration LONGEST_PLACING = Duration.ofMinutes(2);

  /// How long a kept entry of an attempt unknown here is left alone: it may belong to another service at the same
  /// exchange.
  private static final Duration KEPT_AT_MOST = Duration.ofDays(3);
  private static final int MOST_ASKED_AT_ONCE = 2_000;

  private final String line;
  private final CallTracker tracker;
  private final OpenAttempts openAttempts;
  private final Exchange exchange;
  private final InstantSource clock;
  private final Semaphore asking = new Semaphore(MOST_ASKING);
  /// The attempts that were over one round ago. Only these are removed: by now everything of them is stored.
  private Set<UUID> overBefore = Set.of();

  public CallWatch(
      String line, CallTracker tracker, OpenAttempts openAttempts, Exchange exchange, InstantSource clock) {
    this.line = line;
    this.tracker = tracker;
    this.openAttempts = openAttempts;
    this.exchange = exchange;
    this.clock = clock;
  }

  /// Follows again the calls that the ledger holds as open on this line. It is called once, before the first submission
  /// and before the exchange is connected, so that no event of those calls is missed.
  public void resume() {
    List<Attempt> open = openAttempts.onLine(line, clock.instant(), MOST_RESUMED);
    open.forEach(tracker::resumed);
    if (!open.isEmpty()) {
      LOG.info("Line {}: {} calls of an earlier run are followed again", line, open.size());
    }
  }

  /// Compares the open calls with the exchange's live ones. Returns false when the exchange could not be asked.
  public boolean reconcile() {
    Instant askedAt = clock.instant();
    return exchange.live()
        .map(live -> {
          tracker.reconciled(line, live, askedAt);
          // Answered calls of attempts that are over go on: a debtor may be talking to an operator when the service
          // restarts.
          placed(live.waiting());
          return true;
        })
        .orElse(false);
  }

  /// Checks a call that the exchange has begun to place. A request that a stalled connection delivered late may be for
  /// an attempt that is over by now: such a call is hung up before it rings.
  public void placed(UUID attempt) {
    placed(Set.of(attempt));
  }

  private void settle(Set<UUID> unsettled, Map<UUID, KeptCall> kept) {
    long known = unsettled.stream().filter(kept::containsKey).count();
    LOG.info("Line {}: {} calls ended without an end of their conversation; the exchange kept something of {}", line,
        unsettled.size(), known);
    tracker.settle(unsettled, kept);
  }

  /// Removes from the exchange what it keeps of calls whose end is stored, and what is older than any call of ours that
  /// could still be settled. An opt-out that has not been reported yet is reported first. It is to be called every
  /// minute or so.
  public void clearKept() {
    exchange.kept().ifPresent(kept -> {
      Set<UUID> strange = kept.keySet().stream().filter(attempt -> !tracker.isOpen(attempt))
          .collect(Collectors.toSet());
      Set<UUID> over = closed(strange);
      Instant now = clock.instant();
      over.forEach(attempt -> tracker.keptLate(attempt, kept.get(attempt), now));
      over.stream().filter(overBefore::contains).forEach(exchange::forget);
      overBefore = Set.copyOf(over);
      strange.stream()
          .filter(attempt -> !over.contains(attempt) && isOlderThan(attempt, now.minus(KEPT_AT_MOST)))
          .forEach(exchange::forget);
    });
  }

  /// Returns those of the attempts that the ledger holds as closed. It asks about all of them: calls of another service
  /// at the same exchange, however many, must not keep ours from being settled.
  private Set<UUID> closed(Set<UUID> attempts) {
    Set<UUID> closed = new HashSet<>();
    for (List<UUID> some : batches(List.copyOf(attempts))) {
      closed.addAll(openAttempts.closed(Set.copyOf(some)));
    }
    return closed;
  }

  private static List<List<UUID>> batches(List<UUID> attempts) {
    return IntStream.iterate(0, from -> from < attempts.size(), from -> from + MOST_ASKED_AT_ONCE)
        .mapToObj(from -> attempts.subList(from, Math.min(attempts.size(), from + MOST_ASKED_AT_ONCE)))
        .toList();
  }

  /// Returns whether the attempt began before the instant. Ids of attempts are UUIDs of version 7: they begin with
  /// their milliseconds.
  private static boolean isOlderThan(UUID attempt, Instant instant) {
    return attempt.version() == 7 && (attempt.getMostSignificantBits() >>> 16) < instant.toEpochMilli();
  }

  private void placed(Set<UUID> attempts) {
    Set<UUID> strange = attempts.stream().filter(attempt -> !tracker.isOpen(attempt)).collect(Collectors.toSet());
    strange.stream().filter(tracker::isOver).forEach(this::hangUpStray);
    strange.removeIf(tracker::isOver);
    // These calls belong to another node or to an earlier run of this one: the ledger knows. The thread that follows
    // events must not wait for it.
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

  /// Follows calls that the ledger holds as open and nobody follows: those of nodes that are gone, and those of this
  /// node that got lost between the ledger and the line. The exchange is asked about them at once. It is to be called
  /// every few seconds, on a thread that may wait for the store.
  public void followLeftOver() {
    List<Attempt> left = openAttempts.takeOver(line, MOST_RESUMED);
    long more = Stream
        .concat(left.stream(), openAttempts.onLine(line, clock.instant().minus(LONGEST_PLACING), MOST_RESUMED)
            .stream())
        .filter(tracker::resumed)
        .count();
    if (more > 0) {
      LOG.warn("Line {}: {} calls that nobody followed are followed again, {} of them of nodes that are gone", line,
          more,
          left.size());
      reconcile();
    }
  }

  /// Hangs up the calls whose conversation is over and returns whether there were any. It is to be called before the
  /// process stops, until there are none: their results are reported then, and a call that went on in silence would
  /// hold a line that the ledger holds as free.
  public boolean hangUpSpokenOut() {
    Set<UUID> spokenOut = tracker.spokenOut(line);
    spokenOut.forEach(exchange::hangUp);
    return !spokenOut.isEmpty();
  }

  /// Runs one round of housekeeping; it is to be called about twice a second.
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
