package org.obzvon.call.ami;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asteriskjava.manager.event.ResponseEvent;
import org.obzvon.call.KeptCall;
import org.obzvon.call.KeptDialogue;
import org.obzvon.call.Script;

/// Reads what `extensions_obzvon.conf` and the conversation write into the exchange's database, below
/// `obzvon/ATTEMPT/`:
///
/// | entry | written by | form |
/// |---|---|---|
/// | `said` | the conversation, at every key | [KeptDialogue] |
/// | `call` | the dialplan | the facts below, separated by blanks |
/// | `stop` | dialplan and conversation | the stop key, pressed outside of a script |
///
/// The facts of `call` are `answered SECONDS`, then `unled SECONDS` or `cut SECONDS`, `key K` for each key after the
/// cut, `left SECONDS` when the debtor ends the call after the cut, and `ended SECONDS`.
final class KeptCallParser {
  static final String FAMILY = "obzvon";
  private static final List<String> ENTRIES = List.of("said", "call", "stop");
  private static final Pattern KEY = Pattern
      .compile("/" + FAMILY + "/([0-9a-f-]{36})/(" + String.join("|", ENTRIES) + ")");
  private static final Pattern FACT = Pattern.compile("(answered|unled|cut|key|left|ended) (\\S+)");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
  private static final Pattern DIGIT = Pattern.compile("[0-9*#]");

  private KeptCallParser() {}

  static List<String> keys(UUID attempt) {
    return ENTRIES.stream().map(entry -> FAMILY + "/" + attempt + "/" + entry).toList();
  }

  /// Returns the kept calls; empty when the list is shorter than the exchange says it is.
  static Optional<Map<UUID, KeptCall>> read(Collection<ResponseEvent> events, ExchangeClock clock) {
    Map<UUID, Map<String, String>> entries = new HashMap<>();
    int listed = 0;
    int told = -1;
    for (ResponseEvent event : events) {
      switch (event) {
        case KeptEntryEvent entry -> {
          listed++;
          Matcher key = KEY.matcher(String.valueOf(entry.getKey()));
          if (key.matches()) {
            AmiEvents.attempt(key.group(1)).ifPresent(attempt -> entries.computeIfAbsent(attempt, _ -> new HashMap<>())
                .put(key.group(2), Optional.ofNullable(entry.getVal()).orElse("")));
          }
        }
        case KeptEntriesEndEvent end -> told = Optional.ofNullable(end.getListItems()).orElse(-1);
        case null, default -> {
        }
      }
    }
    if (listed != told) {
      return Optional.empty();
    }
    Map<UUID, KeptCall> calls = new HashMap<>();
    entries.forEach((attempt, of) -> calls.put(attempt, call(of, clock)));
    return Optional.of(calls);
  }

  private static KeptCall call(Map<String, String> entries, ExchangeClock clock) {
    Optional<Instant> answered = Optional.empty();
    Optional<Instant> ended = Optional.empty();
    boolean unled = false;
    boolean cut = false;
    boolean left = false;
    StringBuilder keys = new StringBuilder();
    Matcher fact = FACT.matcher(entries.getOrDefault("call", ""));
    while (fact.find()) {
      String value = fact.group(2);
      switch (fact.group(1)) {
        case "answered" -> answered = instant(value);
        case "ended" -> ended = instant(value);
        case "unled" -> unled = true;
        case "key" -> keys.append(DIGIT.matcher(value).matches() ? value : "");
        case "left" -> left = true;
        case "cut" -> cut = true; // its time is only for people who read the entry
        default -> throw new IllegalStateException(fact.group());
      }
    }
    if (entries.containsKey("stop")) {
      keys.append(Script.STOP);
    }
    Optional<KeptDialogue> said = Optional.ofNullable(entries.get("said")).flatMap(KeptDialogue::read);
    boolean gone = ended.isPresent() && !unled && (left || !cut);
    return new KeptCall(said, answered.map(clock::ours), ended.map(clock::ours), unled, cut, gone, keys.toString());
  }

  private static Optional<Instant> instant(String seconds) {
    return SECONDS.matcher(seconds).matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
        : Optional.empty();
  }
}
