package org.obzvon.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs rounds for as long as the service runs: at once while there is work, otherwise every second.
public final class DeliveryLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  /// How long the log remembers.
  static final Duration REMEMBERED = Duration.ofDays(30);
  private static final int FORGOTTEN_AT_ONCE = 1_000;
  private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);
  private static final Duration LAST_TRIES = Duration.ofSeconds(15);

  private final DeliveryRound round;
  private final Deliveries deliveries;
  private final InstantSource clock;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;
  private Instant cleanAt = Instant.MIN;

  public DeliveryLoop(DeliveryRound round, Deliveries deliveries, InstantSource clock) {
    this.round = round;
    this.deliveries = deliveries;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("webhooks").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    try {
      while (!closing) {
        if (once() == 0) {
          work.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        work.drainPermits();
      }
    } catch (InterruptedException _) {
      LOG.warn("the webhooks did not stop in time");
    }
  }

  private int once() {
    try {
      clean();
      return round.run(work::release);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("a round of webhooks failed; the next one comes in a second", e);
      return 0;
    }
  }

  private void clean() {
    Instant now = clock.instant();
    if (!now.isBefore(cleanAt)) {
      int gone = deliveries.forget(now.minus(REMEMBERED), FORGOTTEN_AT_ONCE);
      cleanAt = gone == FORGOTTEN_AT_ONCE ? now : now.plus(BETWEEN_CLEANINGS);
    }
  }

  /// Takes nothing new. Tries that are under way end by themselves; see [DeliveryRound.Node].
  @Override
  public void close() {
    closing = true;
    work.release();
    try {
      if (!thread.join(LAST_TRIES)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
