package org.obzvon.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Spaces segments evenly at a gateway's rate. A throttling provider halves the rate; each second without throttling
/// gives back a twentieth of the configured rate.
public final class SegmentPacer {
  private static final double LEAST_SHARE = 1 / 64.0;
  private static final double RECOVERY_PER_SECOND = 0.05;

  private final double perSecond;
  private final InstantSource clock;
  private double share = 1;
  private Instant nextAt;
  private Instant sharedAt;
  private Instant slowedAt = Instant.MIN;

  public SegmentPacer(double perSecond, InstantSource clock) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.nextAt = clock.instant();
    this.sharedAt = nextAt;
  }

  /// Reserves the next segments. Returns how long to wait for them; empty, with nothing reserved, when the wait would
  /// be longer than `atMost`.
  public synchronized Optional<Duration> reserve(int segments, Duration atMost) {
    Instant now = clock.instant();
    recover(now);
    Instant from = nextAt.isAfter(now) ? nextAt : now;
    Duration wait = Duration.between(now, from);
    if (wait.compareTo(atMost) > 0) {
      return Optional.empty();
    }
    nextAt = from.plusNanos(Math.round(segments * 1e9 / (perSecond * share)));
    return Optional.of(wait);
  }

  /// Halves the rate, at most once a second: a window full of refusals counts as one request.
  public synchronized void slowDown() {
    Instant now = clock.instant();
    recover(now);
    if (slowedAt.isBefore(now.minusSeconds(1))) {
      slowedAt = now;
      share = Math.max(LEAST_SHARE, share / 2);
    }
  }

  /// Segments per second at the present, perhaps throttled rate.
  public synchronized double rate() {
    recover(clock.instant());
    return perSecond * share;
  }

  /// The time until all reserved segments are sent.
  public synchronized Duration backlog() {
    Duration backlog = Duration.between(clock.instant(), nextAt);
    return backlog.isNegative() ? Duration.ZERO : backlog;
  }

  private void recover(Instant now) {
    if (now.isAfter(sharedAt)) {
      double seconds = Duration.between(sharedAt, now).toNanos() / 1e9;
      share = Math.min(1, share + seconds * RECOVERY_PER_SECOND);
      sharedAt = now;
    }
  }
}
