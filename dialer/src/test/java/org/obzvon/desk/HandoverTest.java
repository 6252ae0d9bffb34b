package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.OperatorTransfer.Presence;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Present;
import org.obzvon.call.Switchboard.Receipt;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.Sentence;

/// Tests debtors whom the robot transfers to operators.
@Tag("slow")
class HandoverTest {
  @AutoClose
  private final Office office = new Office();

  private List<String> ends() {
    return office.stored().select(DESK_CONVERSATION.END).from(DESK_CONVERSATION)
        .orderBy(DESK_CONVERSATION.ID)
        .fetch(DESK_CONVERSATION.END);
  }

  @Test
  void the_debtor_is_before_the_operator_when_his_telephone_rings() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.call("A1");
    DialogueResult said = new DialogueResult(DialogueResult.End.TRANSFERRED, true, Optional.empty(),
        Optional.of(NonPaymentReason.NO_MONEY), "130");
    office.room.attendants().handedOver(attempt, said, List.of("К оплате: сто леев", "[0]"));
    office.joined(attempt);
    office.rang(attempt, operator);
    ScreenPop pop = office.desk().view(operator).orElseThrow().pop().orElseThrow();
    assertThat(pop.heard()).containsExactly("К оплате: сто леев", "[0]");
    assertThat(pop.debtor().account().number()).isEqualTo("A1");
    assertThat(pop.debtor().campaign()).isEqualTo("spring");
    assertThat(pop.offers()).filteredOn(module -> module.reason().isPresent()).first()
        .extracting(SpeechModule::reason).isEqualTo(Optional.of(NonPaymentReason.NO_MONEY));
    int popped = office.events.indexOf(office.events.stream().filter(DeskEvent.Popped.class::isInstance).findFirst()
        .orElseThrow());
    int ringing = office.events.lastIndexOf(office.events.stream().filter(DeskEvent.Changed.class::isInstance)
        .reduce((_, last) -> last).orElseThrow());
    assertThat(popped).as("told before anything else").isLessThan(ringing);
  }

  @Test
  void two_operators_never_get_the_same_debtor() {
    UUID first = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID second = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.call("A1");
    office.joined(attempt);
    office.rang(attempt, first);
    office.rang(attempt, second);
    assertThat(office.state(second)).isEqualTo(OperatorState.AVAILABLE);
    assertThatThrownBy(
        () -> office.stored().insertInto(DESK_CONVERSATION).set(DESK_CONVERSATION.ID, UUID.randomUUID())
            .set(DESK_CONVERSATION.ATTEMPT_ID, attempt).set(DESK_CONVERSATION.OPERATOR_ID, second)
            .set(DESK_CONVERSATION.KIND, "ESCALATED").set(DESK_CONVERSATION.EXCHANGE, "line")
            .set(DESK_CONVERSATION.QUEUED_AT, Office.NOON).execute())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void an_operator_who_lets_it_ring_is_paused_and_the_debtor_goes_on_to_the_next() {
    UUID silent = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID there = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.call("A1");
    office.joined(attempt);
    office.rang(attempt, silent);
    office.board.tell(new QueueEvent.NotAnswered(attempt, office.endpoint(silent), Office.NOON));
    Seat paused = office.desk().view(silent).orElseThrow();
    assertThat(paused.state()).isEqualTo(OperatorState.PAUSED);
    assertThat(paused.reason()).isEqualTo(AutomaticPauseReasons.NO_ANSWER);
    assertThat(paused.missed()).isEqualTo(1);
    assertThat(paused.pop()).isEmpty();
    assertThat(office.desk().queue().waiting()).hasSize(1);
    office.rang(attempt, there);
    office.connected(attempt, there);
    assertThat(office.state(there)).isEqualTo(OperatorState.TALKING);
    office.gone(attempt);
    assertThat(ends()).containsExactly("NO_ANSWER", "TALKED");
    assertThat(office.desk().resume(silent)).isEqualTo(CommandReply.DONE);
  }

  @Test
  void a_debtor_who_hangs_up_while_he_waits_is_told_and_counted() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.call("A1");
    office.joined(attempt);
    office.rang(attempt, operator);
    office.gone(attempt);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    assertThat(office.desk().queue()).isEqualTo(new QueueView(List.of(), 1, 0));
    assertThat(ends()).containsExactly("ABANDONED");
  }

  @Test
  void key_9_in_the_queue_frees_the_operator_whose_telephone_rings_and_is_answered_in_the_debtors_language() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.call("A1");
    office.joined(attempt);
    office.rang(attempt, operator);
    var goodbye = office.room.attendants().stopped(attempt).orElseThrow();
    String language = office.db.select(ACCOUNT.LANGUAGE).from(ACCOUNT).fetchSingle(ACCOUNT.LANGUAGE);
    assertThat(goodbye.language().name()).isEqualTo(language);
    assertThat(goodbye.words()).hasSize(1);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    office.gone(attempt);
    assertThat(ends()).containsExactly("ABANDONED");
  }

  @Test
  void key_9_during_a_talk_leaves_the_talk_to_the_operator_until_the_call_ends() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.talk(operator, "A1");
    office.room.attendants().stopped(attempt);
    assertThat(office.state(operator)).isEqualTo(OperatorState.TALKING);
    office.gone(attempt);
    assertThat(office.state(operator)).isEqualTo(OperatorState.WRAPPING_UP);
  }

  @Test
  void the_robot_knows_whether_somebody_is_free_busy_or_nobody_is_there() {
    UUID attempt = office.call("A1");
    assertThat(office.room.attendants().presence(attempt)).isEqualTo(Presence.NOBODY);
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    assertThat(office.room.attendants().presence(attempt)).isEqualTo(Presence.FREE);
    office.talk(operator, "A2");
    assertThat(office.room.attendants().presence(attempt)).isEqualTo(Presence.BUSY);
    UUID paused = office.operator(OperatorWorkKind.ESCALATIONS);
    office.desk().pause(paused, "lunch");
    assertThat(office.room.attendants().presence(attempt)).isEqualTo(Presence.BUSY);
  }

  @Test
  void who_waited_in_vain_is_offered_a_permitted_hour_and_it_is_kept_once() {
    UUID attempt = office.call("A1");
    office.joined(attempt);
    var offer = office.room.attendants().nobodyCame(attempt).orElseThrow();
    assertThat(offer.question().getFirst().text()).contains("zece martie", "doisprezece și treizeci");
    assertThat(office.room.attendants().wantsCallBack(attempt, () -> true)).isTrue();
    assertThat(office.room.attendants().wantsCallBack(attempt, () -> true)).isFalse();
    assertThat(ends()).containsExactly("NOBODY_FREE");
    assertThat(office.desk().queue().unattended()).isEqualTo(1);
  }

  @Test
  void where_the_policy_permits_no_hour_nothing_is_offered() {
    office.permitted = Optional.empty();
    UUID attempt = office.call("A1");
    var offer = office.room.attendants().nobodyCame(attempt).orElseThrow();
    assertThat(offer.apology()).hasSize(1);
    assertThat(offer.question()).isEmpty();
    assertThat(office.room.attendants().wantsCallBack(attempt, () -> true)).isFalse();
  }

  @Test
  void a_restart_finds_everybody_where_he_was() {
    UUID talking = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID away = office.operator(OperatorWorkKind.PREVIEW);
    UUID attempt = office.talk(talking, "A1");
    office.desk().pause(away, "lunch");
    UUID waiting = office.call("A2");
    office.joined(waiting);
    office.restart();
    assertThat(office.state(talking)).isEqualTo(OperatorState.TALKING);
    assertThat(office.desk().view(talking).orElseThrow().pop().orElseThrow().debtor().account().number())
        .isEqualTo("A1");
    assertThat(office.desk().view(away).orElseThrow().reason()).isEqualTo("lunch");
    assertThat(office.desk().queue().waiting()).extracting(QueueView.Waiting::attempt).containsExactly(waiting);
    office.gone(attempt);
    assertThat(office.state(talking)).isEqualTo(OperatorState.WRAPPING_UP);
    office.restart();
    assertThat(office.state(talking)).isEqualTo(OperatorState.WRAPPING_UP);
    assertThat(office.desk().view(talking).orElseThrow().pop()).isPresent();
  }

  @Test
  void an_exchange_that_comes_back_gets_its_operators_again_and_lost_talks_end() {
    UUID talking = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID free = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.talk(talking, "A1");
    UUID alive = office.call("A2");
    office.joined(alive);
    office.clock.tick(Duration.ofSeconds(30));
    office.board.present = new Present(Set.of(alive), Set.of(alive), Set.of(), Set.of("PJSIP/999"));
    office.board.orders.clear();
    office.board.comesBack();
    await().until(() -> office.board.given(Order.Seat.class).size() == 2);
    assertThat(office.board.given(Order.Seat.class))
        .contains(new Order.Seat(office.endpoint(free), free, false, Set.of()))
        .contains(new Order.Seat(office.endpoint(talking), talking, true, Set.of()));
    await().until(() -> office.board.given(Order.Unseat.class).equals(List.of(new Order.Unseat("PJSIP/999"))));
    assertThat(office.state(talking)).as("he may still write down what was said").isEqualTo(OperatorState.WRAPPING_UP);
    assertThat(office.events)
        .filteredOn(DeskEvent.Ended.class::isInstance)
        .extracting(event -> ((DeskEvent.Ended) event).end())
        .containsExactly(ConversationEnd.LOST);
    assertThat(office.desk().queue().waiting()).hasSize(1);
    assertThat(attempt).isNotEqualTo(alive);
  }

  @Test
  void commands_that_do_not_fit_are_refused_and_change_nothing() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    assertThat(office.desk().signOn(operator, OperatorWorkKind.PREVIEW))
        .isEqualTo(CommandReply.refused(CommandReply.Why.ALREADY_SIGNED_ON));
    assertThat(office.desk().hold(operator)).isEqualTo(CommandReply.refused(CommandReply.Why.STATE));
    assertThat(office.desk().dial(operator)).isEqualTo(CommandReply.refused(CommandReply.Why.STATE));
    assertThat(office.desk().hangUp(operator)).isEqualTo(CommandReply.refused(CommandReply.Why.STATE));
    assertThat(office.desk().record(operator, true)).isEqualTo(CommandReply.refused(CommandReply.Why.STATE));
    assertThat(office.desk().pause(UUID.randomUUID(), ""))
        .isEqualTo(CommandReply.refused(CommandReply.Why.NOT_SIGNED_ON));
    assertThat(office.desk().signOn(office.user("Local/1@from-internal"), OperatorWorkKind.ESCALATIONS))
        .isEqualTo(CommandReply.refused(CommandReply.Why.NO_TELEPHONE));
    office.board.answer = _ -> new Receipt(false, "away");
    assertThat(office.desk().pause(operator, "lunch"))
        .isEqualTo(new CommandReply.Refused(CommandReply.Why.EXCHANGE, Sentence.unworded("away")));
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
  }

  @Test
  void a_talk_is_held_taken_up_again_recorded_and_handed_on() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID other = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.talk(operator, "A1");
    assertThat(office.desk().hold(operator)).isEqualTo(CommandReply.DONE);
    assertThat(office.state(operator)).isEqualTo(OperatorState.HOLDING);
    assertThat(office.desk().unhold(operator)).isEqualTo(CommandReply.DONE);
    assertThat(office.desk().record(operator, true)).isEqualTo(CommandReply.DONE);
    office.room.attendants().recorded(attempt, true);
    assertThat(office.desk().view(operator).orElseThrow().recording()).isTrue();
    assertThat(office.desk().transfer(operator, other)).isEqualTo(CommandReply.DONE);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    assertThat(office.state(other)).isEqualTo(OperatorState.RINGING);
    office.connected(attempt, other);
    assertThat(office.state(other)).isEqualTo(OperatorState.TALKING);
    assertThat(office.desk().view(other).orElseThrow().recording()).as("the next one decides anew").isFalse();
    assertThat(ends()).containsExactly("TRANSFERRED", null);
  }

  @Test
  void a_debtor_handed_on_to_somebody_who_does_not_answer_waits_again() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID other = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.talk(operator, "A1");
    office.desk().transfer(operator, other);
    office.joined(attempt);
    assertThat(office.state(other)).isEqualTo(OperatorState.PAUSED);
    assertThat(office.desk().queue().waiting()).extracting(QueueView.Waiting::attempt).containsExactly(attempt);
  }

  @Test
  void a_transfer_that_the_exchange_declines_leaves_both_operators_and_the_debtor_as_they_were() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID other = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.talk(operator, "A1");
    office.desk().record(operator, true);
    office.room.attendants().recorded(attempt, true);
    office.board.orders.clear();
    office.board.answer = order -> order instanceof Order.Transfer ? new Receipt(false, "away") : Receipt.DONE;
    assertThat(office.desk().transfer(operator, other))
        .isEqualTo(new CommandReply.Refused(CommandReply.Why.EXCHANGE, Sentence.unworded("away")));
    assertThat(office.state(operator)).isEqualTo(OperatorState.TALKING);
    assertThat(office.desk().view(operator).orElseThrow().recording()).isTrue();
    assertThat(office.desk().view(operator).orElseThrow().pop()).isPresent();
    assertThat(office.state(other)).isEqualTo(OperatorState.AVAILABLE);
    assertThat(office.desk().view(other).orElseThrow().pop()).isEmpty();
    await().until(() -> office.board.given(Order.Pause.class).contains(new Order.Pause(office.endpoint(other), false)));
    assertThat(office.board.given(Order.HangUpLeg.class)).isEmpty();
    assertThat(office.board.given(Order.StopRecording.class)).isEmpty();
    assertThat(ends()).containsExactly((String) null);
    office.board.answer = _ -> Receipt.DONE;
    assertThat(office.desk().transfer(operator, other)).isEqualTo(CommandReply.DONE);
    office.connected(attempt, other);
    assertThat(office.state(other)).isEqualTo(OperatorState.TALKING);
  }

  @Test
  void a_telephone_that_cannot_be_paused_for_a_transfer_is_free_again() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID other = office.operator(OperatorWorkKind.ESCALATIONS);
    office.talk(operator, "A1");
    office.board.answer = order -> order instanceof Order.Pause ? new Receipt(false, "away") : Receipt.DONE;
    assertThat(office.desk().transfer(operator, other)).isInstanceOf(CommandReply.Refused.class);
    assertThat(office.state(operator)).isEqualTo(OperatorState.TALKING);
    assertThat(office.state(other)).isEqualTo(OperatorState.AVAILABLE);
    assertThat(office.board.given(Order.Transfer.class)).isEmpty();
  }

  @Test
  void an_operator_whom_a_queue_of_the_exchange_has_lost_is_seated_again() {
    UUID lost = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID there = office.operator(OperatorWorkKind.ESCALATIONS);
    office.board.present = new Present(
        Set.of(), Set.of(), Set.of(), Set.of(office.endpoint(lost), office.endpoint(there)),
        Set.of(office.endpoint(there)));
    office.clock.tick(Duration.ofSeconds(30));
    office.board.orders.clear();
    for (int round = 0; round < 15; round++) {
      office.room.round();
    }
    await().until(() -> !office.board.given(Order.Seat.class).isEmpty());
    assertThat(office.board.given(Order.Seat.class))
        .containsExactly(new Order.Seat(office.endpoint(lost), lost, false, Set.of()));
  }
}
