package org.obzvon.app;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.obzvon.background.BackgroundLoop.Round;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the process when a part that must run for ever has ended: half a service looks healthy but calls nobody, or
/// calls and stores nothing. The supervisor starts it again. Each part survives its own errors; only an error of the
/// Java machine ends one.
final class ThreadGuard implements AutoCloseable {
  /// The exit code for an internal software error in sysexits.h.
  static final int SOFTWARE = 70;

  private static final Logger LOG = LoggerFactory.getLogger(ThreadGuard.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  /// The time limit for an orderly stop.
  private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

  private final Map<String, BooleanSupplier> threads;
  private final Runnable exit;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final BackgroundLoop loop = new BackgroundLoop(
      Thread.ofPlatform().daemon().name("thread-guard"), LoopIntervals.every(EVERY).firstAfter(EVERY),
      Round.of(this::look));

  /// @param threads whether each thread still runs, by its task
  /// @param exit ends the process
  ThreadGuard(Map<String, BooleanSupplier> threads, Runnable exit) {
    this.threads = Map.copyOf(threads);
    this.exit = exit;
  }

  void start() {
    loop.start();
  }

  private void look() {
    threads.entrySet().stream()
        .filter(one -> !one.getValue().getAsBoolean())
        .findFirst()
        .ifPresent(one -> end("the part '" + one.getKey() + "' has ended"));
  }

  /// Stops the service and ends the process with code 70, even if the stop does not complete.
  void end(String why) {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    LOG.error("{}; the process ends with code {} so that its supervisor starts it again", why, SOFTWARE);
    exit.run();
  }

  /// Ends the process, even if the stop does not complete.
  static void exit() {
    Thread.ofPlatform().daemon().name("last-resort").start(() -> {
      try {
        TimeUnit.MILLISECONDS.sleep(LONGEST_STOP.toMillis());
      } catch (InterruptedException _) {
        // Nothing is left to wait for.
      }
      Runtime.getRuntime().halt(SOFTWARE);
    });
    Thread.ofPlatform().daemon().name("exit").start(() -> Runtime.getRuntime().exit(SOFTWARE));
  }

  @Override
  public void close() {
    ending.set(true);
    loop.close();
  }
}
