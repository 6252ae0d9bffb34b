package org.obzvon.call.yaml;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.obzvon.call.Step;
import org.obzvon.call.Template;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.yaml.YamlNode;

/// Reads one step of a script. The step's kind decides which keys it has.
final class StepReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern KEY = Pattern.compile("[0-9*#]");
  private static final int MOST_PHRASES = 12;
  private static final int FARTHEST_DAY = 27;
  private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
  private static final Duration MOST_WAIT = Duration.ofSeconds(30);

  private final String script;
  private final YamlNode node;
  private final Step.At at;

  private StepReader(String script, YamlNode node) {
    this.script = script;
    this.node = node;
    this.at = new Step.At(name(node, node.key()), node.line());
  }

  static Step read(String script, YamlNode node) {
    return new StepReader(script, node).step();
  }

  private Step step() {
    YamlNode kind = node.get("kind");
    return switch (kind.text()) {
      case "say" -> {
        node.only("kind", "say", "next");
        yield new Step.Say(at, said(), target("next"));
      }
      case "transfer" -> {
        node.only("kind", "say");
        yield new Step.Transfer(at, texts("say"));
      }
      case "opt-out" -> {
        node.only("kind", "say", "next");
        yield new Step.OptOut(at, said(), target("next"));
      }
      case "send-text" -> {
        node.only("kind", "say", "template", "next", "refused");
        yield new Step.SendText(
            at, texts("say"), name(node.get("template")), target("next"), target("refused"));
      }
      case "hang-up" -> {
        node.only("kind", "say");
        yield new Step.HangUp(at, texts("say"));
      }
      default -> question(kind);
    };
  }

  private Step question(YamlNode kind) {
    return switch (kind.text()) {
      case "menu" -> {
        onlyQuestion("keys");
        yield new Step.Menu(question(), keys("keys", StepReader::target));
      }
      case "confirm-person" -> {
        onlyQuestion("me", "somebody-else", "wrong-number");
        yield new Step.ConfirmPerson(question(), target("me"), target("somebody-else"), target("wrong-number"));
      }
      case "ask-day" -> {
        onlyQuestion("days", "within", "keys", "next");
        SortedMap<Character, String> others = node.find("keys").isPresent() ? keys("keys", StepReader::target)
            : Collections.emptySortedMap();
        yield new Step.AskDay(question(), dayChoice(), others, target("next"));
      }
      case "ask-reason" -> {
        onlyQuestion("reasons", "next");
        yield new Step.AskReason(question(), keys("reasons", value -> value.oneOf(NonPaymentReason.class)),
            target("next"));
      }
      case "pledge" -> {
        onlyQuestion("yes", "no");
        yield new Step.Pledge(question(), target("yes"), target("no"));
      }
      default ->
          throw kind.bad(
              "must be one of say, menu, confirm-person, ask-day, ask-reason, pledge, transfer, opt-out, send-text, "
                  + "hang-up, not '" + kind.text() + "'");
    };
  }

  private void onlyQuestion(String... more) {
    Stream<String> common = Stream.of("kind", "say", "wait", "repeats", "invalid", "silent");
    node.only(Stream.concat(common, Stream.of(more)).toArray(String[]::new));
  }

  private Step.Question question() {
    YamlNode wait = node.get("wait");
    Duration duration = wait.duration();
    if (duration.compareTo(LEAST_WAIT) < 0 || duration.compareTo(MOST_WAIT) > 0) {
      throw wait.bad("must be from 1s to 30s");
    }
    Step.Listening listening = new Step.Listening(duration, node.get("repeats").integer(0, 5));
    return new Step.Question(at, said(), listening, texts("invalid"), target("silent"));
  }

  private Step.DayChoice dayChoice() {
    Optional<YamlNode> within = node.find("within");
    if (within.isPresent() == node.find("days").isPresent()) {
      throw node.bad("needs either 'days' (a key for a number of days) or 'within' (a day keyed in two digits)");
    }
    return within.isPresent()
        ? new Step.DayChoice.ByDigits(within.get().integer(1, FARTHEST_DAY))
        : new Step.DayChoice.ByKey(keys("days", value -> value.integer(0, FARTHEST_DAY)));
  }

  private <T> SortedMap<Character, T> keys(String name, Function<YamlNode, T> reader) {
    SortedMap<Character, T> keys = new TreeMap<>();
    YamlNode mapping = node.get(name);
    for (var entry : mapping.children().entrySet()) {
      if (!KEY.matcher(entry.getKey()).matches()) {
        throw entry.getValue().bad("is not a telephone key; keys are 0 to 9, \"*\" and \"#\"");
      }
      keys.put(entry.getKey().charAt(0), reader.apply(entry.getValue()));
    }
    if (keys.isEmpty()) {
      throw mapping.bad("names no key");
    }
    return Collections.unmodifiableSortedMap(keys);
  }

  // --- texts and names

  private List<Template> said() {
    node.get("say");
    return texts("say");
  }

  private List<Template> texts(String key) {
    Optional<YamlNode> found = node.find(key);
    if (found.isEmpty()) {
      return List.of();
    }
    List<YamlNode> nodes = found.get().isScalar() ? List.of(found.get()) : found.get().items();
    if (nodes.isEmpty() || nodes.size() > MOST_PHRASES) {
      throw found.get().bad("must be one phrase or a list of 1 to " + MOST_PHRASES + " phrases");
    }
    String prefix = script + "-" + at.name() + (key.equals("say") ? "" : "-" + key);
    return YamlNode.gather(nodes, phrase -> template(prefix + "-" + (nodes.indexOf(phrase) + 1), phrase));
  }

  private static Template template(String key, YamlNode phrase) {
    try {
      return Template.parse(key, phrase.text().replaceAll("\\s+", " "));
    } catch (IllegalArgumentException e) {
      throw phrase.bad(e.getMessage());
    }
  }

  private String target(String key) {
    return target(node.get(key));
  }

  static String target(YamlNode node) {
    return name(node);
  }

  private static String name(YamlNode node) {
    return name(node, node.text());
  }

  static String name(YamlNode node, String name) {
    if (!NAME.matcher(name).matches()) {
      throw node.bad("must be a name of small Latin letters, digits and dashes, not '" + name + "'");
    }
    return name;
  }
}
