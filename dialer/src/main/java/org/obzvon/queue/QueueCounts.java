package org.obzvon.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.obzvon.contact.ContactState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows how many contacts wait, for pages, health and metrics. With millions of contacts a count takes a second, so it
/// is not made at each question: a count serves for a multiple of the time that it took, and then the old one is
/// returned while a new one is made in the background. A count that took a few milliseconds is simply made again.
public final class QueueCounts {
  private static final Logger LOG = LoggerFactory.getLogger(QueueCounts.class);
  /// Counting takes at most one part in this many of the time.
  private static final int SHARE = 50;
  /// A count that takes no longer is made at the question.
  private static final Duration SHORT = Duration.ofMillis(20);

  private final Supplier<Map<ContactState, Integer>> counting;
  private final Executor background;
  private final LongSupplier nanos;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile Optional<Counted> last = Optional.empty();

  /// @param endedAt on the clock of [System#nanoTime]
  private record Counted(Map<ContactState, Integer> contacts, long endedAt, long tookNanos) {}

  /// @param counting counts in the store
  /// @param nanos a clock that never goes back, such as [System#nanoTime]
  public QueueCounts(Supplier<Map<ContactState, Integer>> counting, Executor background, LongSupplier nanos) {
    this.counting = counting;
    this.background = background;
    this.nanos = nanos;
  }

  /// Returns the number of open contacts by state.
  public Map<ContactState, Integer> waiting() {
    Optional<Counted> known = last;
    if (known.isEmpty() || known.get().tookNanos() <= SHORT.toNanos()) {
      return count().contacts();
    }
    if (nanos.getAsLong() - known.get().endedAt() > SHARE * known.get().tookNanos()) {
      countInBackground();
    }
    return known.get().contacts();
  }

  private Counted count() {
    long begin = nanos.getAsLong();
    Map<ContactState, Integer> contacts = Map.copyOf(counting.get());
    long end = nanos.getAsLong();
    Counted counted = new Counted(contacts, end, end - begin);
    last = Optional.of(counted);
    return counted;
  }

  private void countInBackground() {
    if (underWay.compareAndSet(false, true)) {
      background.execute(
          () -> {
            try {
              count();
            } catch (RuntimeException e) {
              LOG.warn("the waiting contacts could not be counted; the last count stands: {}", e.getMessage());
            } finally {
              underWay.set(false);
            }
          });
    }
  }
}
