package org.obzvon.queue;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the upkeep at a steady pace on a thread of its own, from before the first call until after the last result is
/// stored: a dispatcher that waits for a lock, or a stop that waits for running calls, must not let leases lapse.
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Upkeep upkeep;
  private final ScheduledExecutorService pace =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("heartbeat").factory());

  private volatile Future<?> beating;

  public Heartbeat(Upkeep upkeep) {
    this.upkeep = upkeep;
  }

  /// @param every well below the lease
  public void start(Duration every) {
    beating = pace.scheduleWithFixedDelay(this::beat, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      upkeep.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("a heartbeat failed; the next one comes in its turn", e);
    }
  }

  /// Whether it beats, or has not begun yet.
  public boolean isAlive() {
    return beating == null || !beating.isDone();
  }

  @Override
  public void close() {
    pace.shutdownNow();
  }
}
