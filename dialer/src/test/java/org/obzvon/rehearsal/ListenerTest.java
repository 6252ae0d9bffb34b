package org.obzvon.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.CallBehaviour.NotAnswered;
import org.obzvon.rehearsal.CallBehaviour.PersonAnswers;
import org.obzvon.rehearsal.CallBehaviour.Why;
import org.obzvon.rehearsal.Listener.Action;
import org.obzvon.rehearsal.Listener.Interruption;

class ListenerTest {
  private static final Duration PROMPT = Duration.ofSeconds(4);
  private static final Duration WAIT = Duration.ofSeconds(5);

  private static KeyPress press(char key) {
    return new KeyPress.Press(key, Duration.ofSeconds(1));
  }

  @Test
  void each_question_gets_the_next_key_of_the_plan() {
    Listener listener = new Listener(List.of(press('1'), press('2')), false);
    assertThat(listener.hears(PROMPT, "123")).isEmpty();
    assertThat(listener.isAsked(WAIT)).isEqualTo(new Interruption(new Action.Key('1'), Duration.ofSeconds(1)));
    assertThat(listener.hears(PROMPT, "123")).isEmpty();
    assertThat(listener.isAsked(WAIT).action()).isEqualTo(new Action.Key('2'));
  }

  @Test
  void questions_beyond_the_plan_meet_silence_twice_and_then_he_hangs_up() {
    Listener listener = new Listener(List.of(), false);
    assertThat(listener.isAsked(WAIT)).isEqualTo(new Interruption(new Action.Nothing(), WAIT));
    assertThat(listener.isAsked(WAIT).action()).isEqualTo(new Action.Nothing());
    assertThat(listener.isAsked(WAIT).action()).isEqualTo(new Action.HangsUp());
  }

  @Test
  void he_hangs_up_in_the_prompt_in_which_his_patience_ends() {
    Listener listener = new Listener(List.of(new KeyPress.HangUp(Duration.ofSeconds(6))), false);
    assertThat(listener.hears(PROMPT, "")).isEmpty();
    assertThat(listener.hears(PROMPT, ""))
        .isEqualTo(Optional.of(new Interruption(new Action.HangsUp(), Duration.ofSeconds(2))));
  }

  @Test
  void the_impatient_press_into_the_prompt_if_the_key_may_interrupt_it() {
    Listener listener = new Listener(List.of(press('1'), press('2')), true);
    assertThat(listener.hears(PROMPT, "1").map(Interruption::action)).contains(new Action.Key('1'));
    assertThat(listener.hears(PROMPT, "1")).isEmpty();
    assertThat(listener.isAsked(WAIT).action()).isEqualTo(new Action.Key('2'));
  }

  @Test
  void a_key_pressed_where_nobody_asked_is_kept_for_the_question() {
    Listener listener = new Listener(List.of(press('1')), true);
    assertThat(listener.hears(PROMPT, "0123456789*#").map(Interruption::action)).contains(new Action.Key('1'));
    listener.hearsItGoOn();
    assertThat(listener.hears(PROMPT.dividedBy(2), "0123456789*#")).isEmpty();
    assertThat(listener.hears(PROMPT, "0123456789*#")).isEmpty();
    assertThat(listener.isAsked(WAIT).action()).isEqualTo(new Action.Key('1'));
    assertThat(listener.isAsked(WAIT).action()).isEqualTo(new Action.Nothing());
  }

  @Test
  void the_population_answers_about_every_second_call_and_the_same_way_each_time() {
    LocalDate start = LocalDate.of(2026, 3, 2);
    Map<String, Integer> first = dialAll(start);
    assertThat(first).isEqualTo(dialAll(start));
    assertThat(first.get("person") / 3_000.0).isBetween(0.40, 0.60);
    assertThat(first.get("machine") / 3_000.0).isBetween(0.02, 0.10);
    assertThat(first).containsKeys("BUSY", "RINGS_OUT", "NO_SUCH_NUMBER", "CONGESTION", "REJECTED");
  }

  private static Map<String, Integer> dialAll(LocalDate start) {
    Population population = new Population(3, 3_000, start);
    Telephone telephone = new PopulationTelephone(
        new PotentialPayDays(population, Effects.published()), _ -> "ROBOT", ScriptAnswerKeys.shipped());
    Instant noon = start.atTime(9, 0).toInstant(ZoneOffset.UTC);
    Map<String, Integer> counts = new TreeMap<>();
    for (Debtor debtor : population.debtors()) {
      Phone phone = debtor.person().lines().getLast().phone();
      String key = switch (telephone.dial(phone, "attempt", noon)) {
        case NotAnswered(Why why, _) -> why.name();
        case PersonAnswers _ -> "person";
        case CallBehaviour.MachineAnswers _ -> "machine";
      };
      counts.merge(key, 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void a_number_that_belongs_to_nobody_does_not_exist() {
    LocalDate start = LocalDate.of(2026, 3, 2);
    Telephone telephone = new PopulationTelephone(
        new PotentialPayDays(new Population(3, 10, start), Effects.none()), _ -> "ROBOT", ScriptAnswerKeys.shipped());
    assertThat(telephone.dial(new Phone("+37322000000"), "attempt", Instant.EPOCH))
        .isInstanceOfSatisfying(NotAnswered.class, none -> assertThat(none.why()).isEqualTo(Why.NO_SUCH_NUMBER));
  }

  @Test
  void what_they_say_follows_what_they_would_do_so_most_promises_are_kept() {
    LocalDate start = LocalDate.of(2026, 3, 2);
    Population population = new Population(3, 10_000, start);
    PotentialPayDays payDays = new PotentialPayDays(population, Effects.published());
    SimulatedTalk talk = new SimulatedTalk(payDays);
    int promised = 0;
    int kept = 0;
    Map<Boolean, Integer> others = new HashMap<>();
    for (Debtor debtor : population.debtors()) {
      SimulatedTalk.Said said = talk.said(debtor, "ROBOT", start.plusDays(1), 3, Chance.of(3, "talk", debtor.number()));
      if (said instanceof SimulatedTalk.Said.WillPay(int inDays)) {
        promised++;
        kept += payDays.dayOf(debtor, "ROBOT").orElse(99) <= 1 + inDays ? 1 : 0;
      } else {
        others.merge(said instanceof SimulatedTalk.Said.Because, 1, Integer::sum);
      }
    }
    assertThat(promised).isBetween(1_500, 4_000);
    assertThat(kept / (double) promised).isBetween(0.5, 0.85);
    assertThat(others.get(true)).isGreaterThan(others.get(false));
  }
}
