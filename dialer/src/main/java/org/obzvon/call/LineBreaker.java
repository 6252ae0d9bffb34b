package org.obzvon.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.obzvon.call.LineChange.Why;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.OurFaults;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.register.IdGenerator;

/// The circuit breaker of one line. After [#FAULTS] faults of our own side in a row without a ring the line rests (the
/// breaker is open); it is then tried with one call at a time, at growing intervals, and works again with the first
/// call that rings. A report of the exchange on the trunk makes the line rest at once, or be tried at once.
///
/// A dead number says nothing about the line, and neither does a call of which nothing is known. While the line rests,
/// only the call that tries it counts: calls that were placed before it rested end late. All waits use a monotonic
/// clock; the wall clock only dates what people read.
final class LineBreaker {
  static final int FAULTS = 3;
  static final Duration FIRST_REST = Duration.ofSeconds(2);
  static final Duration LONGEST_REST = Duration.ofMinutes(1);
  /// How long a connection may be lost before the line rests; an exchange that is reloaded is back by then.
  static final Duration AWAY = Duration.ofSeconds(5);

  private final String line;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Consumer<LineChange> listener;

  private int faults;
  private Optional<OpenBreaker> rest = Optional.empty();
  private Duration interval = FIRST_REST;
  private long nextTry;
  private boolean trying;
  private Optional<Long> workedSince = Optional.empty();
  private Optional<Long> awaySince = Optional.empty();

  /// @param nanos a monotonic clock
  /// @param listener receives every change, with the lock held: must return at once
  LineBreaker(String line, LongSupplier nanos, InstantSource clock, Consumer<LineChange> listener) {
    this.line = line;
    this.nanos = nanos;
    this.clock = clock;
    this.listener = listener;
  }

  /// Restores the state in which an earlier run of the service ended: a line that rested is tried with one call first.
  synchronized void restore(LineChange last) {
    if (!last.works() && last.why() != Why.NOT_CONNECTED) {
      rest = Optional.of(new OpenBreaker(last.at(), last.why(), last.detail()));
      faults = FAULTS;
      nextTry = nanos.getAsLong();
    }
  }

  /// Returns why the line rests; empty while it works.
  synchronized Optional<OpenBreaker> resting() {
    return rest;
  }

  /// Returns how many calls failed in a row.
  synchronized int faults() {
    return faults;
  }

  /// Returns whether the line rests and it is time to try it.
  synchronized boolean wantsTry() {
    return rest.isPresent() && rest.get().why() != Why.NOT_CONNECTED && nanos.getAsLong() - nextTry >= 0;
  }

  /// Records that a call goes to the line.
  synchronized void taken() {
    if (rest.isPresent()) {
      trying = true;
      // The end of this call may never be reported; then another one tries.
      nextTry = nanos.getAsLong() + LONGEST_REST.toNanos();
    }
  }

  synchronized void rang() {
    if (rest.isEmpty()) {
      faults = 0;
    } else if (trying) {
      works();
    }
  }

  synchronized void ended(Report report) {
    ContactOutcome outcome = report.outcome();
    if (outcome instanceof Failed) {
      if (OurFaults.isOne(Channel.ROBOT, outcome, true)) {
        failed(said(report));
      } else {
        triedInVain();
      }
    } else if (outcome instanceof Undeliverable || outcome instanceof Lost) {
      triedInVain();
    } else {
      rang();
    }
  }

  private void failed(String detail) {
    if (rest.isEmpty()) {
      faults++;
      if (faults >= FAULTS) {
        rest(Why.FAULTS, detail);
      }
    } else if (trying) {
      interval = min(interval.multipliedBy(2));
      triedInVain();
    }
  }

  private void triedInVain() {
    if (trying) {
      trying = false;
      nextTry = nanos.getAsLong() + interval.toNanos();
    }
  }

  synchronized void trunk(boolean up, Why why) {
    if (!up && rest.isEmpty()) {
      rest(why, "");
    } else if (up && rest.isPresent() && !trying) {
      interval = FIRST_REST;
      nextTry = nanos.getAsLong();
    }
  }

  synchronized void connected(boolean answers) {
    if (answers) {
      awaySince = Optional.empty();
      if (rest.filter(now -> now.why() == Why.NOT_CONNECTED).isPresent()) {
        works();
      }
      return;
    }
    long now = nanos.getAsLong();
    awaySince = awaySince.or(() -> Optional.of(now));
    if (rest.isEmpty() && now - awaySince.get() >= AWAY.toNanos()) {
      rest(Why.NOT_CONNECTED, "");
    }
  }

  private void rest(Why why, String detail) {
    long now = nanos.getAsLong();
    // A line that soon fails again is tried less and less often.
    boolean soonAgain = workedSince.filter(since -> now - since < LONGEST_REST.toNanos()).isPresent();
    interval = soonAgain ? min(interval.multipliedBy(2)) : FIRST_REST;
    nextTry = now + interval.toNanos();
    trying = false;
    rest = Optional.of(new OpenBreaker(clock.instant(), why, detail));
    listener.accept(new LineChange(IdGenerator.next(), line, false, why, detail, rest.get().since()));
  }

  private void works() {
    OpenBreaker rested = rest.orElseThrow();
    rest = Optional.empty();
    trying = false;
    faults = 0;
    workedSince = Optional.of(nanos.getAsLong());
    listener.accept(new LineChange(IdGenerator.next(), line, true, rested.why(), rested.detail(), clock.instant()));
  }

  private static Duration min(Duration longer) {
    return longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
  }

  private static String said(Report report) {
    String fault = ((Failed) report.outcome()).whose().name();
    return report.trace().techCause().map(code -> fault + ", " + code).orElse(fault);
  }
}
