package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests the properties that every shipped script has, whatever key is pressed.
class EveryScriptTest {
  private static final int MOST_TURNS = 60;

  static Stream<Script> scripts() {
    return Debtors.SHIPPED.all().stream();
  }

  @Provide
  Arbitrary<Script> script() {
    return Arbitraries.of(Debtors.SHIPPED.all());
  }

  @Provide
  Arbitrary<List<TurnEvent>> inputs() {
    Arbitrary<TurnEvent> keys = Arbitraries.of("0123456789*#".chars().mapToObj(key -> (char) key).toList())
        .map(TurnEvent.Key::new);
    return Arbitraries.frequencyOf(
        Tuple.of(8, keys.filter(key -> !key.equals(new TurnEvent.Key('9')))),
        Tuple.of(4, Arbitraries.of(new TurnEvent.Silence())),
        Tuple.of(1, Arbitraries.of(new TurnEvent.Key('9'), new TurnEvent.HungUp(), new TurnEvent.Fault())))
        .list().ofMaxSize(200);
  }

  @Property(tries = 3000)
  void any_keys_end_the_call_and_never_tell_the_debt_before_the_right_person(
      @ForAll @From("script") Script script, @ForAll @From("inputs") List<TurnEvent> inputs) {
    IvrMachine machine = machine(script);
    Set<String> secrets = secrets(script);
    Turn turn = machine.begin();
    int turns = 0;
    while (turn.then() instanceof Turn.Then.Listen || turn.then() instanceof Turn.Then.GoOn) {
      if (!turn.position().heard().rightPerson()) {
        turn.phrases().forEach(phrase -> assertThat(phrase.text().toLowerCase(Locale.ROOT))
            .doesNotContain(secrets.toArray(String[]::new)));
      }
      TurnEvent input = turns < inputs.size() ? inputs.get(turns) : new TurnEvent.Silence();
      turn = machine.next(turn.position(), input, Duration.ofSeconds(turns));
      assertThat(++turns).isLessThan(MOST_TURNS);
    }
  }

  private static Set<String> secrets(Script script) {
    SpokenValues spoken = new SpokenValues(Debtors.named("Popescu Ion"), Debtors.WORDS, script.heading().language());
    Set<String> secrets = new HashSet<>(Set.of("задолж", "просроч", "datori", "restan", "overdue", "arrears"));
    for (String secret : List.of("{arrears}", "{arrears-accusative}", "{account}", "{restriction-date}")) {
      spoken.phrases(List.of(Template.parse("secret", secret)), Optional.empty())
          .forEach(phrase -> secrets.add(phrase.text().toLowerCase(Locale.ROOT)));
    }
    return secrets;
  }

  /// Visits every position that keys can lead to, within the permitted repeats of the questions.
  @ParameterizedTest
  @MethodSource("scripts")
  void the_stop_key_works_at_every_position(Script script) {
    IvrMachine machine = machine(script);
    Set<String> steps = new HashSet<>();
    for (Turn turn : everyTurn(machine)) {
      steps.add(turn.position().step());
      boolean stopped = turn.position().heard().stopped();
      boolean over = !(turn.then() instanceof Turn.Then.Listen || turn.then() instanceof Turn.Then.GoOn);
      if (!stopped && !over) {
        assertThat(turn.heeds('9')).as("heeds 9 in " + turn.position().step()).isTrue();
        assertThat(turn.heeds('0')).as("heeds 0 in " + turn.position().step()).isTrue();
        Turn after = machine.next(turn.position(), new TurnEvent.Key('9'), Duration.ZERO);
        assertThat(after.position().heard().end()).contains(DialogueResult.End.OPTED_OUT);
      }
    }
    assertThat(steps).as("every step is walked").isEqualTo(script.steps().keySet());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void nothing_is_said_with_a_hole_and_everything_can_be_prepared(Script script) {
    IvrMachine machine = machine(script);
    Set<Phrase> prepared = new HashSet<>(machine.everyPhrase());
    for (Turn turn : everyTurn(machine)) {
      assertThat(prepared).containsAll(turn.phrases());
      turn.phrases().forEach(phrase -> assertThat(phrase.text()).isNotBlank().doesNotContain("{", "}", "null"));
    }
  }

  private static List<Turn> everyTurn(IvrMachine machine) {
    Deque<Turn> open = new ArrayDeque<>(List.of(machine.begin()));
    Set<String> seen = new HashSet<>();
    List<Turn> all = new ArrayList<>();
    while (!open.isEmpty()) {
      Turn turn = open.remove();
      DialoguePosition at = turn.position();
      DialoguePosition.Heard heard = at.heard();
      String place = at.step() + at.asked() + at.digits() + heard.rightPerson() + heard.day() + heard.promise()
          + heard.reason() + heard.end() + turn.then().getClass();
      if (!seen.add(place)) {
        continue;
      }
      all.add(turn);
      if (turn.then() instanceof Turn.Then.Listen || turn.then() instanceof Turn.Then.GoOn) {
        for (char key : Turn.ALL_KEYS.toCharArray()) {
          if (turn.heeds(key)) {
            open.add(machine.next(at, new TurnEvent.Key(key), Duration.ZERO));
          }
        }
        open.add(machine.next(at, new TurnEvent.Silence(), Duration.ZERO));
      }
    }
    return all;
  }

  private static IvrMachine machine(Script script) {
    return new IvrMachine(script, Debtors.named("Popescu Ion"), Debtors.WORDS);
  }
}
