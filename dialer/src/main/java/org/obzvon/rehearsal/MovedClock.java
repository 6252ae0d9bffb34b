package org.obzvon.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is moved, and moves only forward. Safe to read from every thread.
public final class MovedClock implements InstantSource {
  private final AtomicReference<Instant> instant;

  public MovedClock(Instant start) {
    this.instant = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return instant.get();
  }

  /// @throws IllegalArgumentException if `to` lies before the instant shown
  public void set(Instant to) {
    instant.updateAndGet(
        shown -> {
          if (to.isBefore(shown)) {
            throw new IllegalArgumentException("the clock shows " + shown + " and cannot go back to " + to);
          }
          return to;
        });
  }

  /// @throws IllegalArgumentException if `by` is negative
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("the clock cannot go back by " + by);
    }
    instant.updateAndGet(shown -> shown.plus(by));
  }
}
