package org.obzvon.queue;

import java.time.Duration;
import org.obzvon.background.BackgroundLoop.Round;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;

/// Runs the upkeep at a steady pace on a thread of its own, from before the first call until the last result is stored:
/// leases must not lapse while a dispatcher waits for a lock or a stop waits for running calls.
public final class LeaseUpkeepLoop implements AutoCloseable {
  private final BackgroundLoop loop;

  /// @param every well below the duration of a lease
  public LeaseUpkeepLoop(LeaseUpkeep upkeep, Duration every) {
    this.loop = new BackgroundLoop(
        Thread.ofPlatform().name("heartbeat"), LoopIntervals.every(every), Round.of(upkeep::run));
  }

  public void start() {
    loop.start();
  }

  /// Returns whether the heartbeat runs.
  public boolean isAlive() {
    return loop.isAlive();
  }

  @Override
  public void close() {
    loop.close();
  }
}
