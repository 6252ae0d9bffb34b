package org.obzvon;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the process when a part that must run for ever has ended: half a service looks well and calls nobody, or calls and
/// stores nothing. The supervisor starts it again. Each part survives faults of its own; what ends one is a fault of the
/// Java machine.
final class ThreadGuard implements AutoCloseable {
  /// As sysexits.h has it: an internal fault of the software.
  static final int SOFTWARE = 70;

  private static final Logger LOG = LoggerFactory.getLogger(ThreadGuard.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  /// For a stop in good order.
  private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

  private final Map<String, BooleanSupplier> threads;
  private final Runnable exit;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final Thread thread = Thread.ofPlatform().daemon().name("thread-guard").unstarted(this::run);

  /// @param threads by what they do: whether each still runs
  ThreadGuard(Map<String, BooleanSupplier> threads) {
    this(threads, ThreadGuard::exit);
  }

  /// @param exit ends the process
  ThreadGuard(Map<String, BooleanSupplier> threads, Runnable exit) {
    this.threads = Map.copyOf(threads);
    this.exit = exit;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
        for (var one : threads.entrySet()) {
          if (!one.getValue().getAsBoolean()) {
            end("the part '" + one.getKey() + "' has ended");
            return;
          }
        }
      }
    } catch (InterruptedException _) {
      // The service stops.
    }
  }

  /// Stops the service and ends the process with code 70, whether or not the stop comes to its end.
  void end(String why) {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    LOG.error("{}; the process ends with code {} so that its supervisor starts it again", why, SOFTWARE);
    exit.run();
  }

  private static void exit() {
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
    thread.interrupt();
  }
}
