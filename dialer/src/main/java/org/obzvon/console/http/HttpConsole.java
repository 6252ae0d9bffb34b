package org.obzvon.console.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.obzvon.alert.AlertMails;
import org.obzvon.console.Vitals;
import org.obzvon.webhook.Deliveries;

/// The HTTP side of the service: pages, the API, `/health`, `/prometheus` and the callbacks of gateways under `/sms`.
public final class HttpConsole implements AutoCloseable {
  /// The routes set bounds of their own, far below this one.
  private static final String LARGEST_REQUEST = "100MB";

  private final ApplicationContext context;
  private final EmbeddedServer server;

  /// @param host address to listen on; loopback unless a proxy stands before it
  /// @param port 0 takes a free port
  public record Address(String host, int port) {}

  /// An object that routes use, under the type by which they ask for it.
  public record Part<T>(Class<T> type, T part) {}

  public HttpConsole(Address address, Vitals vitals, List<Part<?>> parts) {
    this.context = ApplicationContext.builder().banner(false).deduceEnvironment(false).properties(properties(address))
        .build();
    context.registerSingleton(HealthIndicator.class, new VitalsHealth(vitals));
    context.registerSingleton(Vitals.class, vitals);
    parts.forEach(this::register);
    context.start();
    new VitalsMeters(vitals).bindTo(context.getBean(MeterRegistry.class));
    this.server = context.getBean(EmbeddedServer.class).start();
  }

  private static Map<String, Object> properties(Address address) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.application.name", "obzvon");
    properties.put("micronaut.server.host", address.host());
    properties.put("micronaut.server.port", address.port() == 0 ? "-1" : Integer.toString(address.port()));
    // No route runs on a thread that serves many connections: a route that waits for the store would stop them all.
    properties.put("micronaut.server.thread-selection", "BLOCKING");
    properties.put("micronaut.server.max-request-size", LARGEST_REQUEST);
    // The server would unpack packed bodies past every bound of ours; [BodyReceiver] unpacks where they are accepted.
    properties.put("micronaut.server.netty.request-decompression-enabled", "false");
    properties.put("micronaut.metrics.enabled", "true");
    properties.put("endpoints.all.enabled", "false");
    properties.put("endpoints.health.enabled", "true");
    properties.put("endpoints.health.sensitive", "false");
    properties.put("endpoints.health.details-visible", "ANONYMOUS");
    properties.put("endpoints.prometheus.enabled", "true");
    properties.put("endpoints.prometheus.sensitive", "false");
    return properties;
  }

  private <T> void register(Part<T> part) {
    context.registerSingleton(part.type(), part.part());
  }

  public int port() {
    return server.getPort();
  }

  /// Returns every route and the right it needs, for a check that no route is open by mistake.
  public List<DeclaredRoute> routes() {
    return context.getBean(Router.class).uriRoutes().map(DeclaredRoute::of).toList();
  }

  /// Returns the counters of outcomes.
  public OutcomeMeters outcomes() {
    return new OutcomeMeters(context.getBean(MeterRegistry.class));
  }

  /// Returns the meters of webhook deliveries.
  public WebhookMeters webhooks(Supplier<Deliveries.Counts> counts) {
    return new WebhookMeters(context.getBean(MeterRegistry.class), counts);
  }

  /// Returns the meters of alert mails.
  public AlertMailMeters mails(Supplier<AlertMails.State> state) {
    return new AlertMailMeters(context.getBean(MeterRegistry.class), state);
  }

  @Override
  public void close() {
    context.close();
  }
}
