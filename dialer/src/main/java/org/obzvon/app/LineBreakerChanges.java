package org.obzvon.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.obzvon.call.LineBreakers;
import org.obzvon.call.LineChange;
import org.obzvon.call.jooq.JooqLineChanges;
import org.obzvon.config.Settings;
import org.obzvon.contact.StoreRetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the circuit breakers of the service's lines and passes on every change: changes are stored one after the
/// other.
final class LineBreakerChanges implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineBreakerChanges.class);
  private static final Duration STORING = Duration.ofMinutes(1);

  private final JooqLineChanges changes;
  private final Runnable wake;
  private final Runnable told;
  private final LineBreakers breakers;
  private final ExecutorService passing = Executors
      .newSingleThreadExecutor(Thread.ofVirtual().name("line-news").factory());

  /// @param wake called when a line may take calls again
  /// @param told called after every change
  LineBreakerChanges(Adapters adapters, Settings settings, Runnable wake, Runnable told) {
    this.changes = new JooqLineChanges(adapters.db(), settings.node(), adapters.events());
    this.wake = wake;
    this.told = told;
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
    told.run();
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

  /// Stores the noticed changes.
  @Override
  public void close() {
    passing.close();
  }
}
