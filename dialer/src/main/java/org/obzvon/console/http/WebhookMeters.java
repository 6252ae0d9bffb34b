package org.obzvon.console.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.obzvon.webhook.Deliveries.Counts;
import org.obzvon.webhook.Event;
import org.obzvon.webhook.Verdict;

/// Counts tries by event and end, and shows what waits and what was given up.
public final class WebhookMeters implements BiConsumer<Event, Verdict> {
  private final MeterRegistry registry;

  WebhookMeters(MeterRegistry registry, Supplier<Counts> counts) {
    this.registry = registry;
    deliveries("WAITING", () -> counts.get().waiting());
    deliveries("DEAD", () -> counts.get().dead());
  }

  /// Nobody else holds the supplier.
  private void deliveries(String state, Supplier<Number> count) {
    Gauge.builder("obzvon_webhook_deliveries", count).tag("state", state).strongReference(true).register(registry);
  }

  @Override
  public void accept(Event event, Verdict verdict) {
    registry.counter("obzvon_webhook_tries", "event", event.word(), "end", end(verdict)).increment();
  }

  private static String end(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Arrived _ -> "ARRIVED";
      case Verdict.Again _ -> "FAILED";
      case Verdict.GivenUp _ -> "GIVEN_UP";
    };
  }
}
