package org.obzvon.rehearsal.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.obzvon.rehearsal.Population;
import org.obzvon.rehearsal.smsc.CentreBehaviour.Fate;
import org.obzvon.rehearsal.smsc.CentreBehaviour.Seen;

class PopulationCentreBehaviourTest {
  private static final Population POPULATION = new Population(11, 3_000, LocalDate.of(2026, 3, 2));
  private final PopulationCentreBehaviour messages = new PopulationCentreBehaviour(POPULATION);

  private static List<Seen> oneToEach() {
    return POPULATION.debtors().stream()
        .map(debtor -> new Seen(1, debtor.person().lines().getFirst().phone().digits(), 1, 1, true))
        .toList();
  }

  private static double share(Predicate<Seen> of) {
    return oneToEach().stream().filter(of).count() / (double) oneToEach().size();
  }

  @Test
  void between_ninety_and_ninety_five_of_a_hundred_messages_are_delivered() {
    assertThat(share(one -> messages.manners().fate().apply(one) == Fate.DELIVRD)).isBetween(0.90, 0.95);
  }

  @Test
  void some_are_turned_away_some_receipts_come_twice_and_some_never() {
    assertThat(share(messages::throttles)).isBetween(0.01, 0.06);
    assertThat(share(messages::doubles)).isBetween(0.02, 0.09);
    assertThat(share(messages::loses)).isBetween(0.005, 0.04);
  }

  @Test
  void the_order_in_which_numbers_come_decides_nothing() {
    for (Seen one : oneToEach()) {
      Seen later = new Seen(999, one.to(), one.submission(), one.message(), one.last());
      assertThat(messages.manners().fate().apply(later)).isEqualTo(messages.manners().fate().apply(one));
      assertThat(messages.loses(later)).isEqualTo(messages.loses(one));
      assertThat(messages.throttles(later)).isEqualTo(messages.throttles(one));
    }
  }

  @Test
  void only_the_receipt_of_a_whole_message_is_kept_back() {
    assertThat(oneToEach()).noneMatch(
        one -> messages.loses(new Seen(one.count(), one.to(), one.submission(), one.message(), false)));
  }
}
