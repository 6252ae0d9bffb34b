package org.obzvon.console.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.function.Supplier;
import org.obzvon.console.Vitals;
import org.obzvon.sms.SmsCallbacks;
import org.obzvon.webhook.Deliveries;

/// The HTTP side of the service: `/health`, `/prometheus` and what gateways call under `/sms`.
public final class HttpConsole implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer server;

  /// @param host address to listen on; loopback unless a proxy stands before it
  /// @param port 0 takes a free one
  public record Address(String host, int port) {}

  /// @param callbacks what gateways for text messages call
  public HttpConsole(Address address, Vitals vitals, SmsCallbacks callbacks) {
    this.context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .properties(
                Map.of(
                    "micronaut.server.host", address.host(),
                    "micronaut.server.port", address.port() == 0 ? "-1" : Integer.toString(address.port()),
                    "micronaut.application.name", "obzvon",
                    "micronaut.metrics.enabled", "true",
                    "endpoints.all.enabled", "false",
                    "endpoints.health.enabled", "true",
                    "endpoints.health.sensitive", "false",
                    "endpoints.health.details-visible", "ANONYMOUS",
                    "endpoints.prometheus.enabled", "true",
                    "endpoints.prometheus.sensitive", "false"))
            .build();
    context.registerSingleton(HealthIndicator.class, new VitalsHealth(vitals));
    context.registerSingleton(SmsCallbacks.class, callbacks);
    context.start();
    new VitalsMeters(vitals).bindTo(context.getBean(MeterRegistry.class));
    this.server = context.getBean(EmbeddedServer.class).start();
  }

  public int port() {
    return server.getPort();
  }

  /// For whoever counts what happens.
  public OutcomeMeters outcomes() {
    return new OutcomeMeters(context.getBean(MeterRegistry.class));
  }

  /// For whoever counts what is told to other programs.
  public WebhookMeters webhooks(Supplier<Deliveries.Counts> counts) {
    return new WebhookMeters(context.getBean(MeterRegistry.class), counts);
  }

  @Override
  public void close() {
    context.close();
  }
}
