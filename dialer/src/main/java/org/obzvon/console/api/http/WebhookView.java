package org.obzvon.console.api.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;

/// @param pausedAt left out while events are delivered
/// @param deadInSuccession deliveries that were given up since the last one that arrived
/// @param secret only in the answer that added the webhook
/// @param secretWithheld true in the repetition of that answer, for which the secret is not kept
record WebhookView(
    UUID id, String url, List<String> events, Instant createdAt, Optional<Instant> pausedAt, int deadInSuccession,
    Optional<String> secret, Optional<Boolean> secretWithheld) {

  record Listed(List<WebhookView> items) {}

  record Log(List<Delivery> items) {}

  record Redelivered(UUID id) {}

  /// @param nextAt set while the delivery waits for another try
  /// @param status status of the last answer; left out where there was none
  /// @param answer the beginning of the last answer, or why there was none
  record Delivery(
      UUID id, UUID webhook, String event, UUID subject, Deliveries.State state, int tries, Optional<Instant> nextAt,
      Optional<Instant> triedAt, Optional<Integer> status, Optional<String> answer) {

    static Delivery of(DeliveryLog.Entry entry) {
      boolean again = entry.state() == Deliveries.State.WAITING && entry.tries() > 0;
      return new Delivery(
          entry.id(), entry.webhook(), entry.event().word(), entry.subject(), entry.state(), entry.tries(),
          again ? Optional.of(entry.dueAt()) : Optional.empty(), entry.last().map(DeliveryLog.Tried::at),
          entry.last().flatMap(DeliveryLog.Tried::status), entry.last().map(DeliveryLog.Tried::words));
    }
  }

  static WebhookView of(Webhook webhook) {
    return of(webhook, Optional.empty(), Optional.empty());
  }

  static WebhookView withSecret(Webhook webhook) {
    return of(webhook, Optional.of(webhook.secret().reveal()), Optional.empty());
  }

  static WebhookView withheld(Webhook webhook) {
    return of(webhook, Optional.empty(), Optional.of(true));
  }

  private static WebhookView of(Webhook webhook, Optional<String> secret, Optional<Boolean> withheld) {
    return new WebhookView(
        webhook.id(), webhook.url().toString(), webhook.events().stream().map(WebhookEvent::word).sorted().toList(),
        webhook.createdAt(), webhook.disabledAt(), webhook.deadInARow(), secret, withheld);
  }
}
