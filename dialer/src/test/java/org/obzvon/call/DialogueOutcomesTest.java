package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Money;

class DialogueOutcomesTest {
  private static final Promise PROMISE = new Promise(LocalDate.of(2026, 3, 10),
      new Money(new BigDecimal("150.00"), Currency.getInstance("MDL")));

  @ParameterizedTest
  @CsvSource({
    "FINISHED, NotReached[why=SILENT]", "HUNG_UP, NotReached[why=HUNG_UP_EARLY]", "SILENT, NotReached[why=SILENT]",
    "SOMEBODY_ELSE, NotReached[why=SOMEBODY_ELSE]", "WRONG_NUMBER, Undeliverable[why=WRONG_NUMBER]",
    "OPTED_OUT, Undeliverable[why=OPTED_OUT]", "MACHINE, NotReached[why=MACHINE]", "FAULT, Failed[whose=SCRIPT]",
    "CUT, Lost[]"
  })
  void without_a_confirmation_nobody_is_reached(DialogueResult.End end, String outcome) {
    assertThat(outcome(end, false, Optional.empty(), Optional.empty())).hasToString(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "FINISHED, LISTENED", "HUNG_UP, LISTENED", "SILENT, LISTENED", "FAULT, LISTENED", "CUT, LISTENED",
    "OPTED_OUT, OPTED_OUT",
    "TRANSFERRED, ESCALATED"
  })
  void the_right_person_is_reached_however_it_ended(DialogueResult.End end, Answer answer) {
    assertThat(outcome(end, true, Optional.empty(), Optional.empty()))
        .isEqualTo(new Reached(answer, Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(value = DialogueResult.End.class, names = {"FINISHED", "HUNG_UP", "SILENT", "FAULT", "CUT"})
  void what_was_promised_stands_even_when_the_script_failed_afterwards(DialogueResult.End end) {
    assertThat(outcome(end, true, Optional.of(PROMISE), Optional.of(NonPaymentReason.FORGOT)))
        .isEqualTo(new Reached(Answer.PROMISED, Optional.of(PROMISE), Optional.of(NonPaymentReason.FORGOT)));
  }

  @Test
  void a_reason_without_a_promise_is_an_answer() {
    assertThat(outcome(DialogueResult.End.FINISHED, true, Optional.empty(), Optional.of(NonPaymentReason.MOVED)))
        .isEqualTo(new Reached(Answer.GAVE_REASON, Optional.empty(), Optional.of(NonPaymentReason.MOVED)));
  }

  @Test
  void a_debtor_who_asked_for_a_person_without_confirming_is_not_reached_by_that() {
    assertThat(outcome(DialogueResult.End.TRANSFERRED, false, Optional.empty(), Optional.empty()))
        .isEqualTo(new NotReached(NoAnswer.ASKED_FOR_PERSON));
  }

  @ParameterizedTest
  @CsvSource({
    "false, FINISHED,      true,  Reached[answer=ESCALATED",
    "true,  FINISHED,      true,  Reached[answer=ESCALATED",
    "false, OPTED_OUT,     true,  Reached[answer=OPTED_OUT",
    "false, OPTED_OUT,     false, Undeliverable[why=OPTED_OUT",
    "true,  WRONG_NUMBER,  false, Undeliverable[why=WRONG_NUMBER",
    "true,  SOMEBODY_ELSE, false, NotReached[why=SOMEBODY_ELSE",
    "true,  SILENT,        false, Reached[answer=ESCALATED",
    "false, SILENT,        false, NotReached[why=SILENT"
  })
  void what_an_operator_wrote_down_decides_over_what_the_robot_took(
      boolean confirmed, DialogueResult.End end, boolean rightPerson, String outcome) {
    DialogueResult robot = new DialogueResult(DialogueResult.End.TRANSFERRED, confirmed, Optional.empty(),
        Optional.empty(), "0");
    DialogueResult word = new DialogueResult(end, rightPerson, Optional.empty(), Optional.empty(), "");
    assertThat(DialogueOutcomes.of(Optional.of(robot), word).toString()).startsWith(outcome);
  }

  @Test
  void what_the_debtor_told_the_robot_stands_where_the_operator_says_nothing_of_it() {
    DialogueResult robot = new DialogueResult(DialogueResult.End.TRANSFERRED, true, Optional.of(PROMISE),
        Optional.of(NonPaymentReason.FORGOT),
        "0");
    DialogueResult word = new DialogueResult(DialogueResult.End.FINISHED, true, Optional.empty(),
        Optional.of(NonPaymentReason.MOVED), "");
    assertThat(DialogueOutcomes.of(Optional.of(robot), word))
        .isEqualTo(new Reached(Answer.ESCALATED, Optional.of(PROMISE), Optional.of(NonPaymentReason.MOVED)));
  }

  private static ContactOutcome outcome(
      DialogueResult.End end, boolean rightPerson, Optional<Promise> promise, Optional<NonPaymentReason> reason) {
    return DialogueOutcomes.of(new DialogueResult(end, rightPerson, promise, reason, ""));
  }
}
