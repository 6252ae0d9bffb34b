package org.obzvon;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.obzvon.call.LineBreakers;
import org.obzvon.call.LineChange;
import org.obzvon.call.jooq.JooqLineChanges;
import org.obzvon.contact.StoreRetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the circuit breakers of the service's lines and passes on every change: into the store, one after the other.
final class LineNews implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineNews.class);
  private static final Duration STORING = Duration.ofMinutes(1);

  private final JooqLineChanges changes;
  private final Runnable wake;
  private final LineBreakers breakers;
  private final ExecutorService passing =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("line-news").factory());

  /// @param wake told when a line may take calls again
  LineNews(Adapters adapters, Settings settings, Runnable wake) {
    this.changes = new JooqLineChanges(adapters.db(), settings.node());
    this.wake = wake;
    List<String> lines = settings.reach().exchanges().stream().map(exchange -> exchange.settings().name()).toList();
    this.breakers = new LineBreakers(lines, System::nanoTime, adapters.clock(), this::changed);
    breakers.restore(changes.last(lines));
  }

  LineBreakers breakers() {
    return breakers;
  }

  private void changed(LineChange change) {
    passing.execute(() -> passOn(change));
  }

  private void passOn(LineChange change) {
    if (change.works()) {
      wake.run();
    }
    try {
      StoreRetry.within(
          STORING,
          () -> {
            changes.add(change);
            return true;
          });
    } catch (RuntimeException e) {
      LOG.error("the change of line {} was not stored: {}", change.line(), e.toString());
    }
  }

  /// Stores what was noticed.
  @Override
  public void close() {
    passing.close();
  }
}
