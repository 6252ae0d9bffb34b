package org.obzvon.webhook;

import java.util.Arrays;
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
  /// A complaint about the service became a ticket.
  TICKET("ticket");

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

  /// `outcome, promise, opt-out, ticket`
  public static String words() {
    return Arrays.stream(values()).map(Event::word).collect(Collectors.joining(", "));
  }
}
