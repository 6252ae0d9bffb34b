package org.obzvon.rehearsal;

import java.time.Instant;
import java.time.InstantSource;

/// Starts at the moved clock's instant and runs on in real time: for time-outs, which would never pass on a clock that
/// stands still.
public final class RunningClock implements InstantSource {
  private final MovedClock moved;
  private Instant base;
  private long since;

  public RunningClock(MovedClock moved) {
    this.moved = moved;
  }

  @Override
  public synchronized Instant instant() {
    Instant shown = moved.instant();
    long now = System.nanoTime();
    if (!shown.equals(base)) {
      base = shown;
      since = now;
    }
    return base.plusNanos(now - since);
  }
}
