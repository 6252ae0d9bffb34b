package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;

/// How many attempts may start now on one line: a token bucket that holds at most one second's worth, so that an idle
/// minute is not followed by a burst. It is not thread-safe; the dispatcher uses one thread.
public final class Pacer {
  private final double perSecond;
  private double tokens;
  private Instant filledAt;

  public Pacer(double perSecond, Instant now) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("the rate must be above 0");
    }
    this.perSecond = perSecond;
    this.tokens = Math.max(1, perSecond);
    this.filledAt = now;
  }

  public int available(Instant now) {
    if (now.isBefore(filledAt)) {
      filledAt = now; // the clock was put back: time is counted from here on
    }
    if (now.isAfter(filledAt)) {
      double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
      tokens = Math.min(Math.max(1, perSecond), tokens + seconds * perSecond);
      filledAt = now;
    }
    return (int) tokens;
  }

  public void take(int count) {
    tokens -= count;
  }
}
