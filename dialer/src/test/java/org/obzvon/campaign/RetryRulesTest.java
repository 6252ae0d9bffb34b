package org.obzvon.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.RetryRules.Kind;
import org.obzvon.campaign.RetryRules.Rule;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;

class RetryRulesTest {
  private static final Instant END = Instant.parse("2026-11-18T10:00:00Z");
  private static final ContactOutcome BUSY = new NotReached(NoAnswer.BUSY);
  private static final ContactOutcome NO_ANSWER = new NotReached(NoAnswer.NO_ANSWER);
  private static final ContactOutcome CONGESTION = new Failed(Fault.CONGESTION);
  private static final RetryRules RULES = new RetryRules(
      3,
      Map.of(
          Kind.BUSY, new Rule(Duration.ofMinutes(15), 2),
          Kind.NO_ANSWER, new Rule(Duration.ofHours(3), 2),
          Kind.LINE_FAULT, new Rule(Duration.ofMinutes(5), 4)));

  @Test
  void the_delay_counts_from_the_end_of_the_attempt() {
    assertThat(RULES.next(List.of(BUSY), END)).contains(END.plus(Duration.ofMinutes(15)));
  }

  @Test
  void a_kind_is_repeated_as_often_as_its_rule_says() {
    assertThat(RULES.next(List.of(BUSY, BUSY), END)).isPresent();
    assertThat(new RetryRules(9, RULES.rules()).next(List.of(BUSY, BUSY, BUSY), END)).isEmpty();
  }

  @Test
  void kinds_do_not_add_up_beyond_the_attempts_at_most() {
    assertThat(RULES.next(List.of(BUSY, NO_ANSWER), END)).isPresent();
    assertThat(RULES.next(List.of(BUSY, NO_ANSWER, BUSY), END)).isEmpty();
  }

  @Test
  void a_fault_of_our_line_uses_up_no_attempt_of_the_debtor() {
    assertThat(RULES.next(List.of(CONGESTION, CONGESTION, CONGESTION, BUSY), END)).isPresent();
  }

  @Test
  void operators_who_do_not_pick_up_use_up_no_rule_of_the_campaign() {
    costsNoAttempt(new Failed(Fault.NO_OPERATOR));
    costsNoAttempt(new Failed(Fault.CALLED_OFF));
  }

  private void costsNoAttempt(ContactOutcome away) {
    assertThat(RULES.next(List.of(away, away, away, away, away, away, away), END))
        .contains(END.plus(Duration.ofMinutes(1)));
    assertThat(new RetryRules(1, Map.of()).next(List.of(away), END)).isPresent();
    assertThat(RULES.next(List.of(away, away, away, BUSY), END)).contains(END.plus(Duration.ofMinutes(15)));
  }

  @Test
  void a_kind_without_a_rule_ends_the_contact() {
    assertThat(RULES.next(List.of(new NotReached(NoAnswer.MACHINE)), END)).isEmpty();
  }

  @Test
  void what_is_lost_or_reached_is_never_repeated() {
    assertThat(RULES.next(List.of(new Lost()), END)).isEmpty();
    assertThat(RULES.next(List.of(new Reached(Answer.LISTENED, Optional.empty(), Optional.empty())), END)).isEmpty();
    assertThat(RULES.next(List.of(new Failed(Fault.SCRIPT)), END)).isEmpty();
  }

  @Property
  void a_contact_always_ends(@ForAll("outcomes") List<ContactOutcome> outcomes) {
    List<ContactOutcome> made = new ArrayList<>();
    for (ContactOutcome outcome : outcomes) {
      made.add(outcome);
      if (RULES.next(made, END).isEmpty()) {
        break;
      }
    }
    assertThat(made).hasSizeLessThanOrEqualTo(3 + 4 + 1);
  }

  @Provide
  Arbitrary<List<ContactOutcome>> outcomes() {
    return Arbitraries.of(BUSY, NO_ANSWER, CONGESTION).list().ofSize(20);
  }
}
