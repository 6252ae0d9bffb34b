package org.obzvon.call;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.obzvon.call.DialogueResult.End;
import org.obzvon.call.DialoguePosition.Heard;
import org.obzvon.call.Step.DayChoice;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;

/// Leads one script with one debtor: from a position and an input it computes the next turn. It is pure: no thread, no
/// clock ("today" is among the facts, the elapsed time is an argument), no I/O.
///
/// Whatever keys are pressed, the conversation ends within the script's limits: a question is repeated as often as its
/// step allows, a turn counts against `mostTurns`, and no turn begins after `longest`.
public final class IvrMachine {
  private static final List<Phrase> NOTHING = List.of();
  private static final String GLOBAL_KEYS = "" + Script.PERSON + Script.STOP;

  private final Script script;
  private final SpokenFacts facts;
  private final SpokenValues spoken;

  public IvrMachine(Script script, SpokenFacts facts, Words words) {
    this.script = script;
    this.facts = facts;
    this.spoken = new SpokenValues(facts, words, script.heading().language());
  }

  public Script script() {
    return script;
  }

  /// The script and the facts; they alone decide which phrases can come up.
  record Subject(Script script, SpokenFacts facts) {}

  Subject subject() {
    return new Subject(script, facts);
  }

  /// Returns every phrase that can come up, for rendering before the telephone rings.
  public List<Phrase> everyPhrase() {
    return spoken.all(script);
  }

  public Turn begin() {
    return enter(new DialoguePosition(script.start(), 0, "", 0, Heard.NOTHING));
  }

  /// Returns the turn that follows an input.
  ///
  /// @param elapsed time since the first word
  public Turn next(DialoguePosition position, TurnEvent input, Duration elapsed) {
    return switch (input) {
      case TurnEvent.HungUp _ -> end(position, End.HUNG_UP);
      case TurnEvent.Cut _ -> end(position, End.CUT);
      case TurnEvent.Fault _ -> end(position, End.FAULT);
      case TurnEvent.Key(char key) -> {
        DialoguePosition heard = noted(position, key);
        yield isOver(heard, elapsed, key) ? end(heard, End.SILENT) : pressed(heard, key);
      }
      case TurnEvent.Text(boolean sent) -> texted(position, sent);
      case TurnEvent.Silence _ -> isOver(position, elapsed, ' ') ? end(position, End.SILENT) : silent(position);
    };
  }

  /// Returns the position with a key added that nothing waits for.
  public DialoguePosition noted(DialoguePosition position, char key) {
    return position.hearing(position.heard().pressed(key));
  }

  /// Returns whether the script's limits end the conversation here. The stop key is obeyed even by a call that was too
  /// long already, and the last step is always finished.
  private boolean isOver(DialoguePosition position, Duration elapsed, char key) {
    Step step = script.step(position.step());
    boolean ends = step instanceof Step.HangUp || step instanceof Step.Transfer;
    return key != Script.STOP
        && !ends
        && (position.turns() >= script.limits().mostTurns() || elapsed.compareTo(script.limits().longest()) > 0);
  }

  // --- keys

  private Turn pressed(DialoguePosition position, char key) {
    boolean dayDigits = takesDigits(position);
    boolean personKey = key == Script.PERSON && !dayDigits;
    boolean stopKey = key == Script.STOP && position.digits().isEmpty();
    if (!position.heard().stopped() && (personKey || stopKey)) {
      return enter(undone(position).at(personKey ? script.globalKeys().person() : script.globalKeys().stop()));
    }
    return switch (script.step(position.step())) {
      case Step.Menu menu -> go(position, menu.keys().get(key));
      case Step.ConfirmPerson confirm -> confirm(position, confirm, key);
      case Step.AskDay(_, DayChoice.ByKey(var days), var keys, var next) -> {
        Integer ahead = days.get(key);
        yield ahead == null
            ? go(position, keys.get(key))
            : chosen(position, Optional.of(facts.today().plusDays(ahead)), next);
      }
      case Step.AskDay(_, DayChoice.ByDigits(int within), var keys, var next) ->
          digit(position, new Digits(within, next), key, keys.get(key));
      case Step.AskReason ask -> {
        NonPaymentReason reason = ask.reasons().get(key);
        yield reason == null
            ? repeat(position, true)
            : go(position.hearing(position.heard().because(reason)), ask.next());
      }
      case Step.Pledge pledge ->
          switch (key) {
            case '1' -> go(position.hearing(position.heard().promised(promise(position))), pledge.yes());
            case '2' -> go(position.hearing(position.heard().promised(Optional.empty())), pledge.no());
            default -> repeat(position, true);
          };
      case Step.Say _,Step.Transfer _,Step.OptOut _,Step.SendText _,Step.HangUp _ -> silent(position);
    };
  }

  private Turn confirm(DialoguePosition position, Step.ConfirmPerson confirm, char key) {
    DialoguePosition undone = undone(position);
    Heard heard = undone.heard();
    return switch (key) {
      case '1' -> go(undone.hearing(heard.thePerson()), confirm.me());
      case '2' -> enter(undone.hearing(heard.notThePerson(End.SOMEBODY_ELSE)).at(confirm.somebodyElse()));
      case '3' -> enter(undone.hearing(heard.notThePerson(End.WRONG_NUMBER)).at(confirm.wrongNumber()));
      default -> repeat(position, true);
    };
  }

  private Optional<Promise> promise(DialoguePosition position) {
    return position.heard().day().map(day -> new Promise(day, facts.arrears()));
  }

  /// Goes to the step that a key leads to; `null` means that the key has no meaning here.
  private Turn go(DialoguePosition position, String to) {
    return to == null ? repeat(position, true) : enter(undone(position).at(to));
  }

  /// Removes an earlier silence: a question that was answered after all is no silence.
  private static DialoguePosition undone(DialoguePosition position) {
    boolean silent = position.heard().end().equals(Optional.of(End.SILENT));
    return silent ? position.hearing(position.heard().ends(Optional.empty())) : position;
  }

  // --- a day in digits

  private record Digits(int within, String next) {}

  private boolean takesDigits(DialoguePosition position) {
    return script.step(position.step()) instanceof Step.AskDay(_, DayChoice.ByDigits _, _, _);
  }

  private Turn digit(DialoguePosition position, Digits digits, char key, String elsewhere) {
    String keyed = position.digits();
    if (key == '#' && !keyed.isEmpty()) {
      return keyed(position, digits, keyed);
    }
    if (!Character.isDigit(key)) {
      return go(position, elsewhere);
    }
    if (keyed.isEmpty()) {
      return key > '3' ? repeat(position, true) : listen(position.keyed("" + key), NOTHING);
    }
    boolean stops = key == Script.STOP && keyed.equals("3"); // no month has a 39th day
    return stops && !position.heard().stopped()
        ? enter(undone(position).at(script.globalKeys().stop()))
        : keyed(position, digits, keyed + key);
  }

  /// Ends the keying of a day. `0` alone, or `00`, is the key for a person and not the beginning of a day.
  private Turn keyed(DialoguePosition position, Digits digits, String keyed) {
    int number = Integer.parseInt(keyed);
    if (number == 0 && !position.heard().stopped()) {
      return enter(undone(position).at(script.globalKeys().person()));
    }
    Optional<LocalDate> day = facts.today().datesUntil(facts.today().plusDays(digits.within() + 1L))
        .filter(date -> date.getDayOfMonth() == number)
        .findFirst();
    return chosen(position, day, digits.next());
  }

  private Turn chosen(DialoguePosition position, Optional<LocalDate> day, String next) {
    return day
        .map(date -> go(position.hearing(position.heard().chose(date)), next))
        .orElseGet(() -> repeat(position, true));
  }

  // --- silence

  private Turn silent(DialoguePosition position) {
    return switch (script.step(position.step())) {
      case Step.AskDay(_, DayChoice.ByDigits(int within), _, var next) when !position.digits().isEmpty() ->
          keyed(position, new Digits(within, next), position.digits());
      case Step.Asking _ -> repeat(position, false);
      case Step.Say say -> enter(position.at(say.next()));
      case Step.OptOut optOut -> enter(position.at(optOut.next()));
      case Step.SendText sendText -> enter(position.at(sendText.next()));
      case Step.HangUp _ -> end(position, End.FINISHED);
      case Step.Transfer _ -> {
        DialogueResult dialogue = position.heard().ends(Optional.of(End.TRANSFERRED)).dialogue(End.TRANSFERRED);
        String stop = String.valueOf(Script.STOP);
        yield new Turn(position, NOTHING, stop, new Turn.Then.Transfer(dialogue));
      }
    };
  }

  private Turn repeat(DialoguePosition position, boolean wrongKey) {
    Step.Question question = ((Step.Asking) script.step(position.step())).question();
    if (position.asked() >= question.listening().repeats()) {
      Heard heard = position.heard();
      return enter(position.hearing(heard.ends(heard.end().or(() -> Optional.of(End.SILENT)))).at(question.silent()));
    }
    List<Template> texts = new ArrayList<>(wrongKey ? question.invalid() : List.of());
    texts.addAll(question.text());
    return listen(position.again(), spoken.phrases(texts, position.heard().day()));
  }

  // --- turns

  /// Says the step's text only when the message is sent.
  private Turn texted(DialoguePosition position, boolean sent) {
    if (!(script.step(position.step()) instanceof Step.SendText step)) {
      return silent(position);
    }
    return sent
        ? new Turn(
            position, spoken.phrases(step.text(), position.heard().day()), GLOBAL_KEYS, new Turn.Then.GoOn())
        : enter(position.at(step.refused()));
  }

  private Turn enter(DialoguePosition position) {
    Step step = script.step(position.step());
    DialoguePosition here = step instanceof Step.OptOut
        ? position.hearing(position.heard().ends(Optional.of(End.OPTED_OUT)))
        : position;
    List<Phrase> phrases = spoken.phrases(step.text(), here.heard().day());
    return switch (step) {
      case Step.Asking _ -> listen(here, phrases);
      case Step.SendText sendText ->
          new Turn(here.turned(), NOTHING, GLOBAL_KEYS, new Turn.Then.SendText(sendText.template()));
      case Step.Say _,Step.Transfer _,Step.OptOut _,Step.HangUp _ ->
          new Turn(here.turned(), phrases, here.heard().stopped() ? "" : GLOBAL_KEYS, new Turn.Then.GoOn());
    };
  }

  private Turn listen(DialoguePosition position, List<Phrase> phrases) {
    Step.Question question = ((Step.Asking) script.step(position.step())).question();
    return new Turn(position.turned(), phrases, Turn.ALL_KEYS, new Turn.Then.Listen(question.listening().patience()));
  }

  private Turn end(DialoguePosition position, End unlessDecided) {
    DialogueResult dialogue = position.heard().dialogue(unlessDecided);
    return new Turn(position, NOTHING, "", new Turn.Then.End(dialogue));
  }
}
