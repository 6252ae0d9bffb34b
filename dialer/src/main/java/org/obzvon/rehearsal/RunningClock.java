package org.obzvon.rehearsal;

import java.time.Instant;
import java.time.InstantSource;

/// Shows the moved clock's instant and runs on from it in real time: for time-outs, which a clock that stands still
/// would never let pass.
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
