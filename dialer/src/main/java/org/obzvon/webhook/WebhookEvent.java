package org.obzvon.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of events that webhooks receive.
public enum WebhookEvent {
  /// An attempt was closed.
  OUTCOME("outcome"),
  /// A debtor promised to pay.
  PROMISE("promise"),
  /// A debtor asked, or formally demanded, not to be contacted.
  OPT_OUT("opt-out"),
  /// The reason that a debtor gave became a ticket.
  TICKET_OPENED("ticket.opened"),
  TICKET_CLOSED("ticket.closed"),
  /// A line stopped taking calls by itself, or works again.
  LINE_CHANGED("line.changed"),
  /// Somebody tests whether the receiver listens. It is sent on request, whatever events the webhook has chosen.
  TEST("test");

  private final String word;

  WebhookEvent(String word) {
    this.word = word;
  }

  /// Returns the name in the store, on the wire and on the command line.
  public String word() {
    return word;
  }

  public static Optional<WebhookEvent> find(String word) {
    return Arrays.stream(values()).filter(event -> event.word.equals(word)).findFirst();
  }

  /// Returns the events that a webhook may choose.
  public static List<WebhookEvent> told() {
    return Arrays.stream(values()).filter(event -> event != TEST).toList();
  }

  /// Returns the names: `outcome, promise, opt-out, ticket.opened, ticket.closed, line.changed`
  public static String words() {
    return told().stream().map(WebhookEvent::word).collect(Collectors.joining(", "));
  }
}
