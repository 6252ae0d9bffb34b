package org.obzvon.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.obzvon.contact.NonPaymentReason;

/// One step of a script. [IvrMachine] decides what a key does in it; [#edges] lists where it may lead.
public sealed interface Step {

  At at();

  /// Returns what is said on entering.
  List<Template> text();

  /// Returns every way out of the step, except for the keys that work everywhere.
  default List<Edge> edges() {
    return Edges.of(this);
  }

  default String name() {
    return at().name();
  }

  /// The place of a step in its file.
  ///
  /// @param line line of the script's file, for messages about it
  record At(String name, int line) {}

  /// A step that waits for a key.
  sealed interface Asking extends Step {
    Question question();

    @Override
    default At at() {
      return question().at();
    }

    @Override
    default List<Template> text() {
      return question().text();
    }
  }

  /// What all questions share.
  ///
  /// @param listening how long to listen after the text and how often the text is said again when nothing or a wrong
  ///     key was pressed
  /// @param invalid what is said before the text after a wrong key; may be nothing
  /// @param silent where to go when the repeats are used up
  record Question(At at, List<Template> text, Listening listening, List<Template> invalid, String silent) {}

  record Listening(Duration patience, int repeats) {}

  record Say(At at, List<Template> text, String next) implements Step {}

  record Menu(Question question, SortedMap<Character, String> keys) implements Asking {}

  /// Asks who answered. 1: the subscriber, 2: not at home or somebody else, 3: wrong number. Only after 1 may the debt
  /// be named.
  record ConfirmPerson(Question question, String me, String somebodyElse, String wrongNumber) implements Asking {}

  /// Asks when the debtor will pay.
  ///
  /// @param keys keys that choose no day but lead elsewhere
  record AskDay(Question question, DayChoice choice, SortedMap<Character, String> keys, String next)
      implements
        Asking {}

  sealed interface DayChoice {
    /// Each key stands for a number of days from today.
    record ByKey(SortedMap<Character, Integer> daysFromToday) implements DayChoice {}

    /// The number of the day in its month is keyed in two digits; the day is at most `within` days from today.
    record ByDigits(int within) implements DayChoice {}
  }

  record AskReason(Question question, SortedMap<Character, NonPaymentReason> reasons, String next) implements Asking {}

  /// Repeats the promise and has it confirmed: 1 yes, 2 no. The amount is the arrears, the day the chosen one.
  record Pledge(Question question, String yes, String no) implements Asking {}

  /// Transfers the call to an operator.
  record Transfer(At at, List<Template> text) implements Step {}

  /// Records the opt-out; the text confirms it.
  record OptOut(At at, List<Template> text, String next) implements Step {}

  /// Sends a text message, see [RequestedTextSender], and says `text` when the message was accepted.
  ///
  /// @param refused where to go, without a word, when it is not sent: the contact policy forbids it, or there is no
  ///     gateway
  record SendText(At at, List<Template> text, String template, String next, String refused) implements Step {}

  record HangUp(At at, List<Template> text) implements Step {}

  /// A way from one step to another.
  ///
  /// @param label what leads there: a key, `silent`, or nothing for the next step
  record Edge(String label, String to, Effect effect) {}

  /// The knowledge gained by following an edge.
  enum Effect {
    NONE,
    RIGHT_PERSON,
    NOT_THE_PERSON,
    DAY_CHOSEN
  }

  /// The edges of each kind of step.
  final class Edges {
    private Edges() {}

    private static List<Edge> of(Step step) {
      List<Edge> edges = new ArrayList<>();
      switch (step) {
        case Say say -> edges.add(plain("", say.next()));
        case OptOut optOut -> edges.add(plain("", optOut.next()));
        case SendText sendText -> {
          edges.add(plain("", sendText.next()));
          edges.add(plain("refused", sendText.refused()));
        }
        case Transfer _,HangUp _ -> {
        }
        case Menu menu -> menu.keys().forEach((key, to) -> edges.add(plain(key.toString(), to)));
        case ConfirmPerson confirm -> {
          edges.add(new Edge("1", confirm.me(), Effect.RIGHT_PERSON));
          edges.add(new Edge("2", confirm.somebodyElse(), Effect.NOT_THE_PERSON));
          edges.add(new Edge("3", confirm.wrongNumber(), Effect.NOT_THE_PERSON));
        }
        case AskDay ask -> {
          edges.add(new Edge(label(ask.choice()), ask.next(), Effect.DAY_CHOSEN));
          ask.keys().forEach((key, to) -> edges.add(plain(key.toString(), to)));
        }
        case AskReason ask -> edges.add(plain(keys(ask.reasons()), ask.next()));
        case Pledge pledge -> {
          edges.add(plain("1", pledge.yes()));
          edges.add(plain("2", pledge.no()));
        }
      }
      if (step instanceof Asking asking) {
        edges.add(plain("silent", asking.question().silent()));
      }
      return edges;
    }

    private static Edge plain(String label, String to) {
      return new Edge(label, to, Effect.NONE);
    }

    private static String label(DayChoice choice) {
      return switch (choice) {
        case DayChoice.ByKey(var days) -> keys(days);
        case DayChoice.ByDigits _ -> "day";
      };
    }

    private static String keys(SortedMap<Character, ?> keys) {
      return String.join(", ", keys.keySet().stream().map(String::valueOf).toList());
    }
  }
}
