package org.obzvon.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.CallBehaviour.MachineAnswers;
import org.obzvon.rehearsal.CallBehaviour.NotAnswered;
import org.obzvon.rehearsal.CallBehaviour.PersonAnswers;
import org.obzvon.rehearsal.CallBehaviour.Why;
import org.obzvon.rehearsal.KeyPress.HangUp;
import org.obzvon.rehearsal.KeyPress.Press;
import org.obzvon.rehearsal.KeyPress.Silence;

/// The telephones of the population. Their behaviour depends on the seed, the number, the local hour and how often the
/// number was dialled before, never on the attempt's random id.
public final class PopulationTelephone implements Telephone {
  private final PotentialPayDays payDays;
  private final UnaryOperator<String> armOf;
  private final ScriptAnswerKeys keys;
  private final SimulatedTalk talk;
  /// The size is bounded by the numbers of the population.
  private final Map<Phone, Integer> dialled = new ConcurrentHashMap<>();

  /// @param armOf account number → the arm it was assigned to
  public PopulationTelephone(PotentialPayDays payDays, UnaryOperator<String> armOf, ScriptAnswerKeys keys) {
    this.payDays = payDays;
    this.armOf = armOf;
    this.keys = keys;
    this.talk = new SimulatedTalk(payDays);
  }

  @Override
  public CallBehaviour dial(Phone phone, String attempt, Instant at) {
    Optional<Debtor> known = payDays.population().byPhone(phone);
    if (known.isEmpty()) {
      return new NotAnswered(Why.NO_SUCH_NUMBER, Duration.ofSeconds(1));
    }
    Debtor debtor = known.get();
    int time = dialled.merge(phone, 1, Integer::sum);
    ZonedDateTime local = at.atZone(debtor.zone());
    Chance chance = Chance.of(payDays.population().seed(), "call", phone, time, local.getHour());
    if (chance.happens(0.01)) {
      return new NotAnswered(Why.CONGESTION, Duration.ofSeconds(1));
    }
    return switch (lineState(debtor, phone)) {
      case NO_SUCH_NUMBER -> new NotAnswered(Why.NO_SUCH_NUMBER, Duration.ofSeconds(1));
      case SWITCHED_OFF -> new NotAnswered(Why.RINGS_OUT, Duration.ofMinutes(5));
      case WRONG -> rings(debtor, local, chance).orElseGet(() -> stranger(chance));
      case WORKS -> rings(debtor, local, chance).orElseGet(() -> atHome(debtor, local.toLocalDate(), chance));
    };
  }

  private static Debtor.LineState lineState(Debtor debtor, Phone phone) {
    return debtor.person().lines().stream()
        .filter(line -> line.phone().equals(phone))
        .findFirst()
        .orElseThrow()
        .state();
  }

  /// Returns what happens if no person picks up; empty if one does.
  private static Optional<CallBehaviour> rings(Debtor debtor, ZonedDateTime local, Chance chance) {
    if (chance.happens(0.06)) {
      return Optional.of(new NotAnswered(Why.BUSY, Duration.ofSeconds(2)));
    }
    if (chance.happens(0.03)) {
      return Optional.of(new NotAnswered(Why.REJECTED, Duration.ofSeconds(chance.between(3, 12))));
    }
    if (!chance.happens(debtor.nature().habit().picksUp(local.getHour()))) {
      return chance.happens(0.15)
          ? Optional.of(new MachineAnswers(Duration.ofSeconds(20)))
          : Optional.of(new NotAnswered(Why.RINGS_OUT, Duration.ofMinutes(5)));
    }
    return Optional.empty();
  }

  private CallBehaviour stranger(Chance chance) {
    KeyPress first = chance.happens(0.6) ? press(keys.who().wrongNumber(), chance) : hangUp(chance);
    return person(List.of(first), chance);
  }

  /// Returns the behaviour of a person at home. About seven of ten who pick up stay long enough to say who they are
  /// (statistics.md §5: 50–60 % answered, 35–45 % listen for more than ten seconds).
  private CallBehaviour atHome(Debtor debtor, LocalDate today, Chance chance) {
    double who = chance.next();
    if (who < 0.16) {
      return person(List.of(hangUp(chance)), chance);
    }
    if (who < 0.23) {
      return person(List.of(press(keys.who().somebodyElse(), chance)), chance);
    }
    if (who < 0.29) {
      return person(List.of(new Silence(), new Silence()), chance);
    }
    List<KeyPress> plan = new ArrayList<>();
    if (chance.happens(0.07)) {
      plan.add(new Silence());
    }
    plan.add(press(keys.who().itIsMe(), chance));
    String arm = armOf.apply(debtor.contract().account());
    plan.addAll(says(talk.said(debtor, arm, today, ScriptAnswerKeys.HORIZON_DAYS, chance), chance));
    return person(plan, chance);
  }

  private List<KeyPress> says(SimulatedTalk.Said said, Chance chance) {
    return switch (said) {
      case SimulatedTalk.Said.WillPay(int inDays) -> List.of(
          press(keys.debt().payBy(inDays), chance), press(keys.debt().pledge(), chance));
      case SimulatedTalk.Said.Because(NonPaymentReason reason) -> List.of(
          press(keys.debt().cannotPay(), chance), press(keys.reason(reason), chance));
      case SimulatedTalk.Said.CallNoMore() -> List.of(press(keys.anywhere().callNoMore(), chance));
      case SimulatedTalk.Said.WantsPerson() -> List.of(press(keys.anywhere().person(), chance));
      case SimulatedTalk.Said.OnlyListened() -> List.of(new HangUp(Duration.ofSeconds(chance.between(5, 20))));
    };
  }

  private static KeyPress press(char key, Chance chance) {
    return new Press(key, Duration.ofMillis(chance.between(400, 3000)));
  }

  private static KeyPress hangUp(Chance chance) {
    return new HangUp(Duration.ofSeconds(chance.between(1, 6)));
  }

  private static CallBehaviour person(List<KeyPress> plan, Chance chance) {
    return new PersonAnswers(Duration.ofSeconds(chance.between(3, 22)), plan, chance.happens(0.2));
  }
}
