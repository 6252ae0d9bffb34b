package org.obzvon.app;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/// A clock for rates and waits within this process: it starts at the time of another clock and never goes back, even if
/// that clock is changed. Facts, permitted hours and stored times use the other clock.
final class SteadyClock implements InstantSource {
  private final Instant begun;
  private final long nanosAtBeginning = System.nanoTime();

  SteadyClock(InstantSource clock) {
    this.begun = clock.instant();
  }

  /// Makes the machine's clock steady, because it can be put back; any other, such as one that a test moves by hand,
  /// stays as it is.
  static InstantSource of(InstantSource clock) {
    return clock.equals(Clock.systemUTC()) ? new SteadyClock(clock) : clock;
  }

  @Override
  public Instant instant() {
    return begun.plusNanos(System.nanoTime() - nanosAtBeginning);
  }
}
