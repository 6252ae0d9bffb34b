package org.obzvon.call;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Money;

/// A conversation as far as it has come, in the one line that the exchange keeps of it. The line is written at every
/// key, before anything more is said, so that the pressed keys outlive this process.
///
/// @param end how the conversation ends, if something decided that already
/// @param keys every key pressed, in order
/// @param step where the last of them left the conversation
/// @param over whether the conversation had ended
public record KeptDialogue(
    Optional<DialogueResult.End> end, boolean rightPerson, Optional<Promise> promise, Optional<NonPaymentReason> reason,
    String keys,
    String step, boolean over) {
  private static final Pattern WORD = Pattern.compile("[\\w.,:*#-]*");

  public static KeptDialogue soFar(DialoguePosition position) {
    DialoguePosition.Heard heard = position.heard();
    return new KeptDialogue(
        heard.end(), heard.rightPerson(), heard.promise(), heard.reason(), heard.keys(), position.step(), false);
  }

  public static KeptDialogue over(DialogueResult dialogue) {
    return new KeptDialogue(
        Optional.of(dialogue.end()), dialogue.rightPerson(), dialogue.promise(), dialogue.reason(), dialogue.keys(), "",
        true);
  }

  /// Returns the conversation as if it had ended here.
  DialogueResult dialogue(DialogueResult.End unlessDecided) {
    return new DialogueResult(end.orElse(unlessDecided), rightPerson, promise, reason, keys);
  }

  /// Returns the line: words `name=value`, separated by blanks.
  public String line() {
    StringBuilder line = new StringBuilder();
    end.ifPresent(decided -> add(line, "end", decided.name()));
    if (rightPerson) {
      add(line, "person", "yes");
    }
    promise.ifPresent(given -> {
      add(line, "day", given.day().toString());
      add(line, "amount", given.amount().amount().toPlainString());
      add(line, "currency", given.amount().currency().getCurrencyCode());
    });
    reason.ifPresent(given -> add(line, "reason", given.name()));
    add(line, "keys", keys);
    if (WORD.matcher(step).matches()) {
      add(line, "step", step);
    }
    if (over) {
      add(line, "over", "yes");
    }
    return line.toString();
  }

  private static void add(StringBuilder line, String name, String value) {
    if (!value.isEmpty()) {
      line.append(line.isEmpty() ? "" : " ").append(name).append('=').append(value);
    }
  }

  /// Reads such a line. Returns empty for a line that is not one of ours.
  public static Optional<KeptDialogue> read(String line) {
    Map<String, String> words = new HashMap<>();
    for (String word : line.strip().split(" +")) {
      int equals = word.indexOf('=');
      if (equals < 1 || !WORD.matcher(word.substring(equals + 1)).matches()) {
        return Optional.empty();
      }
      words.put(word.substring(0, equals), word.substring(equals + 1));
    }
    try {
      return Optional.of(
          new KeptDialogue(
              Optional.ofNullable(words.get("end")).map(DialogueResult.End::valueOf),
              words.containsKey("person"),
              promise(words),
              Optional.ofNullable(words.get("reason")).map(NonPaymentReason::valueOf),
              words.getOrDefault("keys", ""),
              words.getOrDefault("step", ""),
              words.containsKey("over")));
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Promise> promise(Map<String, String> words) {
    return words.containsKey("day") && words.containsKey("amount") && words.containsKey("currency")
        ? Optional.of(
            new Promise(LocalDate.parse(words.get("day")), Money.of(words.get("amount"), words.get("currency"))))
        : Optional.empty();
  }
}
