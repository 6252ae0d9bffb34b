package org.obzvon.contact;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Retries an idempotent write until the store has answered. A connection that breaks after `COMMIT` was sent loses the
/// answer and not the write, so the retry returns what happened to it.
public final class StoreRetry {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private StoreRetry() {}

  /// Tries at least once, with growing pauses, and throws the last failure when the time is over or when interrupted.
  ///
  /// @param atMost time after which no further try begins
  public static <T> T within(Duration atMost, Supplier<T> storing) {
    long end = System.nanoTime() + atMost.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return storing.get();
      } catch (RuntimeException e) {
        if (System.nanoTime() + pause.toNanos() - end > 0 || isInterruptedIn(pause)) {
          throw e;
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
      }
    }
  }

  private static boolean isInterruptedIn(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
