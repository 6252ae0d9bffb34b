package org.obzvon.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores a suppression while the call that asked for it still goes on, so that the debtor's wish survives if the
/// process dies during the goodbye. A slow store delays nobody: the end of the call adds the entry again, which changes
/// nothing if it exists already.
public final class MidCallSuppressions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MidCallSuppressions.class);
  /// The longest that the call waits for the entry to be stored. Storing takes some milliseconds, and a debtor does not
  /// notice a silence this short.
  private static final Duration LONGEST_WAIT = Duration.ofMillis(300);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  /// The most connections to the store that suppressions may take from other work.
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 1_000;

  private final OutcomeRecorder.Stops stops;
  private final InstantSource clock;
  private final ThreadPoolExecutor storing = new ThreadPoolExecutor(
      AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING),
      Thread.ofPlatform().daemon().name("stops-at-once-", 0).factory());

  public MidCallSuppressions(OutcomeRecorder.Stops stops, InstantSource clock) {
    this.stops = stops;
    this.clock = clock;
  }

  /// Waits a moment for the entry to be stored and then returns, stored or not.
  public void heard(UUID attempt, ContactOutcome soFar) {
    Report report = new Report(attempt, soFar, Optional.empty(), clock.instant(), Trace.NONE);
    try {
      Future<?> stored = storing.submit(() -> store(report));
      stored.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RejectedExecutionException _) {
      LOG.warn("the stop entry of attempt {} is not stored yet; the call goes on and its end stores it", attempt);
    } catch (ExecutionException e) {
      LOG.error("the stop entry of attempt {} failed by a fault of the program; the call's end tries again", attempt,
          e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void store(Report report) {
    try {
      stops.follow(List.of(report));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.warn("the stop entry of attempt {} could not be stored; the call's end tries again", report.attempt(), e);
    }
  }

  /// Takes no more entries and lets the waiting ones be stored, for two seconds at most.
  @Override
  public void close() {
    storing.shutdown();
    try {
      if (!storing.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} stop entries are left to the ends of their calls", storing.shutdownNow().size());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
