package org.obzvon.commands;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;
import org.obzvon.webhook.WebhookFault;
import org.obzvon.webhook.Webhooks;

/// The commands on webhooks, each stored together with its actor, and the log of the deliveries.
public final class WebhookUseCases {
  private final Webhooks webhooks;
  private final DeliveryLog deliveries;
  private final AuditLog log;

  public WebhookUseCases(Webhooks webhooks, DeliveryLog deliveries, AuditLog log) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.log = log;
  }

  /// Adds a webhook. The caller shows its secret once.
  ///
  /// @throws BadInput when the address may not be called, no event is chosen, or there are too many webhooks already
  public Webhook add(Actor actor, String url, Set<WebhookEvent> events) {
    return log.asOne(
        () -> {
          Webhook added = webhooks.add(new Webhooks.Wanted(address(url), events, actor.name()));
          Map<String, String> after = Map.of("url", url, "events", words(events));
          log.note(actor, AuditLog.Deed.of("webhook add", subject(added.id()), after));
          return added;
        });
  }

  private static URI address(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException _) {
      throw BadInput.of("url", WebhookFault.ADDRESS.with());
    }
  }

  /// Returns the events by their names in the store and on the wire.
  public static String words(Set<WebhookEvent> events) {
    return WebhookEvent.told().stream().filter(events::contains).map(WebhookEvent::word)
        .collect(Collectors.joining(", "));
  }

  /// Returns the webhooks that were not removed, oldest first.
  public List<Webhook> list() {
    return webhooks.list();
  }

  public Optional<Webhook> find(UUID id) {
    return list().stream().filter(webhook -> webhook.id().equals(id)).findFirst();
  }

  /// Pauses the webhook. Events that happen during the pause are not delivered later. Returns false if there is none to
  /// pause.
  public boolean pause(Actor actor, UUID id) {
    return noted(actor, "webhook pause", id, () -> webhooks.pause(id));
  }

  /// Resumes the webhook. Returns false if there is none to resume.
  public boolean resume(Actor actor, UUID id) {
    return noted(actor, "webhook resume", id, () -> webhooks.enable(id));
  }

  /// Removes the webhook and gives up its waiting deliveries. Returns false if it does not exist.
  public boolean remove(Actor actor, UUID id) {
    return noted(actor, "webhook remove", id, () -> webhooks.remove(id));
  }

  /// @return the delivery of the test; empty when there is no such webhook, or it is paused
  public Optional<UUID> test(Actor actor, UUID id) {
    return log.asOne(
        () -> {
          Optional<UUID> sent = deliveries.test(id);
          sent.ifPresent(delivery -> log.note(actor, AuditLog.Deed.of("webhook test", subject(id))));
          return sent;
        });
  }

  /// Sends an ended delivery once more. Returns false if there is no such delivery.
  public boolean again(Actor actor, UUID delivery) {
    return log.asOne(
        () -> {
          boolean goes = deliveries.again(delivery);
          if (goes) {
            log.note(actor, AuditLog.Deed.of("webhook redeliver", "delivery " + delivery));
          }
          return goes;
        });
  }

  public List<DeliveryLog.Entry> deliveries(DeliveryLog.Filter filter) {
    return deliveries.page(filter);
  }

  private boolean noted(Actor actor, String action, UUID id, BooleanSupplier command) {
    return log.asOne(
        () -> {
          String address = find(id).map(webhook -> webhook.url().toString()).orElse("");
          boolean done = command.getAsBoolean();
          if (done) {
            log.note(actor, AuditLog.Deed.of(action, subject(id), Map.of("url", address)));
          }
          return done;
        });
  }

  private static String subject(UUID id) {
    return "webhook " + id;
  }
}
