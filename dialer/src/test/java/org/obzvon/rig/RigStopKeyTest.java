package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.DESK_CALL_BACK;
import static org.obzvon.jooq.Tables.DESK_RECORDING;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.rig.RigOffice.PATIENCE;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;

/// Tests key 9 at every moment of a call, pressed by a telephone of the carrier on a real exchange.
class RigStopKeyTest extends RigOfficeFixture {
  /// Checks that the opt-out is stored while the call goes on, that it ends the call,
  /// and that the carrier has the one call.
  private void isStopped() {
    assertThat(outcome()).isEqualTo("UNDELIVERABLE OPTED_OUT");
    var call = office.db().selectFrom(ATTEMPT).fetchSingle();
    var stop = office.db().selectFrom(SUPPRESSION).fetchSingle();
    assertThat(stop.getKind()).isEqualTo("OPT_OUT");
    assertThat(stop.getPhone()).isEqualTo(call.getPhone());
    assertThat(stop.getSource()).isEqualTo("attempt " + call.getId());
    assertThat(stop.getSince()).as("stored at the key, before the goodbye").isBefore(call.getEndedAt());
    assertThat(call.getKeys()).contains("9");
    String attempt = call.getId().toString();
    await().atMost(PATIENCE).until(() -> RigOffice.records("cdr.file", 0, attempt).size() == 1);
  }

  @Test
  void in_a_prompt() {
    calls("prompt", RigDebtors.STOPS_IN_THE_PROMPT);
    isStopped();
  }

  @Test
  void while_the_robot_says_goodbye() {
    calls("goodbye", RigDebtors.STOPS_IN_THE_GOODBYE);
    isStopped();
    assertThat(office.db().fetchSingle(ATTEMPT).getKeys()).as("it was the goodbye").endsWith("29");
  }

  @Test
  void while_an_operators_telephone_rings_for_a_debtor_who_waits_in_the_queue() {
    UUID silent = office.operator(111, OperatorWorkKind.ESCALATIONS);
    calls("queue", RigDebtors.ASKS_AND_STOPS);
    isStopped();
    assertThat(ends()).containsExactly("ABANDONED");
    assertThat(office.await(silent, OperatorState.AVAILABLE).pop()).isEmpty();
  }

  @Test
  void while_nobody_is_free_for_a_debtor_who_waits_in_the_queue() {
    UUID busy = office.operator(102, OperatorWorkKind.ESCALATIONS);
    office.calls("busy", new RigDebtors().with(1, RigDebtors.TALKS_LONG).with(1, RigDebtors.ASKS_AND_STOPS_LATER));
    office.await(busy, OperatorState.TALKING);
    await().atMost(PATIENCE).until(() -> office.db().fetchCount(SUPPRESSION) == 1);
    String phone = office.db().fetchSingle(SUPPRESSION).getPhone();
    await().atMost(PATIENCE)
        .until(
            () -> office.db().fetchExists(
                ATTEMPT, ATTEMPT.PHONE.eq(phone), ATTEMPT.OUTCOME.eq("UNDELIVERABLE"), ATTEMPT.DETAIL.eq("OPTED_OUT")));
    assertThat(office.desk().view(busy).orElseThrow().state()).isEqualTo(OperatorState.TALKING);
  }

  @Test
  void in_the_apology_before_a_call_back_is_offered() {
    calls("apology", RigDebtors.ASKS_AND_STOPS);
    isStopped();
    assertThat(office.db().fetchCount(DESK_CALL_BACK)).isZero();
  }

  @Test
  void while_a_call_back_is_offered() {
    calls("offer", RigDebtors.ASKS_AND_STOPS_LATER);
    isStopped();
    assertThat(office.db().fetchCount(DESK_CALL_BACK)).isZero();
  }

  @Test
  void while_the_recording_is_announced() {
    UUID operator = office.operator(151, OperatorWorkKind.ESCALATIONS);
    calls("recording", RigDebtors.STOPS_AGAIN_AND_AGAIN);
    office.await(operator, OperatorState.TALKING);
    assertThat(office.desk().record(operator, true)).isEqualTo(CommandReply.DONE);
    isStopped();
    office.await(operator, OperatorState.WRAPPING_UP);
    assertThat(office.db().fetchCount(DESK_RECORDING)).isZero();
  }

  @Test
  void while_a_talk_is_on_hold() {
    UUID operator = office.operator(151, OperatorWorkKind.ESCALATIONS);
    calls("hold", RigDebtors.STOPS_AGAIN_AND_AGAIN);
    office.await(operator, OperatorState.TALKING);
    assertThat(office.desk().hold(operator)).isEqualTo(CommandReply.DONE);
    isStopped();
    office.await(operator, OperatorState.WRAPPING_UP);
  }

  @Test
  void while_the_telephone_of_the_operator_who_takes_over_rings() {
    UUID first = office.operator(151, OperatorWorkKind.ESCALATIONS);
    calls("transfer", RigDebtors.STOPS_AGAIN_AND_AGAIN);
    office.await(first, OperatorState.TALKING);
    UUID second = office.operator(111, OperatorWorkKind.ESCALATIONS);
    assertThat(office.desk().transfer(first, second)).isEqualTo(CommandReply.DONE);
    isStopped();
    office.await(second, OperatorState.AVAILABLE);
  }
}
