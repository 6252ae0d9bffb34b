package org.obzvon.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Spaces segments evenly at a gateway's rate. A provider that asks to slow down halves the rate; each second without
/// such a request gives back a twentieth of the configured one.
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

  /// Reserves the next places. How long to wait for them; empty, and nothing reserved, when it would be longer than
  /// `atMost`.
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

  /// Halves the rate, at most once a second: a window full of refusals is one request.
  public synchronized void slowDown() {
    Instant now = clock.instant();
    recover(now);
    if (slowedAt.isBefore(now.minusSeconds(1))) {
      slowedAt = now;
      share = Math.max(LEAST_SHARE, share / 2);
    }
  }

  /// Segments a second as the provider takes them now.
  public synchronized double rate() {
    recover(clock.instant());
    return perSecond * share;
  }

  /// How far the reservations reach into the future.
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
