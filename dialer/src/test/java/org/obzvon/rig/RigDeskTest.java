package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DESK_CALL_BACK;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.rig.RigOffice.PATIENCE;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.obzvon.call.ami.RealLine;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.desk.AutomaticPauseReasons;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.ConversationEnd;
import org.obzvon.desk.DeskEvent;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.desk.Disposition;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.desk.Seat;
import org.obzvon.fixture.Installation;
import org.obzvon.register.Money;

/// Tests debtors who want a person, through the whole product, a real queue and real telephones.
class RigDeskTest extends RigOfficeFixture {
  private static Disposition promised() {
    Promise promise = new Promise(LocalDate.now(Clock.systemUTC()).plusDays(3), Money.of("50.00", "MDL"));
    return new Disposition(
        Reach.RIGHT_PERSON, Optional.of(NonPaymentReason.FORGOT), Optional.of(promise), "will pay at the bank",
        new NextStep.Nothing());
  }

  @Test
  void a_debtor_who_presses_0_talks_to_an_operator_and_both_hear_each_other() {
    UUID operator = office.operator(101, OperatorWorkKind.ESCALATIONS);
    int before = RigOffice.records("phones.cdr.file", 7, "7").size();
    calls("talk", RigDebtors.TALKS);
    Seat talking = office.await(operator, OperatorState.TALKING);
    assertThat(talking.pop().orElseThrow().heard()).anyMatch(line -> line.equals("[0]"));
    assertThat(talking.pop().orElseThrow().debtor().account().debt().isOwed()).isTrue();
    assertThat(talking.pop().orElseThrow().offers()).hasSizeGreaterThan(10);
    office.await(operator, OperatorState.WRAPPING_UP);
    assertThat(talking.pop().orElseThrow().attempt()).isPresent();
    debtorHeard("5");
    await().atMost(PATIENCE).until(() -> RigOffice.records("phones.cdr.file", 7, "7").size() == before + 1);
    assertThat(office.desk().dispose(operator, promised())).isEqualTo(CommandReply.DONE);
    assertThat(office.await(operator, OperatorState.AVAILABLE).pop()).isEmpty();
    assertThat(outcome()).isEqualTo("REACHED ESCALATED");
    assertThat(office.db().select(PROMISE.AMOUNT).from(PROMISE).fetchSingle(PROMISE.AMOUNT)).isEqualByComparingTo("50");
    var row = office.db().selectFrom(DESK_CONVERSATION).fetchSingle();
    assertThat(List.of(row.getQueuedAt(), row.getRangAt(), row.getAnsweredAt(), row.getEndedAt(), row.getWrappedUpAt()))
        .isSorted();
    assertThat(ends()).containsExactly("TALKED");
  }

  @Test
  void an_operator_who_does_not_answer_is_paused_and_the_next_one_gets_the_debtor() {
    UUID silent = office.operator(111, OperatorWorkKind.ESCALATIONS);
    UUID there = office.operator(102, OperatorWorkKind.ESCALATIONS);
    calls("next", RigDebtors.TALKS);
    office.await(there, OperatorState.WRAPPING_UP);
    List<String> ends = ends();
    assertThat(ends).last().isEqualTo("TALKED");
    if (ends.size() > 1) { // the exchange chooses the first one
      assertThat(ends).containsExactly("NO_ANSWER", "TALKED");
      Seat paused = office.desk().view(silent).orElseThrow();
      assertThat(paused.state()).isEqualTo(OperatorState.PAUSED);
      assertThat(paused.reason()).isEqualTo(AutomaticPauseReasons.NO_ANSWER);
      assertThat(paused.missed()).isEqualTo(1);
    }
  }

  @Test
  void where_nobody_is_signed_on_a_call_back_is_offered_and_kept() {
    calls("nobody", RigDebtors.TAKES_A_CALL_BACK);
    await().atMost(PATIENCE).until(() -> office.event(DeskEvent.CallBackKept.class).isPresent());
    var kept = office.event(DeskEvent.CallBackKept.class).orElseThrow();
    assertThat(ends()).containsExactly("NOBODY_FREE");
    assertThat(office.desk().queue().unattended()).isEqualTo(1);
    var contact = office.db().select(CONTACT.CHANNEL, CONTACT.NOT_BEFORE, CONTACT.STATE).from(DESK_CALL_BACK)
        .join(CONTACT)
        .on(CONTACT.ID.eq(DESK_CALL_BACK.CONTACT_ID)).fetchSingle();
    assertThat(contact.get(CONTACT.CHANNEL)).isEqualTo("OPERATOR");
    assertThat(contact.get(CONTACT.STATE)).isEqualTo("QUEUED");
    assertThat(contact.get(CONTACT.NOT_BEFORE)).isEqualTo(kept.at());
    assertThat(outcome()).isEqualTo("NOT_REACHED ASKED_FOR_PERSON");
  }

  @Test
  void a_debtor_who_leaves_while_a_telephone_rings_is_counted_and_the_operator_is_free_again() {
    UUID silent = office.operator(111, OperatorWorkKind.ESCALATIONS);
    calls("leaves", RigDebtors.ASKS_AND_LEAVES);
    await().atMost(PATIENCE).until(() -> office.event(DeskEvent.Ended.class).isPresent());
    var ended = office.event(DeskEvent.Ended.class).orElseThrow();
    assertThat(ended.end()).isEqualTo(ConversationEnd.ABANDONED);
    assertThat(ended.operator()).contains(silent);
    assertThat(office.desk().queue().abandoned()).isEqualTo(1);
    assertThat(office.desk().view(silent).orElseThrow().state()).isEqualTo(OperatorState.AVAILABLE);
    assertThat(outcome()).isEqualTo("NOT_REACHED ASKED_FOR_PERSON");
  }

  @Test
  void an_exchange_that_restarts_in_mid_talk_loses_nothing_but_the_talk() throws Exception {
    UUID operator = office.operator(101, OperatorWorkKind.ESCALATIONS);
    calls("dies", RigDebtors.TALKS_LONG);
    office.await(operator, OperatorState.TALKING);
    RealLine.signal(RealLine.pid("pbx"), "KILL");
    RealLine.up();
    office.await(operator, OperatorState.WRAPPING_UP);
    assertThat(ends()).containsExactly("LOST");
    assertThat(office.desk().dispose(operator, reached())).isEqualTo(CommandReply.DONE);
    assertThat(outcome()).isEqualTo("REACHED ESCALATED");
    office.calls("again", new RigDebtors().with(1, new RigDebtors.Kind(
        "7601xxxx", "wants-a-person", "ANSWERED", "REACHED ESCALATED", 16, true)));
    office.await(operator, OperatorState.TALKING);
  }

  @Test
  void a_service_that_restarts_finds_the_talk_going_on() {
    UUID operator = office.operator(101, OperatorWorkKind.ESCALATIONS);
    calls("restart", RigDebtors.TALKS_LONG);
    office.await(operator, OperatorState.TALKING);
    office.reopen();
    Seat talking = office.desk().view(operator).orElseThrow();
    assertThat(talking.state()).isEqualTo(OperatorState.TALKING);
    assertThat(talking.pop().orElseThrow().heard()).contains("[0]");
    office.await(operator, OperatorState.WRAPPING_UP);
    assertThat(ends()).containsExactly("TALKED");
  }

  @Test
  void a_wrong_number_told_to_an_operator_stops_that_number_and_leaves_the_debtors_others() {
    UUID operator = office.operator(101, OperatorWorkKind.ESCALATIONS);
    String register = new RigDebtors().with(1, RigDebtors.TALKS).register(Installation.noonZone());
    String called = new RigDebtors().with(1, RigDebtors.TALKS).phones().getFirst();
    office.callsTo("wrong-number", register.replace(called, "\"" + called + "; +37360000001\""));
    office.await(operator, OperatorState.WRAPPING_UP);
    Disposition wrong = new Disposition(Reach.WRONG_NUMBER, Optional.empty(), Optional.empty(), "",
        new NextStep.Nothing());
    assertThat(office.desk().dispose(operator, wrong)).isEqualTo(CommandReply.DONE);
    assertThat(outcome()).isEqualTo("UNDELIVERABLE WRONG_NUMBER");
    var stop = office.db().selectFrom(SUPPRESSION).fetchSingle();
    assertThat(stop.getPhone()).isEqualTo(called);
    assertThat(stop.getAccountId()).isNull();
    assertThat(stop.getKind()).isEqualTo("WRONG_NUMBER");
    assertThat(RigOffice.records("cdr.file", 0, attempt().toString())).hasSize(1);
  }
}
