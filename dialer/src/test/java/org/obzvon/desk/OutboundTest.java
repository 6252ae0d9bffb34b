package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.jooq.Tables.TICKET;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.obzvon.call.Dialogue;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.Promise;
import org.obzvon.contact.Reason;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Calls to debtors of campaigns, and what operators write down after calls of both kinds.
class OutboundTest {
  private final Office office = new Office();

  private UUID reading() {
    UUID operator = office.operator(Work.PREVIEW);
    office.due.add(office.debtors.contact(office.debtors.account("A1", "+37369000001"), Channel.OPERATOR));
    assertThat(office.desk().next(operator)).isEqualTo(Reply.DONE);
    return operator;
  }

  private static Disposition said(Reach reach, NextStep next) {
    return new Disposition(reach, Optional.of(Reason.NO_MONEY), Optional.empty(), "a note", next);
  }

  private void legUp(Attempt attempt) {
    office.board.tell(new QueueEvent.LegUp(Switchboard.legOf(attempt.id()), Office.NOON));
  }

  private UUID dialled(UUID operator) {
    assertThat(office.desk().dial(operator)).isEqualTo(Reply.DONE);
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
    Disposition promised =
        new Disposition(Reach.RIGHT_PERSON, Optional.empty(), Optional.of(promise), "", new NextStep.Nothing());
    assertThat(office.desk().dispose(operator, promised)).isEqualTo(Reply.DONE);
    assertThat(office.dialogues.get(attempt))
        .isEqualTo(new Dialogue(Dialogue.End.FINISHED, true, Optional.of(promise), Optional.empty(), ""));
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
    assertThat(office.desk().view(operator).orElseThrow().reason()).isEqualTo(Absence.NO_ANSWER);
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
    await().until(() -> !office.board.given(Order.HangUpLeg.class).isEmpty());
  }

  @Test
  void a_progressive_call_goes_to_an_operator_who_is_free_for_it_and_to_one_alone() {
    UUID operator = office.operator(Work.PROGRESSIVE);
    office.operator(Work.ESCALATIONS);
    assertThat(office.room.room(TestBoard.NAME)).isEqualTo(1);
    Attempt first = office.attempts.find(office.call("A1")).orElseThrow();
    Attempt second = office.attempts.find(office.call("A2")).orElseThrow();
    assertThat(office.room.progressive(TestBoard.NAME).submit(first)).isInstanceOf(Submission.Accepted.class);
    assertThat(office.state(operator)).isEqualTo(OperatorState.DIALLING);
    assertThat(office.room.room(TestBoard.NAME)).isZero();
    assertThat(office.room.progressive(TestBoard.NAME).submit(second))
        .isEqualTo(new Submission.Refused(new Failed(Fault.NO_OPERATOR)));
    legUp(first);
    await().until(() -> office.rung.contains(first));
  }

  @Test
  void where_one_operator_lets_it_ring_the_next_is_rung_for_the_same_debtor_and_in_the_end_nobody() {
    UUID silent = office.operator(Work.PROGRESSIVE);
    Attempt attempt = office.attempts.find(office.call("A1")).orElseThrow();
    office.room.progressive(TestBoard.NAME).submit(attempt);
    UUID there = office.operator(Work.PROGRESSIVE);
    office.board.tell(new QueueEvent.LegGone(Switchboard.legOf(attempt.id()), Office.NOON));
    await().until(() -> office.board.given(Order.Ring.class).size() == 2);
    assertThat(office.board.given(Order.Ring.class)).extracting(Order.Ring::endpoint)
        .containsExactly(office.endpoint(silent), office.endpoint(there));
    assertThat(office.desk().view(silent).orElseThrow().reason()).isEqualTo(Absence.NO_ANSWER);
    assertThat(office.reports).isEmpty();
    office.board.tell(new QueueEvent.LegGone(Switchboard.legOf(attempt.id()), Office.NOON));
    await().until(() -> office.reports.size() == 1);
    assertThat(office.reports.getFirst().outcome()).isEqualTo(new Failed(Fault.NO_OPERATOR));
    assertThat(office.rung).as("debtors").isEmpty();
  }

  @Test
  void operators_are_rung_for_one_debtor_no_longer_than_the_policys_word_is_fresh() {
    office.operator(Work.PROGRESSIVE);
    Attempt attempt = office.attempts.find(office.call("A1")).orElseThrow();
    office.room.progressive(TestBoard.NAME).submit(attempt);
    UUID there = office.operator(Work.PROGRESSIVE);
    office.clock.tick(Terms.USUAL.seeking().plusSeconds(1));
    office.board.tell(new QueueEvent.LegGone(Switchboard.legOf(attempt.id()), Office.NOON));
    await().until(() -> office.reports.size() == 1);
    assertThat(office.state(there)).isEqualTo(OperatorState.AVAILABLE);
  }

  @Test
  void of_the_free_operators_one_who_speaks_the_debtors_language_is_rung() {
    office.operator(Work.PROGRESSIVE);
    UUID speaks = office.operator(Work.PROGRESSIVE, Language.RO);
    Attempt attempt = office.attempts.find(office.call("A1")).orElseThrow();
    office.room.progressive(TestBoard.NAME).submit(attempt);
    assertThat(office.board.given(Order.Ring.class)).extracting(Order.Ring::endpoint)
        .containsExactly(office.endpoint(speaks));
  }

  @Test
  void a_debtor_who_lies_undialled_for_too_long_goes_back_to_the_queue() {
    UUID operator = reading();
    office.clock.tick(Terms.USUAL.reading().plusSeconds(1));
    office.room.round();
    assertThat(office.givenBack).hasSize(1);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
  }

  @Test
  void who_writes_nothing_down_is_paused_and_can_still_do_it() {
    UUID operator = office.operator(Work.ESCALATIONS);
    office.gone(office.talk(operator, "A1"));
    office.clock.tick(Terms.USUAL.wrapUp().plusSeconds(1));
    office.room.round();
    assertThat(office.desk().view(operator).orElseThrow().reason()).isEqualTo(Absence.WRAP_UP);
    assertThat(office.desk().resume(operator)).isEqualTo(Reply.refused(Reply.Why.STATE));
    assertThat(office.desk().dispose(operator, said(Reach.RIGHT_PERSON, new NextStep.Nothing()))).isEqualTo(Reply.DONE);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    var row = office.stored().selectFrom(DESK_CONVERSATION).fetchSingle();
    assertThat(Duration.between(row.getEndedAt(), row.getWrappedUpAt())).isGreaterThan(Terms.USUAL.wrapUp());
    assertThat(row.getNote()).isEqualTo("a note");
    assertThat(row.getReason()).isEqualTo("NO_MONEY");
  }

  @Test
  void a_complaint_becomes_a_ticket_and_stops_the_dunning() {
    UUID operator = office.operator(Work.ESCALATIONS);
    UUID attempt = office.talk(operator, "A1");
    office.gone(attempt);
    office.desk().dispose(operator, said(Reach.RIGHT_PERSON, new NextStep.Complaint("no signal since Monday")));
    assertThat(office.stored().select(TICKET.WORDS).from(TICKET).fetchSingle(TICKET.WORDS)).isEqualTo("no signal since Monday");
    assertThat(office.stored().select(SUPPRESSION.KIND).from(SUPPRESSION).fetchSingle(SUPPRESSION.KIND)).isEqualTo("COMPLAINT");
    assertThat(office.events).filteredOn(DeskEvent.TicketOpened.class::isInstance).hasSize(1);
  }

  @Test
  void a_call_back_belongs_to_who_promised_it_until_he_is_not_there() {
    UUID operator = office.operator(Work.ESCALATIONS);
    office.gone(office.talk(operator, "A1"));
    var at = Office.NOON.plus(Duration.ofHours(1));
    office.desk().dispose(operator, said(Reach.SOMEBODY_ELSE, new NextStep.CallBack(at, true)));
    var contact = office.stored().selectFrom(CONTACT).where(CONTACT.CHANNEL.eq("OPERATOR")).fetchSingle();
    assertThat(contact.getOperatorId()).isEqualTo(operator);
    assertThat(contact.getNotBefore()).isEqualTo(at);
    office.clock.set(at.plus(Duration.ofMinutes(16)));
    for (int i = 0; i < 15; i++) {
      office.room.round();
    }
    contact.refresh();
    assertThat(contact.getOperatorId()).as("he is there").isEqualTo(operator);
    office.desk().signOff(operator);
    for (int i = 0; i < 15; i++) {
      office.room.round();
    }
    contact.refresh();
    assertThat(contact.getOperatorId()).isNull();
  }

  @Test
  void what_cannot_be_true_is_refused_and_nothing_is_stored() {
    UUID operator = office.operator(Work.ESCALATIONS);
    office.gone(office.talk(operator, "A1"));
    Promise past = new Promise(LocalDate.of(2026, 3, 9), Money.of("60", "MDL"));
    Promise foreign = new Promise(LocalDate.of(2026, 3, 11), Money.of("60", "RUB"));
    for (Promise bad : new Promise[] {past, foreign}) {
      assertThat(
              office.desk().dispose(
                  operator,
                  new Disposition(Reach.RIGHT_PERSON, Optional.empty(), Optional.of(bad), "", new NextStep.Nothing())))
          .isInstanceOf(Reply.Refused.class);
    }
    var yesterday = new NextStep.CallBack(Office.NOON.minusSeconds(1), true);
    assertThat(office.desk().dispose(operator, said(Reach.RIGHT_PERSON, yesterday))).isInstanceOf(Reply.Refused.class);
    assertThat(office.stored().fetchCount(PROMISE)).isZero();
    assertThat(office.state(operator)).isEqualTo(OperatorState.WRAPPING_UP);
  }
}
