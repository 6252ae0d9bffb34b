package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.rig.RigOffice.PATIENCE;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.obzvon.desk.AutomaticPauseReasons;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.desk.Seat;
import org.obzvon.fixture.Installation;

/// Tests operators who call debtors of a campaign, and what they do during a conversation, on the real exchange.
class RigOperatorCallsTest extends RigOfficeFixture {
  @Test
  void an_operator_reads_dials_talks_and_his_word_is_the_outcome() {
    UUID operator = office.operator(141, OperatorWorkKind.PREVIEW);
    operatorsCall("preview", RigDebtors.TALKS);
    await().atMost(PATIENCE).until(() -> office.desk().next(operator) instanceof CommandReply.Done);
    assertThat(office.desk().view(operator).orElseThrow().pop().orElseThrow().debtor().account().debt().isOwed())
        .isTrue();
    assertThat(office.desk().dial(operator)).isEqualTo(CommandReply.DONE);
    office.await(operator, OperatorState.TALKING);
    office.await(operator, OperatorState.WRAPPING_UP);
    debtorHeard("5");
    assertThat(office.db().fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNotNull())).isZero();
    assertThat(office.desk().dispose(operator, reached())).isEqualTo(CommandReply.DONE);
    assertThat(outcome()).isEqualTo("REACHED GAVE_REASON");
    office.await(operator, OperatorState.AVAILABLE);
  }

  @Test
  void a_free_operator_is_given_the_next_debtor_by_himself() {
    UUID operator = office.operator(142, OperatorWorkKind.PROGRESSIVE);
    operatorsCall("progressive", RigDebtors.TALKS);
    office.await(operator, OperatorState.TALKING);
    office.await(operator, OperatorState.WRAPPING_UP);
    debtorHeard("5");
    office.desk().dispose(operator, reached());
    assertThat(outcome()).isEqualTo("REACHED GAVE_REASON");
  }

  @Test
  void a_busy_debtor_ends_as_the_network_says_and_the_operator_is_free() {
    UUID operator = office.operator(103, OperatorWorkKind.PROGRESSIVE);
    operatorsCall("busy", RigDebtors.BUSY);
    assertThat(outcome()).isEqualTo("NOT_REACHED BUSY");
    office.await(operator, OperatorState.AVAILABLE);
  }

  @Test
  void an_operator_who_does_not_pick_up_keeps_the_debtor_from_being_rung() {
    UUID operator = office.operator(131, OperatorWorkKind.PROGRESSIVE);
    operatorsCall("away", RigDebtors.TALKS);
    assertThat(outcome()).isEqualTo("FAILED NO_OPERATOR");
    office.await(operator, OperatorState.PAUSED);
    assertThat(RigOffice.records("cdr.file", 0, attempt().toString()))
        .isEmpty();
  }

  @Test
  void where_one_operator_turns_it_down_the_next_one_talks_to_the_debtor() {
    UUID away = office.operator(131, OperatorWorkKind.PROGRESSIVE); // the operator who waits longest is rung first
    UUID there = office.operator(142, OperatorWorkKind.PROGRESSIVE);
    operatorsCall("next", RigDebtors.TALKS);
    office.await(there, OperatorState.TALKING);
    assertThat(office.desk().view(away).orElseThrow().reason()).isEqualTo(AutomaticPauseReasons.NO_ANSWER);
    office.await(there, OperatorState.WRAPPING_UP);
    debtorHeard("5");
    office.desk().dispose(there, reached());
    assertThat(outcome()).isEqualTo("REACHED GAVE_REASON");
  }

  @Test
  void a_talk_is_held_taken_up_handed_on_and_hung_up() {
    UUID first = office.operator(101, OperatorWorkKind.ESCALATIONS);
    calls("handling", RigDebtors.TALKS_LONG);
    Seat talking = office.await(first, OperatorState.TALKING);
    assertThat(talking.recording()).isFalse();
    assertThat(office.desk().hold(first)).isEqualTo(CommandReply.DONE);
    assertThat(office.await(first, OperatorState.HOLDING).pop()).isPresent();
    assertThat(office.desk().unhold(first)).isEqualTo(CommandReply.DONE);
    office.await(first, OperatorState.TALKING);
    UUID second = office.operator(102, OperatorWorkKind.ESCALATIONS);
    assertThat(office.desk().transfer(first, second)).isEqualTo(CommandReply.DONE);
    office.await(second, OperatorState.TALKING);
    office.await(first, OperatorState.AVAILABLE);
    assertThat(office.desk().hangUp(second)).isEqualTo(CommandReply.DONE);
    office.await(second, OperatorState.WRAPPING_UP);
    assertThat(ends()).containsExactly("TRANSFERRED", "TALKED");
    assertThat(office.desk().dispose(second, reached())).isEqualTo(CommandReply.DONE);
    assertThat(outcome()).isEqualTo("REACHED ESCALATED");
  }

  @Test
  void who_is_handed_on_from_a_campaign_waits_in_the_queue_of_his_language() throws IOException {
    UUID first = office.operator(142, OperatorWorkKind.PROGRESSIVE);
    UUID away = office.operator(131, OperatorWorkKind.ESCALATIONS);
    try (AmiOnlooker onlooker = new AmiOnlooker()) {
      String register = new RigDebtors().with(1, RigDebtors.TALKS_LONG).register(Installation.noonZone());
      office.installation.startByOperators("romanian", register.replace(",ru,", ",ro,"));
      office.await(first, OperatorState.TALKING);
      assertThat(office.desk().transfer(first, away)).isEqualTo(CommandReply.DONE);
      await().atMost(PATIENCE).until(() -> onlooker.first(RigOperatorCallsTest::joinsRomanians).isPresent());
    }
  }

  private static boolean joinsRomanians(Map<String, String> event) {
    return "QueueCallerJoin".equals(event.get("Event")) && "obzvon-ro".equals(event.get("Queue"));
  }

  @Test
  void an_operator_who_hangs_up_first_ends_the_call() {
    UUID operator = office.operator(121, OperatorWorkKind.ESCALATIONS);
    calls("first", RigDebtors.TALKS_LONG);
    office.await(operator, OperatorState.WRAPPING_UP);
    office.desk().dispose(operator, reached());
    assertThat(outcome()).isEqualTo("REACHED ESCALATED");
  }
}
