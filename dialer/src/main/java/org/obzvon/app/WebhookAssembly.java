package org.obzvon.app;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.obzvon.commands.WebhookUseCases;
import org.obzvon.config.Settings;
import org.obzvon.staff.AuditLog;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryDecision;
import org.obzvon.webhook.DeliveryLoop;
import org.obzvon.webhook.DeliveryRetryRules;
import org.obzvon.webhook.DeliveryRound;
import org.obzvon.webhook.WebhookEvent;
import org.obzvon.webhook.http.HttpCourier;
import org.obzvon.webhook.jooq.JooqDeliveries;
import org.obzvon.webhook.jooq.JooqDeliveryLog;
import org.obzvon.webhook.jooq.JooqFactReader;
import org.obzvon.webhook.jooq.JooqWebhooks;
import org.obzvon.webhook.json.FactJson;

/// Assembles the webhooks.
final class WebhookAssembly implements AutoCloseable {
  private static final DeliveryRetryRules RULES = DeliveryRetryRules.USUAL;
  private static final Duration ONE_TRY = Duration.ofSeconds(10);

  private final ExecutorService sending = Executors
      .newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
  private final DeliveryLoop loop;

  WebhookAssembly(Adapters adapters, Settings settings, BiConsumer<WebhookEvent, DeliveryDecision> meters) {
    Deliveries deliveries = deliveries(adapters);
    DeliveryRound round = new DeliveryRound(
        new DeliveryRound.Node(settings.node(), adapters.clock(), sending),
        deliveries,
        new JooqFactReader(adapters.db()),
        new HttpCourier(settings.webhooks(), ONE_TRY), FactJson::write, RULES,
        meters);
    this.loop = new DeliveryLoop(round, deliveries, adapters.clock());
  }

  /// @param log on the store of the adapters
  static WebhookUseCases commands(Adapters adapters, Settings settings, AuditLog log) {
    return new WebhookUseCases(
        new JooqWebhooks(adapters.db(), settings.webhooks(), adapters.clock()),
        new JooqDeliveryLog(adapters.db(), adapters.clock()), log);
  }

  static Deliveries deliveries(Adapters adapters) {
    return new JooqDeliveries(adapters.db(), RULES.deadBeforeDisabled());
  }

  void start() {
    loop.start();
  }

  boolean isAlive() {
    return loop.isAlive();
  }

  /// Lets the tries that are under way end; each has a time limit.
  @Override
  public void close() {
    loop.close();
    sending.close();
  }
}
