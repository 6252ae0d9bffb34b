package org.obzvon.console.pages.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.console.http.PageContext;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactState;

/// The names of things on the live board.
public final class BoardWords {
  public static final List<ContactState> OPEN = List.of(ContactState.QUEUED, ContactState.LEASED,
      ContactState.IN_PROGRESS);

  private BoardWords() {}

  /// Returns the names that come with live events, as JSON for the script of the page.
  public static String names(PageContext view) {
    Map<String, String> names = new TreeMap<>();
    for (Channel channel : Channel.values()) {
      names.put(channel.name(), view.named("channel", channel));
    }
    outcomes().forEach(outcome -> names.put(outcome, view.named("outcome", outcome)));
    return names.entrySet().stream()
        .map(name -> "\"" + name.getKey() + "\":\"" + name.getValue().replace("\"", "'") + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /// Returns every name that [org.obzvon.console.OutcomeNames] gives.
  static List<String> outcomes() {
    return Stream.of(
        prefixed("REACHED_", ContactOutcome.Answer.values()),
        prefixed("NOT_REACHED_", ContactOutcome.NoAnswer.values()),
        prefixed("UNDELIVERABLE_", ContactOutcome.Refusal.values()),
        prefixed("FAILED_", ContactOutcome.Fault.values()),
        Stream.of("DELIVERED", "LOST"))
        .flatMap(names -> names)
        .toList();
  }

  private static Stream<String> prefixed(String prefix, Enum<?>[] constants) {
    return Stream.of(constants).map(constant -> prefix + constant.name());
  }
}
