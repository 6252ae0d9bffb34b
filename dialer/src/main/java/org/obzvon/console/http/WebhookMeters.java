package org.obzvon.console.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.obzvon.webhook.Deliveries.Counts;
import org.obzvon.webhook.DeliveryDecision;
import org.obzvon.webhook.WebhookEvent;

/// Counts tries by event and result, and shows the number of waiting and given-up deliveries.
public final class WebhookMeters implements BiConsumer<WebhookEvent, DeliveryDecision> {
  private final MeterRegistry registry;

  WebhookMeters(MeterRegistry registry, Supplier<Counts> counts) {
    this.registry = registry;
    deliveries("WAITING", () -> counts.get().waiting());
    deliveries("DEAD", () -> counts.get().dead());
  }

  /// Registers a gauge with a strong reference, because nothing else holds the supplier.
  private void deliveries(String state, Supplier<Number> count) {
    Gauge.builder("obzvon_webhook_deliveries", count).tag("state", state).strongReference(true).register(registry);
  }

  @Override
  public void accept(WebhookEvent event, DeliveryDecision verdict) {
    registry.counter("obzvon_webhook_tries", "event", event.word(), "end", end(verdict)).increment();
  }

  private static String end(DeliveryDecision verdict) {
    return switch (verdict) {
      case DeliveryDecision.Arrived _ -> "ARRIVED";
      case DeliveryDecision.Again _ -> "FAILED";
      case DeliveryDecision.GivenUp _ -> "GIVEN_UP";
    };
  }
}
