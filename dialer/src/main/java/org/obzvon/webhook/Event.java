package org.obzvon.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of facts that are told.
public enum Event {
  /// An attempt was closed.
  OUTCOME("outcome"),
  /// A debtor promised to pay.
  PROMISE("promise"),
  /// A debtor asked, or demanded in form, not to be contacted.
  OPT_OUT("opt-out"),
  /// What a debtor gave as his reason became a ticket.
  TICKET_OPENED("ticket.opened"),
  TICKET_CLOSED("ticket.closed"),
  /// A line stopped taking calls by itself, or works again.
  LINE_CHANGED("line.changed"),
  /// Somebody wants to see whether the receiver listens. Told when it is asked for, whatever else is told.
  TEST("test");

  private final String word;

  Event(String word) {
    this.word = word;
  }

  /// As it stands in the store, on the wire and on the command line.
  public String word() {
    return word;
  }

  public static Optional<Event> find(String word) {
    return Arrays.stream(values()).filter(event -> event.word.equals(word)).findFirst();
  }

  /// What a webhook may be told of.
  public static List<Event> told() {
    return Arrays.stream(values()).filter(event -> event != TEST).toList();
  }

  /// `outcome, promise, opt-out, ticket.opened, ticket.closed, line.changed`
  public static String words() {
    return told().stream().map(Event::word).collect(Collectors.joining(", "));
  }
}
