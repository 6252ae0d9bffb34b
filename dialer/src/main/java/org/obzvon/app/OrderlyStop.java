package org.obzvon.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The steps of a stop, under one deadline: a step that hangs is interrupted at the deadline and abandoned, one that
/// fails does not prevent the next; the log names both.
final class OrderlyStop {
  private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);
  /// The time for a step to give up after an interrupt, or to do its work when earlier steps used up the time.
  private static final Duration LAST_CHANCE = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Instant deadline;

  OrderlyStop(Duration within, InstantSource clock) {
    this.clock = clock;
    this.deadline = clock.instant().plus(within);
  }

  /// @param what in words, for the log: "the schedule"
  void step(String what, Runnable step) {
    Thread thread = Thread.ofPlatform().daemon().name("stop: " + what).start(() -> guarded(what, step));
    try {
      if (!thread.join(left())) {
        LOG.warn("{} did not end in time", what);
        thread.interrupt();
        thread.join(LAST_CHANCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration left() {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.compareTo(LAST_CHANCE) > 0 ? left : LAST_CHANCE;
  }

  private static void guarded(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("stopping {} failed", what, e);
    }
  }
}
