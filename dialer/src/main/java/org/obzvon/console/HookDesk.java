package org.obzvon.console;

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
import org.obzvon.webhook.Event;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookFault;
import org.obzvon.webhook.Webhooks;

/// The commands on webhooks, whoever gives them, each stored together with who gave it; and what became of what was
/// told.
public final class HookDesk {
  private final Webhooks webhooks;
  private final DeliveryLog deliveries;
  private final AuditLog log;

  public HookDesk(Webhooks webhooks, DeliveryLog deliveries, AuditLog log) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.log = log;
  }

  /// Its secret is to be shown once.
  ///
  /// @throws BadInput when the address may not be called, nothing is to be told, or there are too many already
  public Webhook add(Actor actor, String url, Set<Event> events) {
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

  /// As the store and the wire name them.
  public static String words(Set<Event> events) {
    return Event.told().stream().filter(events::contains).map(Event::word).collect(Collectors.joining(", "));
  }

  /// Oldest first, without those that were removed.
  public List<Webhook> list() {
    return webhooks.list();
  }

  public Optional<Webhook> find(UUID id) {
    return list().stream().filter(webhook -> webhook.id().equals(id)).findFirst();
  }

  /// What happens meanwhile is not told afterwards. Whether there was one to pause.
  public boolean pause(Actor actor, UUID id) {
    return noted(actor, "webhook pause", id, () -> webhooks.pause(id));
  }

  /// Whether there was one to go on with.
  public boolean resume(Actor actor, UUID id) {
    return noted(actor, "webhook resume", id, () -> webhooks.enable(id));
  }

  /// Gives up what waits for it. Whether there was one to remove.
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

  /// Sends what is over once more. Whether there was such a delivery.
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
