package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.Promise;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Tests operators' calls to debtors of campaigns.
@Tag("slow")
class OutboundTest {
  @AutoClose
  private final Office office = new Office();

  private UUID reading() {
    UUID operator = office.operator(OperatorWorkKind.PREVIEW);
    office.due.add(office.debtors.contact(office.debtors.account("A1", "+37369000001"), Channel.OPERATOR));
    assertThat(office.desk().next(operator)).isEqualTo(CommandReply.DONE);
    return operator;
  }

  private void legUp(Attempt attempt) {
    office.board.tell(new QueueEvent.LegUp(Switchboard.legOf(attempt.id()), Office.NOON));
  }

  private UUID dialled(UUID operator) {
    assertThat(office.desk().dial(operator)).isEqualTo(CommandReply.DONE);
    return office.board.given(Order.Ring.class).getLast().attempt();
  }

  @Test
  void the_operator_reads_then_his_own_telephone_rings_and_then_the_debtors() {
    UUID operator = reading();
    assertThat(office.state(operator)).isEqualTo(OperatorState.READING);
    assertThat(office.desk().view(operator).orElseThrow().pop().orElseThrow().attempt()).isEmpty();
    UUID attempt = dialled(operator);
    assertThat(office.rung).isEmpty();
    office.board.tell(new QueueEvent.LegUp(Switchboard.legOf(attempt), Office.NOON));
    await().until(() -> office.rung.size() == 1);
    office.board.tell(new QueueEvent.DebtorUp(attempt, Office.NOON));
    assertThat(office.state(operator)).isEqualTo(OperatorState.TALKING);
    office.gone(attempt);
    assertThat(office.dialogues).as("the outcome waits for the operator").isEmpty();
    Promise promise = new Promise(LocalDate.of(2026, 3, 14), Money.of("60", "MDL"));
    Disposition promised = new Disposition(Reach.RIGHT_PERSON, Optional.empty(), Optional.of(promise), "",
        new NextStep.Nothing());
    assertThat(office.desk().dispose(operator, promised)).isEqualTo(CommandReply.DONE);
    assertThat(office.dialogues.get(attempt))
        .isEqualTo(new DialogueResult(DialogueResult.End.FINISHED, true, Optional.of(promise), Optional.empty(), ""));
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
  }

  @Test
  void where_the_operator_does_not_pick_up_no_debtor_is_rung() {
    UUID operator = reading();
    UUID attempt = dialled(operator);
    office.board.tell(new QueueEvent.LegGone(Switchboard.legOf(attempt), Office.NOON));
    assertThat(office.rung).isEmpty();
    await().untilAsserted(() -> assertThat(office.reports).singleElement()
        .satisfies(report -> assertThat(report.outcome()).isEqualTo(new Failed(Fault.NO_OPERATOR))));
    assertThat(office.desk().view(operator).orElseThrow().reason()).isEqualTo(AutomaticPauseReasons.NO_ANSWER);
  }

  @Test
  void a_debtor_who_was_called_off_while_the_operators_telephone_rang_is_not_rung() {
    UUID operator = reading();
    UUID attempt = dialled(operator);
    office.wanted = false;
    office.board.tell(new QueueEvent.LegUp(Switchboard.legOf(attempt), Office.NOON));
    await().untilAsserted(() -> assertThat(office.reports).singleElement()
        .satisfies(report -> assertThat(report.outcome()).isEqualTo(new Failed(Fault.CALLED_OFF))));
    assertThat(office.rung).isEmpty();
    await().until(() -> office.state(operator) == OperatorState.AVAILABLE);
    await().until(() -> !office.board.given(Order.HangUpLeg.class).isEmpty());
  }

  @Test
  void a_debtor_who_does_not_answer_frees_the_operator_at_once() {
    UUID operator = reading();
    UUID attempt = dialled(operator);
    office.board.tell(new QueueEvent.LegUp(Switchboard.legOf(attempt), Office.NOON));
    await().until(() -> office.rung.size() == 1);
    office.gone(attempt);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    assertThat(office.desk().view(operator).orElseThrow().reason()).isEqualTo(AutomaticPauseReasons.NOT_REACHED);
    await().until(() -> !office.board.given(Order.HangUpLeg.class).isEmpty());
  }

  @Test
  void an_operator_is_told_that_nobody_has_the_number_he_called_until_he_goes_on() {
    UUID operator = reading();
    UUID attempt = dialled(operator);
    office.board.tell(new QueueEvent.LegUp(Switchboard.legOf(attempt), Office.NOON));
    await().until(() -> office.rung.size() == 1);
    office.board.tell(new QueueEvent.DebtorGone(attempt, Office.NOON, true));
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    assertThat(office.desk().view(operator).orElseThrow().reason()).isEqualTo(AutomaticPauseReasons.NO_SUCH_NUMBER);
    office.due.add(office.debtors.contact(office.debtors.account("A2", "+37369000002"), Channel.OPERATOR));
    assertThat(office.desk().next(operator)).isEqualTo(CommandReply.DONE);
    assertThat(office.desk().view(operator).orElseThrow().reason()).isEmpty();
  }

  @Test
  void a_progressive_call_goes_to_an_operator_who_is_free_for_it_and_to_one_alone() {
    UUID operator = office.operator(OperatorWorkKind.PROGRESSIVE);
    office.operator(OperatorWorkKind.ESCALATIONS);
    assertThat(office.room.room(TestBoard.NAME).count()).isEqualTo(1);
    Attempt first = office.attempts.find(office.call("A1")).orElseThrow();
    Attempt second = office.attempts.find(office.call("A2")).orElseThrow();
    assertThat(office.room.progressive(TestBoard.NAME).submit(first)).isInstanceOf(Submission.Accepted.class);
    assertThat(office.state(operator)).isEqualTo(OperatorState.DIALLING);
    assertThat(office.room.room(TestBoard.NAME)).isEqualTo(FreeSeats.NONE);
    assertThat(office.room.progressive(TestBoard.NAME).submit(second))
        .isEqualTo(new Submission.Refused(new Failed(Fault.NO_OPERATOR)));
    legUp(first);
    await().until(() -> office.rung.contains(first));
  }

  @Test
  void where_one_operator_lets_it_ring_the_next_is_rung_for_the_same_debtor_and_in_the_end_nobody() {
    UUID silent = office.operator(OperatorWorkKind.PROGRESSIVE);
    Attempt attempt = office.attempts.find(office.call("A1")).orElseThrow();
    office.room.progressive(TestBoard.NAME).submit(attempt);
    UUID there = office.operator(OperatorWorkKind.PROGRESSIVE);
    office.board.tell(new QueueEvent.LegGone(Switchboard.legOf(attempt.id()), Office.NOON));
    await().until(() -> office.board.given(Order.Ring.class).size() == 2);
    assertThat(office.board.given(Order.Ring.class)).extracting(Order.Ring::endpoint)
        .containsExactly(office.endpoint(silent), office.endpoint(there));
    assertThat(office.desk().view(silent).orElseThrow().reason()).isEqualTo(AutomaticPauseReasons.NO_ANSWER);
    assertThat(office.reports).isEmpty();
    office.board.tell(new QueueEvent.LegGone(Switchboard.legOf(attempt.id()), Office.NOON));
    await().until(() -> office.reports.size() == 1);
    assertThat(office.reports.getFirst().outcome()).isEqualTo(new Failed(Fault.NO_OPERATOR));
    assertThat(office.rung).as("debtors").isEmpty();
  }

  @Test
  void operators_are_rung_for_one_debtor_no_longer_than_the_policys_word_is_fresh() {
    office.operator(OperatorWorkKind.PROGRESSIVE);
    Attempt attempt = office.attempts.find(office.call("A1")).orElseThrow();
    office.room.progressive(TestBoard.NAME).submit(attempt);
    UUID there = office.operator(OperatorWorkKind.PROGRESSIVE);
    office.clock.tick(DeskTerms.USUAL.seeking().plusSeconds(1));
    office.board.tell(new QueueEvent.LegGone(Switchboard.legOf(attempt.id()), Office.NOON));
    await().until(() -> office.reports.size() == 1);
    assertThat(office.state(there)).isEqualTo(OperatorState.AVAILABLE);
  }

  @Test
  void of_the_free_operators_one_who_speaks_the_debtors_language_is_rung() {
    office.operator(OperatorWorkKind.PROGRESSIVE);
    UUID speaks = office.operator(OperatorWorkKind.PROGRESSIVE, Language.RO);
    Attempt attempt = office.attempts.find(office.call("A1")).orElseThrow();
    office.room.progressive(TestBoard.NAME).submit(attempt);
    assertThat(office.board.given(Order.Ring.class)).extracting(Order.Ring::endpoint)
        .containsExactly(office.endpoint(speaks));
  }

  @Test
  void debtors_of_campaigns_are_asked_for_in_the_languages_of_those_who_are_free_for_them() {
    UUID talks = office.operator(OperatorWorkKind.PROGRESSIVE, Language.EN);
    office.talk(talks, "A1");
    office.operator(OperatorWorkKind.ESCALATIONS, Language.EN);
    office.operator(OperatorWorkKind.PROGRESSIVE, Language.RO);
    office.operator(OperatorWorkKind.PROGRESSIVE, Language.RO, Language.RU);
    assertThat(office.room.room(TestBoard.NAME)).isEqualTo(new FreeSeats(2, Set.of(Language.RO, Language.RU)));
    office.operator(OperatorWorkKind.PROGRESSIVE);
    assertThat(office.room.room(TestBoard.NAME)).as("of one it is not known").isEqualTo(new FreeSeats(3, Set.of()));
  }

  @Test
  void debtors_whose_language_nobody_on_duty_speaks_are_not_left_waiting() {
    office.operator(OperatorWorkKind.PROGRESSIVE, Language.RO);
    assertThat(office.room.room(TestBoard.NAME)).isEqualTo(new FreeSeats(1, Set.of()));
    UUID talks = office.operator(OperatorWorkKind.PROGRESSIVE, Language.RU);
    office.talk(talks, "A1");
    assertThat(office.room.room(TestBoard.NAME)).isEqualTo(new FreeSeats(1, Set.of(Language.RO, Language.EN)));
  }

  @Test
  void a_debtor_who_lies_undialled_for_too_long_goes_back_to_the_queue() {
    UUID operator = reading();
    office.clock.tick(DeskTerms.USUAL.reading().plusSeconds(1));
    office.room.round();
    assertThat(office.givenBack).hasSize(1);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
  }
}
