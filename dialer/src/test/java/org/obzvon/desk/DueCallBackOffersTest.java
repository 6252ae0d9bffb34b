package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Receipt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.document.Sentence;

/// Tests that due call-backs are offered to the operators who promised them.
@Tag("slow")
class DueCallBackOffersTest {
  @AutoClose
  private final Office office = new Office();

  private Contact promised(UUID operator) {
    Contact contact = office.debtors.contact(office.debtors.account("A1", "+37369000001"), Channel.OPERATOR);
    office.promised.put(operator, new ArrayList<>(List.of(contact)));
    return contact;
  }

  private Optional<ScreenPop> pop(UUID operator) {
    return office.desk().view(operator).orElseThrow().pop();
  }

  @Test
  void who_takes_handed_over_calls_gets_his_call_back_to_read_and_dials_it_himself() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    promised(operator);
    office.room.round();
    assertThat(office.state(operator)).isEqualTo(OperatorState.READING);
    assertThat(pop(operator).orElseThrow().kind()).isEqualTo(ConversationKind.CALL_BACK);
    assertThat(office.board.given(Order.Pause.class)).last()
        .as("no debtor of the queue rings him meanwhile").isEqualTo(new Order.Pause(office.endpoint(operator), true));
    assertThat(office.board.given(Order.Ring.class)).isEmpty();
    assertThat(office.desk().dial(operator)).isEqualTo(CommandReply.DONE);
    assertThat(office.board.given(Order.Ring.class)).extracting(Order.Ring::endpoint)
        .containsExactly(office.endpoint(operator));
  }

  @Test
  void for_whom_campaigns_are_dialled_his_call_back_is_dialled_too_and_before_them() {
    UUID operator = office.operator(OperatorWorkKind.PROGRESSIVE);
    promised(operator);
    office.room.round();
    assertThat(office.state(operator)).isEqualTo(OperatorState.DIALLING);
    assertThat(pop(operator).orElseThrow().kind()).isEqualTo(ConversationKind.CALL_BACK);
    UUID attempt = office.board.given(Order.Ring.class).getFirst().attempt();
    office.board.tell(new QueueEvent.LegUp(Switchboard.legOf(attempt), Office.NOON));
    await().until(() -> office.rung.size() == 1);
    office.board.tell(new QueueEvent.DebtorUp(attempt, Office.NOON));
    assertThat(office.state(operator)).isEqualTo(OperatorState.TALKING);
  }

  @Test
  void nobody_else_gets_it_neither_unasked_nor_when_its_promiser_does_not_pick_up() {
    UUID operator = office.operator(OperatorWorkKind.PROGRESSIVE);
    UUID other = office.operator(OperatorWorkKind.PROGRESSIVE);
    UUID third = office.operator(OperatorWorkKind.ESCALATIONS);
    promised(operator);
    office.room.round();
    UUID attempt = office.board.given(Order.Ring.class).getFirst().attempt();
    office.board.tell(new QueueEvent.LegGone(Switchboard.legOf(attempt), Office.NOON));
    await().until(() -> office.reports.size() == 1);
    assertThat(office.reports.getFirst().outcome()).isEqualTo(new Failed(Fault.NO_OPERATOR));
    assertThat(office.board.given(Order.Ring.class)).hasSize(1);
    assertThat(List.of(office.state(other), office.state(third)))
        .isEqualTo(List.of(OperatorState.AVAILABLE, OperatorState.AVAILABLE));
  }

  @Test
  void who_is_busy_gets_it_when_he_is_free_again_and_no_campaigns_debtor_before_it() {
    UUID operator = office.operator(OperatorWorkKind.PROGRESSIVE);
    UUID attempt = office.talk(operator, "A2");
    promised(operator);
    office.room.round();
    assertThat(office.state(operator)).isEqualTo(OperatorState.TALKING);
    office.gone(attempt);
    office.desk().dispose(
        operator,
        new Disposition(Disposition.Reach.NOBODY, Optional.empty(), Optional.empty(), "",
            new Disposition.NextStep.Nothing()));
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    assertThat(office.room.room(TestBoard.NAME).count()).as("places for debtors of campaigns").isZero();
    office.room.round();
    assertThat(office.state(operator)).isEqualTo(OperatorState.DIALLING);
  }

  @Test
  void who_puts_it_back_is_free_and_is_reminded_later() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    Contact contact = promised(operator);
    office.room.round();
    assertThat(office.desk().skip(operator)).isEqualTo(CommandReply.DONE);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    assertThat(office.givenBack).containsEntry(contact, Office.NOON.plus(DeskTerms.USUAL.again()));
  }

  @Test
  void who_does_not_take_it_is_rung_for_others_again_before_long() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    Contact contact = promised(operator);
    office.room.round();
    office.clock.tick(DeskTerms.USUAL.offer().plusSeconds(1));
    office.room.round();
    assertThat(office.givenBack).containsOnlyKeys(contact);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    await().untilAsserted(() -> assertThat(office.board.given(Order.Pause.class)).last()
        .isEqualTo(new Order.Pause(office.endpoint(operator), false)));
  }

  @Test
  void who_works_with_previews_asks_for_it_himself() {
    UUID operator = office.operator(OperatorWorkKind.PREVIEW);
    promised(operator);
    office.room.round();
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
  }

  @Test
  void where_the_policys_last_word_is_no_he_is_free_again() {
    UUID operator = office.operator(OperatorWorkKind.PROGRESSIVE);
    promised(operator);
    office.policyRefuses = Optional.of(Sentence.unworded("not today"));
    office.room.round();
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    assertThat(office.board.given(Order.Ring.class)).isEmpty();
  }

  @Test
  void where_the_exchange_does_not_take_his_pause_the_call_back_waits_in_the_queue_at_once() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    Contact contact = promised(operator);
    office.board.answer = order -> order instanceof Order.Pause ? new Receipt(false, "away") : Receipt.DONE;
    office.room.round();
    assertThat(office.givenBack).containsEntry(contact, Office.NOON);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
  }
}
