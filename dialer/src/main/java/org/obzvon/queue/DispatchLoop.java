package org.obzvon.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.obzvon.campaign.Campaign;
import org.obzvon.queue.Dispatcher.Round;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs rounds on one thread: while there is work and whenever an attempt ends, else at every poll.
public final class DispatchLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DispatchLoop.class);

  /// Between two rounds, so that calls which end close to each other are followed by one round and not by one each.
  private static final Duration GATHER = Duration.ofMillis(100);

  private final Supplier<Round> round;
  private final Duration poll;
  private final Semaphore wakes = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopping;

  /// @param poll the longest wait between two rounds
  public DispatchLoop(Dispatcher dispatcher, Supplier<List<Campaign>> campaigns, Duration poll) {
    this.round = () -> dispatcher.round(campaigns.get());
    this.poll = poll;
    this.thread = Thread.ofPlatform().name("dispatcher").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// A place became free or a contact due.
  public void wake() {
    wakes.release();
  }

  private void run() {
    while (!stopping) {
      try {
        Round made = round.get();
        if (made.isIdle()) {
          awaitWake();
        }
        TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
        wakes.drainPermits();
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        LOG.error("a round failed; the next one begins in {} ms", poll.toMillis(), e);
        wakes.drainPermits();
        pause();
      }
    }
  }

  private void awaitWake() throws InterruptedException {
    boolean woken = wakes.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
    LOG.trace("the next round begins {}", woken ? "because something happened" : "by the clock");
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(poll.toMillis());
    } catch (InterruptedException _) {
      stopping = true;
    }
  }

  /// Whether rounds are still made.
  public boolean isAlive() {
    return thread.isAlive();
  }

  /// No more rounds; returns when the running one has ended, or when interrupted.
  @Override
  public void close() {
    stopping = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
