package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.call.DialogueResult.End;
import org.obzvon.call.yaml.YamlScripts;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Language;

class IvrMachineTest {
  private final IvrMachine machine = Debtors.machine("payment-active", Language.EN);

  /// The column `keys` gives the keys at the questions in their order; `-` is silence, `h` hangs up, `f` is a fault of
  /// ours.
  @ParameterizedTest
  @CsvSource(textBlock = """
      # keys,  end,           right person, day,        reason
      1 1 1,   FINISHED,      true,  2026-11-22,
      1 2 1,   FINISHED,      true,  2026-11-23,
      1 3 1,   FINISHED,      true,  2026-11-25,
      1 3 2 2, FINISHED,      true,            ,  NO_MONEY
      1 4 5,   FINISHED,      true,            ,  ALREADY_PAID
      1 4 - -, SILENT,        true,            ,
      1 - - 7, FINISHED,      true,            ,  OTHER
      1 8 4 3, FINISHED,      true,            ,  QUALITY_OF_SERVICE
      1 0,     TRANSFERRED,   true,            ,
      0,       TRANSFERRED,   false,           ,
      9,       OPTED_OUT,     false,           ,
      1 1 9,   OPTED_OUT,     true,            ,
      2,       SOMEBODY_ELSE, false,           ,
      3,       WRONG_NUMBER,  false,           ,
      - - -,   SILENT,        false,           ,
      5 * #,   SILENT,        false,           ,
      h,       HUNG_UP,       false,           ,
      1 h,     HUNG_UP,       true,            ,
      1 1 h,   HUNG_UP,       true,            ,
      1 f,     FAULT,         true,            ,
      """)
  void the_keys_decide(String keys, End end, boolean rightPerson, LocalDate day, NonPaymentReason reason) {
    DialogueResult dialogue = talk(machine, keys.replace(" ", "")).dialogue();
    assertThat(dialogue.end()).isEqualTo(end);
    assertThat(dialogue.rightPerson()).isEqualTo(rightPerson);
    assertThat(dialogue.promise())
        .isEqualTo(Optional.ofNullable(day).map(promised -> new Promise(promised, Debtors.ARREARS)));
    assertThat(dialogue.reason()).isEqualTo(Optional.ofNullable(reason));
    assertThat(dialogue.keys()).isEqualTo(keys.replaceAll("[ hf-]", ""));
  }

  @Test
  void what_was_decided_outlives_a_hang_up_during_the_goodbye() {
    Turn stopped = machine.next(machine.begin().position(), new TurnEvent.Key('9'), Duration.ZERO);
    assertThat(ended(machine.next(stopped.position(), new TurnEvent.HungUp(), Duration.ZERO)).end())
        .isEqualTo(End.OPTED_OUT);
    Turn who = machine.next(machine.begin().position(), new TurnEvent.Silence(), Duration.ZERO);
    Turn wrong = machine.next(who.position(), new TurnEvent.Key('3'), Duration.ZERO);
    assertThat(ended(machine.next(wrong.position(), new TurnEvent.Fault(), Duration.ZERO)).end())
        .isEqualTo(End.WRONG_NUMBER);
  }

  @Test
  void after_a_stop_no_key_takes_it_back() {
    Turn stopped = machine.next(machine.begin().position(), new TurnEvent.Key('9'), Duration.ZERO);
    assertThat(stopped.heeds()).isEmpty();
    Turn next = machine.next(stopped.position(), new TurnEvent.Key('0'), Duration.ZERO);
    assertThat(ended(machine.next(next.position(), new TurnEvent.Silence(), Duration.ZERO)).end())
        .isEqualTo(End.OPTED_OUT);
  }

  @Test
  void a_call_that_is_too_long_ends_but_a_stop_is_still_obeyed() {
    Duration late = machine.script().limits().longest().plusSeconds(1);
    Turn who = machine.next(machine.begin().position(), new TurnEvent.Silence(), Duration.ZERO);
    assertThat(ended(machine.next(who.position(), new TurnEvent.Key('1'), late)).end()).isEqualTo(End.SILENT);
    Turn stopped = machine.next(who.position(), new TurnEvent.Key('9'), late);
    assertThat(ended(machine.next(stopped.position(), new TurnEvent.Silence(), late)).end()).isEqualTo(End.OPTED_OUT);
  }

  @Test
  void a_phrase_about_something_unknown_is_left_out() {
    SpokenFacts facts = new SpokenFacts("", "no digits", Debtors.ARREARS, Optional.empty(), Debtors.TODAY,
        new SpokenFacts.House("Arax-Net", Optional.empty()));
    IvrMachine bare = new IvrMachine(machine.script(), facts, Debtors.WORDS);
    Talk talk = talk(bare, "111");
    assertThat(talk.said()).contains("three hundred fifty lei and fifty bani");
    assertThat(talk.said()).doesNotContain("subscriber: ", "last digits", "please pay before", "call us at");
    assertThat(talk.dialogue().end()).isEqualTo(End.FINISHED);
  }

  @Test
  void a_name_from_a_file_is_said_without_what_is_no_name() {
    assertThat(SpokenValues.cleaned("ИВАНОВ Пётр\r\n\"[[x]]\" <b>|`$(id)` -f /etc/passwd"))
        .isEqualTo("Иванов Пётр x b id -f etc passwd");
    assertThat(SpokenValues.cleaned("x".repeat(500))).hasSize(80);
    assertThat(SpokenValues.cleaned("  \u0000\n ")).isEmpty();
  }

  // --- a day in digits

  @ParameterizedTest
  @CsvSource(textBlock = """
      # after the first 1: keys of the day, and what they mean within 14 days of 22 November
      22,  2026-11-22
      05,  2026-12-05
      3-,  2026-12-03
      3#,  2026-12-03
      30,  2026-11-30
      """)
  void a_day_keyed_in_digits_is_the_next_such_day(String keys, LocalDate day) {
    assertThat(talk(digits(), "1" + keys + "1").dialogue().promise()).contains(new Promise(day, Debtors.ARREARS));
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      19-,   SILENT
      4,     SILENT
      31--,  SILENT
      9,     OPTED_OUT
      39,    OPTED_OUT
      0-,    TRANSFERRED
      00,    TRANSFERRED
      2h,    HUNG_UP
      """)
  void a_day_too_far_or_no_day_is_asked_for_again(String keys, End end) {
    DialogueResult dialogue = talk(digits(), "1" + keys + "-----").dialogue();
    assertThat(dialogue.end()).isEqualTo(end);
    assertThat(dialogue.promise()).isEmpty();
  }

  private static IvrMachine digits() {
    Script script = TestScripts.edited("days:\n      1: 0\n      2: 1\n      3: 3\n    keys:\n      4: why\n",
        "within: 14\n    keys:\n      \"*\": why\n");
    return new IvrMachine(script, Debtors.named("Popescu Ion"), Debtors.WORDS);
  }

  @Test
  void a_text_message_is_asked_for_once_and_told_of_when_it_is_sent() {
    Talk talk = talk(texting(), "111");
    assertThat(talk.texts()).containsExactly("promised");
    assertThat(talk.said()).contains("We have sent").contains("All the best").doesNotContain("cannot send");
  }

  @Test
  void a_text_message_that_is_not_sent_is_not_told_of() {
    IvrMachine machine = texting();
    Turn turn = machine.begin();
    for (char key : "1-1-1".toCharArray()) { // a `-` is a sound that plays to its end
      while (!(turn.then() instanceof Turn.Then.Listen)) {
        turn = machine.next(turn.position(), new TurnEvent.Silence(), Duration.ZERO);
      }
      if (key != '-') {
        turn = machine.next(turn.position(), new TurnEvent.Key(key), Duration.ZERO);
      }
    }
    while (!(turn.then() instanceof Turn.Then.SendText)) {
      turn = machine.next(turn.position(), new TurnEvent.Silence(), Duration.ZERO);
    }
    assertThat(turn.phrases()).isEmpty();
    turn = machine.next(turn.position(), new TurnEvent.Text(false), Duration.ZERO);
    assertThat(turn.phrases()).extracting(Phrase::text).containsExactly("We cannot send you a text now.");
  }

  private static IvrMachine texting() {
    Script script = TestScripts.edited("    next: goodbye\n\n  why",
        "    next: sent\n\n  sent:\n    kind: send-text\n    say: \"We have sent you a text.\"\n    template: promised\n"
            + "    next: goodbye\n    refused: unsent\n\n  unsent:\n    kind: say\n"
            + "    say: \"We cannot send you a text now.\"\n    next: goodbye\n\n  why");
    return new IvrMachine(script, Debtors.named("Popescu Ion"), Debtors.WORDS);
  }

  @Test
  void everything_that_may_be_said_is_known_before_the_call() {
    List<Phrase> known = machine.everyPhrase();
    for (String keys : List.of("111", "121", "131", "1317", "144", "2", "3", "0", "9", "---", "15151")) {
      assertThat(known).containsAll(talk(machine, keys).phrases());
    }
  }

  // --- talking

  record Talk(List<Phrase> phrases, List<String> texts, DialogueResult dialogue) {
    String said() {
      return String.join(" ", phrases.stream().map(Phrase::text).toList());
    }
  }

  /// Presses the keys at the questions; after the last key the debtor is silent.
  static Talk talk(IvrMachine machine, String keys) {
    List<Phrase> phrases = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int used = 0;
    Turn turn = machine.begin();
    while (true) {
      phrases.addAll(turn.phrases());
      TurnEvent input = new TurnEvent.Silence();
      switch (turn.then()) {
        case Turn.Then.End(DialogueResult dialogue) -> {
          return new Talk(phrases, texts, dialogue);
        }
        case Turn.Then.Transfer(DialogueResult dialogue) -> {
          return new Talk(phrases, texts, dialogue);
        }
        case Turn.Then.GoOn _ -> {
        }
        case Turn.Then.SendText(String template) -> {
          texts.add(template);
          input = new TurnEvent.Text(true);
        }
        case Turn.Then.Listen _ -> input = used < keys.length() ? input(keys.charAt(used++)) : input;
      }
      turn = machine.next(turn.position(), input, Duration.ZERO);
    }
  }

  private static TurnEvent input(char key) {
    return switch (key) {
      case '-' -> new TurnEvent.Silence();
      case 'h' -> new TurnEvent.HungUp();
      case 'f' -> new TurnEvent.Fault();
      default -> new TurnEvent.Key(key);
    };
  }

  private static DialogueResult ended(Turn turn) {
    assertThat(turn.then()).isInstanceOf(Turn.Then.End.class);
    return ((Turn.Then.End) turn.then()).dialogue();
  }

  @Test
  void the_shipped_scripts_are_the_ones_under_test() {
    assertThat(new YamlScripts().shipped().all()).contains(machine.script());
  }
}
