package org.obzvon.alert;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.obzvon.background.BackgroundLoop.Next;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;

/// Runs rounds every few seconds, or at once when woken, for as long as the service runs.
public final class AlertLoop implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration LAST_ROUND = Duration.ofSeconds(5);

  private final BackgroundLoop loop;

  /// @param ready a round is skipped while this is false
  public AlertLoop(String name, Runnable round, BooleanSupplier ready) {
    this.loop = new BackgroundLoop(
        Thread.ofPlatform().daemon().name(name), LoopIntervals.every(PAUSE).endingWithin(LAST_ROUND),
        () -> {
          if (ready.getAsBoolean()) {
            round.run();
          }
          return Next.LATER;
        });
  }

  public void start() {
    loop.start();
  }

  public void wake() {
    loop.wake();
  }

  public boolean isAlive() {
    return loop.isAlive();
  }

  /// Stops the loop after the round under way, within a few seconds. A mail that is not sent by then is sent again by any
  /// process when its lease is over.
  @Override
  public void close() {
    loop.close();
  }
}
