package org.obzvon.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// Walks through simulated days. Each step runs the payments first, so that nobody who has paid is contacted in the
/// same hour, then the campaign's tick, then the queue until it is idle; after the last step of a day it runs the
/// sweep. It knows nothing of queues and schedules; the ports do the work.
public final class Rehearsal {
  /// A queue that still places attempts after this many rounds in one simulated instant is in a loop.
  static final int MOST_ROUNDS = 10_000;

  private final MovedClock clock;
  private final Ports ports;
  private final Progress progress;

  public record Ports(TakePayments payments, Tick tick, Dispatch dispatch, Sweep sweep) {}

  @FunctionalInterface
  public interface TakePayments {
    /// Imports payments posted at or after `from` and before `until`. Returns how many were new.
    int take(Instant from, Instant until);
  }

  @FunctionalInterface
  public interface Tick {
    /// Plans what falls due. Returns how many contacts were planned.
    int tick(Instant at);
  }

  @FunctionalInterface
  public interface Dispatch {
    /// Places what the lines and the policy allow now and waits for its end. Returns how many attempts were placed;
    /// 0 means idle.
    int round(Instant at);
  }

  @FunctionalInterface
  public interface Sweep {
    /// Does the daily work: settles promises and closes lost attempts.
    void sweep(Instant at);
  }

  @FunctionalInterface
  public interface Progress {
    void dayEnded(Day day);
  }

  /// The totals of one simulated day.
  ///
  /// @param index from 1
  public record Day(int index, LocalDate date, int payments, int planned, int attempts) {}

  /// @param zone the operator's own zone, which defines a day
  /// @param step how far the clock moves at once; a divisor of a day
  public record Span(LocalDate first, int days, ZoneId zone, Duration step) {
    private static final int LONGEST_DAYS = 366;

    public Span {
      boolean divides = !step.isNegative() && !step.isZero() && Duration.ofDays(1).toSeconds() % step.toSeconds() == 0;
      if (days < 1 || days > LONGEST_DAYS || !divides) {
        throw new IllegalArgumentException(
            "1 to " + LONGEST_DAYS + " days in steps that divide a day, not " + days + " in steps of " + step);
      }
    }

    /// Returns thirty days in steps of one hour.
    public static Span thirtyDays(LocalDate first, ZoneId zone) {
      return new Span(first, 30, zone, Duration.ofHours(1));
    }
  }

  public Rehearsal(MovedClock clock, Ports ports, Progress progress) {
    this.clock = clock;
    this.ports = ports;
    this.progress = progress;
  }

  /// Walks the span from its first midnight; the clock ends at the midnight after its last day.
  public void walk(Span span) {
    Instant taken = span.first().atStartOfDay(span.zone()).toInstant();
    for (int day = 0; day < span.days(); day++) {
      LocalDate date = span.first().plusDays(day);
      taken = walkDay(day + 1, date, taken, span);
    }
  }

  /// Walks one day. A day of 23 or 25 hours has correspondingly fewer or more steps.
  private Instant walkDay(int index, LocalDate date, Instant from, Span span) {
    Instant end = date.plusDays(1).atStartOfDay(span.zone()).toInstant();
    Instant taken = from;
    int payments = 0;
    int planned = 0;
    int attempts = 0;
    for (Instant at = date.atStartOfDay(span.zone()).toInstant(); at.isBefore(end); at = at.plus(span.step())) {
      clock.set(at);
      payments += ports.payments().take(taken, at);
      taken = at;
      planned += ports.tick().tick(at);
      attempts += dispatch(at);
    }
    clock.set(end);
    payments += ports.payments().take(taken, end);
    ports.sweep().sweep(end);
    progress.dayEnded(new Day(index, date, payments, planned, attempts));
    return end;
  }

  private int dispatch(Instant at) {
    int attempts = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int placed = ports.dispatch().round(at);
      if (placed == 0) {
        return attempts;
      }
      attempts += placed;
    }
    throw new IllegalStateException("the queue was not idle after " + MOST_ROUNDS + " rounds at " + at);
  }
}
