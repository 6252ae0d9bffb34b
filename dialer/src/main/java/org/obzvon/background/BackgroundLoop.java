package org.obzvon.background;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats a round on a thread of its own until it is closed. A round that fails does not end the loop: it is logged
/// once, and further failures of the same kind are not logged until a round has succeeded. Only an interrupt or an
/// error of the Java machine ends the loop early; [#isAlive] tells the health check.
public final class BackgroundLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
  /// The time for an interrupted round to end.
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

  private final LoopIntervals times;
  private final Round round;
  private final Semaphore wakes = new Semaphore(0);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private int failures;
  private Class<?> logged;

  /// Says when the next round begins.
  public enum Next {
    /// More work waits: the next round begins without a pause.
    AT_ONCE,
    /// No work is left for now: the next round begins after the interval.
    LATER,
    /// The round failed and has logged why: the next one begins after the back-off.
    AFTER_BACK_OFF
  }

  /// One pass of the repeated work.
  @FunctionalInterface
  public interface Round {
    Next run() throws InterruptedException;

    /// Returns a round that always leaves no work behind.
    static Round of(Runnable work) {
      return () -> {
        work.run();
        return Next.LATER;
      };
    }
  }

  /// @param longest the pause lasts no longer
  /// @param isWakeable whether a wake ends the pause
  record Pause(Duration longest, boolean isWakeable) {}

  /// @param thread kind and name of the thread; log lines begin with its name
  public BackgroundLoop(Thread.Builder thread, LoopIntervals times, Round round) {
    this.times = times;
    this.round = round;
    this.thread = thread.unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Ends the present pause between two rounds, because there is work.
  public void wake() {
    wakes.release();
  }

  /// Returns whether the loop runs: it was started and has not ended.
  public boolean isAlive() {
    return thread.isAlive();
  }

  public boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    try {
      await(new Pause(times.first(), false));
      boolean last = isClosed();
      while (!last || times.drains()) {
        Pause pause = once();
        if (last && pause.isWakeable()) {
          return;
        }
        await(pause);
        await(new Pause(times.gather(), false));
        wakes.drainPermits();
        last = isClosed();
      }
    } catch (InterruptedException _) {
      if (!isClosed()) {
        LOG.error("{}: interrupted, and ends", thread.getName());
      } else if (times.drains()) {
        LOG.error("{}: stopped before all its work was done", thread.getName());
      }
    }
  }

  /// Runs one round and returns the pause that follows.
  Pause once() throws InterruptedException {
    return switch (guarded()) {
      case AT_ONCE -> succeeded(new Pause(Duration.ZERO, false));
      case LATER -> succeeded(new Pause(times.interval(), true));
      case AFTER_BACK_OFF -> new Pause(times.afterFailures(++failures), false);
    };
  }

  private Pause succeeded(Pause pause) {
    if (logged != null) {
      LOG.info("{}: a round succeeded after {} that failed", thread.getName(), failures);
    }
    failures = 0;
    logged = null;
    return pause;
  }

  private Next guarded() throws InterruptedException {
    try {
      return round.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (isClosed() && !times.drains()) {
        LOG.debug("{}: the stop broke off a round", thread.getName(), e);
      } else if (!e.getClass().equals(logged)) {
        logged = e.getClass();
        LOG.error("{}: a round failed; the next one follows in {}, and this is not logged again until one succeeds",
            thread.getName(), times.afterFailures(failures + 1), e);
      }
      return Next.AFTER_BACK_OFF;
    }
  }

  private void await(Pause pause) throws InterruptedException {
    long nanos = pause.longest().toNanos();
    if (pause.isWakeable()) {
      wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    } else if (isClosed() && times.drains()) {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } else {
      closed.await(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /// Ends the loop. Waits for the round that is under way, interrupts it when its time is over, and waits for its end;
  /// both waits are bounded. An interrupt of the caller ends them early; a loop that drains then goes on by itself, so
  /// that nothing is dropped that it can still store.
  @Override
  public void close() {
    announceEnd();
    if (thread.getState() == Thread.State.NEW || thread == Thread.currentThread()) {
      return;
    }
    try {
      if (!thread.join(times.lastRound())) {
        thread.interrupt();
        if (!thread.join(AFTER_INTERRUPT)) {
          LOG.warn("{}: did not end within {} after its interrupt", thread.getName(), AFTER_INTERRUPT);
        }
      }
    } catch (InterruptedException _) {
      if (!times.drains()) {
        thread.interrupt();
      }
      Thread.currentThread().interrupt();
    }
  }

  /// Ends several loops, which need the time of the slowest and not the sum of all.
  public static void close(Collection<BackgroundLoop> loops) {
    loops.forEach(BackgroundLoop::announceEnd);
    loops.forEach(BackgroundLoop::close);
  }

  private void announceEnd() {
    closed.countDown();
    wake();
  }
}
