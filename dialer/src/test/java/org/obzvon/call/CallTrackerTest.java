package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.OutcomeSink.Report;

class CallTrackerTest {
  private static final String LINE = "main";
  private static final CallBounds BOUNDS = CallBounds.USUAL;
  private static final DialogueResult LISTENED = new DialogueResult(DialogueResult.End.FINISHED, true, Optional.empty(),
      Optional.empty(),
      "1");

  private final CallSurroundings desk = new CallSurroundings();
  private final CallTracker tracker = new CallTracker(desk, desk, desk, BOUNDS);
  private final CallWatch watch = new CallWatch(LINE, tracker, desk, desk, desk);
  private Attempt attempt;
  private UUID id;

  @BeforeEach
  void a_call_is_opened() {
    attempt = desk.written(LINE);
    id = attempt.id();
    tracker.opened(attempt);
  }

  @Test
  void a_conversation_and_the_hang_up_make_one_report_with_everything_in_it() {
    Instant answered = CallSurroundings.NOON.plusSeconds(5);
    Instant end = CallSurroundings.NOON.plusSeconds(40);
    tracker.heard(new CallEvent.Placed(id, CallSurroundings.NOON));
    tracker.heard(new CallEvent.Answered(id, answered));
    tracker.begun(id, answered.plusMillis(20));
    tracker.ended(id, LISTENED, end.minusMillis(10));
    tracker.heard(new CallEvent.HungUp(id, end, 16, Optional.of("SIP 200")));

    assertThat(desk.reports).hasSize(1);
    Report report = desk.reports.getFirst();
    assertThat(report.outcome()).isEqualTo(new Reached(Answer.LISTENED, Optional.empty(), Optional.empty()));
    assertThat(report.answeredAt()).contains(answered);
    assertThat(report.endedAt()).isEqualTo(end);
    assertThat(report.trace().keys()).isEqualTo("1");
    assertThat(report.trace().hangupCause()).isEqualTo(OptionalInt.of(16));
    assertThat(report.trace().techCause()).contains("SIP 200");
  }

  @Test
  void an_unanswered_call_is_reported_as_soon_as_both_its_ends_are_known() {
    tracker.heard(new CallEvent.NotAnswered(id, desk.instant(), CallEvent.Coarse.UNTOLD));
    assertThat(desk.reports).isEmpty();
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 17, Optional.of("SIP 486")));
    assertThat(desk.outcomes()).containsExactly(new NotReached(NoAnswer.BUSY));
  }

  @Test
  void a_failed_request_without_a_cause_may_have_rung_and_counts_as_a_fault_of_the_network() {
    tracker.heard(new CallEvent.NotAnswered(id, desk.instant(), CallEvent.Coarse.UNTOLD));
    afterwards(BOUNDS.settle());
    assertThat(desk.outcomes()).containsExactly(new Failed(Fault.NETWORK));
  }

  @Test
  void whoever_hangs_up_before_the_conversation_began_hung_up_early() {
    tracker.heard(new CallEvent.Answered(id, desk.instant()));
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
    afterwards(BOUNDS.settle());
    assertThat(desk.outcomes()).containsExactly(new NotReached(NoAnswer.HUNG_UP_EARLY));
  }

  @Test
  void an_answered_call_that_nobody_led_is_our_own_fault() {
    tracker.heard(new CallEvent.Answered(id, desk.instant()));
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), HangupCauses.NOBODY_LED, Optional.empty()));
    afterwards(BOUNDS.settle());
    assertThat(desk.outcomes()).containsExactly(new Failed(Fault.SCRIPT));
  }

  @Test
  void a_call_of_which_nothing_is_ever_heard_is_lost_within_the_bound() {
    desk.live = Optional.of(new LiveCalls(Set.of(), Set.of()));
    afterwards(CallSurroundings.RING.plus(BOUNDS.ringGrace()));
    assertThat(desk.reports).isEmpty();
    afterwards(BOUNDS.settle());
    assertThat(desk.outcomes()).containsExactly(new Lost());
  }

  @Test
  void a_call_is_lost_within_the_bound_even_when_the_exchange_is_away() {
    tracker.heard(new CallEvent.Answered(id, desk.instant()));
    afterwards(BOUNDS.latest(CallSurroundings.RING).minusSeconds(1));
    assertThat(desk.reports).isEmpty();
    afterwards(Duration.ofSeconds(2));
    assertThat(desk.outcomes()).containsExactly(new Lost());
  }

  @Test
  void a_lost_hang_up_does_not_lose_the_conversation() {
    desk.live = Optional.of(new LiveCalls(Set.of(), Set.of()));
    tracker.heard(new CallEvent.Answered(id, desk.instant()));
    tracker.begun(id, desk.instant());
    tracker.ended(id, LISTENED, desk.instant());
    afterwards(BOUNDS.dialogueGrace());
    afterwards(BOUNDS.settle());
    assertThat(desk.outcomes())
        .containsExactly(new Reached(Answer.LISTENED, Optional.empty(), Optional.empty()));
  }

  @Test
  void a_conversation_that_began_and_never_ends_is_lost() {
    tracker.begun(id, desk.instant());
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
    afterwards(BOUNDS.settle());
    assertThat(desk.reports).isEmpty();
    afterwards(BOUNDS.dialogueGrace());
    assertThat(desk.outcomes()).containsExactly(new Lost());
  }

  @Test
  void a_call_that_outlives_every_limit_is_hung_up() {
    tracker.heard(new CallEvent.Answered(id, desk.instant()));
    desk.live = Optional.of(new LiveCalls(Set.of(), Set.of(id)));
    afterwards(CallSurroundings.RING.plus(BOUNDS.ringGrace()).plus(BOUNDS.longest()));
    assertThat(desk.hungUp).containsExactly(id);
    assertThat(desk.reports).isEmpty();
  }

  @Test
  void a_debtor_who_talks_to_an_operator_is_left_alone() {
    tracker.heard(new CallEvent.Answered(id, desk.instant()));
    tracker.ended(id,
        new DialogueResult(DialogueResult.End.TRANSFERRED, true, Optional.empty(), Optional.empty(), "10"),
        desk.instant());
    afterwards(Duration.ofMinutes(20));
    assertThat(desk.reports).isEmpty();
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
    assertThat(desk.outcomes())
        .containsExactly(new Reached(Answer.ESCALATED, Optional.empty(), Optional.empty()));
  }

  private void handedOver(boolean confirmed) {
    tracker.heard(new CallEvent.Answered(id, desk.instant()));
    tracker.begun(id, desk.instant());
    tracker.ended(
        id, new DialogueResult(DialogueResult.End.TRANSFERRED, confirmed, Optional.empty(), Optional.empty(), "0"),
        desk.instant());
  }

  @Test
  void the_stop_key_pressed_in_the_queue_by_somebody_unknown_is_the_outcome() {
    handedOver(false);
    assertThat(tracker.stopped(id, desk.instant())).isEqualTo(new Undeliverable(Refusal.OPTED_OUT));
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
    assertThat(desk.outcomes()).containsExactly(new Undeliverable(Refusal.OPTED_OUT));
    assertThat(desk.reports.getFirst().trace().keys()).isEqualTo("09");
  }

  @Test
  void the_stop_key_pressed_in_the_queue_by_the_subscriber_is_the_subscribers_wish() {
    handedOver(true);
    Reached optedOut = new Reached(Answer.OPTED_OUT, Optional.empty(), Optional.empty());
    assertThat(tracker.stopped(id, desk.instant())).isEqualTo(optedOut);
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
    assertThat(desk.outcomes()).containsExactly(optedOut);
  }

  private static DialogueResult word(DialogueResult.End end, boolean rightPerson) {
    return new DialogueResult(end, rightPerson, Optional.empty(), Optional.empty(), "");
  }

  private void hangsUp() {
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
  }

  @Test
  void a_debtor_who_hangs_up_while_waiting_for_an_operator_is_not_reached() {
    handedOver(false);
    hangsUp();
    afterwards(BOUNDS.settle());
    assertThat(desk.outcomes()).containsExactly(new NotReached(NoAnswer.ASKED_FOR_PERSON));
  }

  @Test
  void a_talk_with_an_operator_is_what_the_operator_writes_down() {
    handedOver(false);
    tracker.operators().begun(id, desk.instant());
    hangsUp();
    afterwards(BOUNDS.word().minusSeconds(5));
    assertThat(desk.reports).isEmpty();
    tracker.operators().ended(id, word(DialogueResult.End.FINISHED, true), desk.instant());
    assertThat(desk.outcomes()).containsExactly(new Reached(Answer.ESCALATED, Optional.empty(), Optional.empty()));
  }

  @Test
  void an_operator_whose_connection_is_told_after_the_end_of_the_call_is_waited_for_too() {
    handedOver(false);
    hangsUp();
    tracker.operators().begun(id, desk.instant());
    afterwards(BOUNDS.settle().plusSeconds(5));
    assertThat(desk.reports).isEmpty();
  }

  @Test
  void a_talk_of_which_nothing_is_written_down_in_time_is_lost_unless_the_debtor_had_confirmed() {
    for (boolean confirmed : new boolean[]{false, true}) {
      attempt = desk.written(LINE);
      id = attempt.id();
      tracker.opened(attempt);
      handedOver(confirmed);
      tracker.operators().begun(id, desk.instant());
      hangsUp();
      afterwards(BOUNDS.word());
    }
    assertThat(desk.outcomes())
        .containsExactly(new Lost(), new Reached(Answer.ESCALATED, Optional.empty(), Optional.empty()));
  }

  @Test
  void an_operators_word_is_told_even_after_the_report() {
    handedOver(false);
    tracker.operators().begun(id, desk.instant());
    hangsUp();
    afterwards(BOUNDS.word());
    tracker.operators().ended(id, word(DialogueResult.End.WRONG_NUMBER, false), desk.instant());
    assertThat(desk.outcomes()).containsExactly(new Lost(), new Undeliverable(Refusal.WRONG_NUMBER));
  }

  @Test
  void a_service_that_stops_says_nothing_of_a_debtor_who_waits_for_an_operator() {
    handedOver(false);
    tracker.flush(LINE);
    assertThat(desk.reports).isEmpty();
  }

  @Test
  void what_comes_after_the_report_changes_nothing() {
    tracker.heard(new CallEvent.NotAnswered(id, desk.instant(), CallEvent.Coarse.BUSY));
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 17, Optional.empty()));
    tracker.ended(id, LISTENED, desk.instant());
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
    afterwards(BOUNDS.latest(CallSurroundings.RING));
    assertThat(desk.outcomes()).containsExactly(new NotReached(NoAnswer.BUSY));
  }

  @Test
  void a_withdrawn_call_is_never_reported() {
    assertThat(tracker.withdrawn(id)).isTrue();
    afterwards(BOUNDS.latest(CallSurroundings.RING).plusSeconds(1));
    assertThat(desk.reports).isEmpty();
  }

  @Test
  void a_call_of_which_something_was_heard_cannot_be_withdrawn() {
    tracker.heard(new CallEvent.Placed(id, desk.instant()));
    assertThat(tracker.withdrawn(id)).isFalse();
    assertThat(tracker.open(LINE)).containsExactly(id);
  }

  @Test
  void a_call_that_the_exchange_has_not_begun_yet_is_not_taken_for_lost() {
    desk.live = Optional.of(new LiveCalls(Set.of(), Set.of()));
    watch.reconcile();
    afterwards(BOUNDS.settle());
    assertThat(desk.reports).isEmpty();
  }

  @Test
  void a_placed_call_that_vanished_while_nobody_listened_is_lost() {
    tracker.heard(new CallEvent.Placed(id, desk.instant()));
    desk.pass(Duration.ofSeconds(5));
    desk.live = Optional.of(new LiveCalls(Set.of(), Set.of()));
    watch.reconcile();
    afterwards(BOUNDS.settle());
    assertThat(desk.outcomes()).containsExactly(new Lost());
  }

  @Test
  void a_call_placed_after_the_question_is_not_judged_by_its_answer() {
    Instant asked = desk.instant();
    desk.pass(Duration.ofSeconds(1));
    tracker.heard(new CallEvent.Placed(id, desk.instant()));
    tracker.reconciled(LINE, new LiveCalls(Set.of(), Set.of()), asked);
    afterwards(BOUNDS.settle());
    assertThat(desk.reports).isEmpty();
  }

  @Test
  void a_hang_up_that_was_only_late_still_tells_the_truth() {
    tracker.heard(new CallEvent.Placed(id, desk.instant()));
    desk.pass(Duration.ofSeconds(5));
    tracker.reconciled(LINE, new LiveCalls(Set.of(), Set.of()), desk.instant());
    tracker.heard(new CallEvent.NotAnswered(id, desk.instant(), CallEvent.Coarse.UNTOLD));
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 17, Optional.empty()));
    assertThat(desk.outcomes()).containsExactly(new NotReached(NoAnswer.BUSY));
  }

  @Test
  void lines_do_not_judge_each_others_calls() {
    Attempt other = desk.written("second");
    tracker.opened(other);
    tracker.heard(new CallEvent.Placed(other.id(), desk.instant()));
    desk.pass(Duration.ofSeconds(5));
    desk.live = Optional.of(new LiveCalls(Set.of(), Set.of()));
    watch.reconcile();
    afterwards(BOUNDS.settle());
    assertThat(tracker.open("second")).containsExactly(other.id());
  }

  @Test
  void stopping_reports_the_conversations_that_have_ended_and_keeps_the_rest_open() {
    Attempt ringing = desk.written(LINE);
    tracker.opened(ringing);
    tracker.ended(id, LISTENED, desk.instant());
    tracker.flush(LINE);
    assertThat(desk.reports).extracting(Report::attempt).containsExactly(id);
    assertThat(tracker.open(LINE)).containsExactly(ringing.id());
  }

  @Test
  void stopping_hangs_up_the_calls_whose_conversation_has_ended_and_no_others() {
    Attempt talking = desk.written(LINE);
    tracker.opened(talking);
    tracker.begun(talking.id(), desk.instant());
    Attempt cut = desk.written(LINE);
    tracker.opened(cut);
    tracker.ended(cut.id(), new DialogueResult(DialogueResult.End.CUT, false, Optional.empty(), Optional.empty(), ""),
        desk.instant());
    Attempt handedOver = desk.written(LINE);
    tracker.opened(handedOver);
    tracker.ended(
        handedOver.id(),
        new DialogueResult(DialogueResult.End.TRANSFERRED, true, Optional.empty(), Optional.empty(), "10"),
        desk.instant());
    tracker.ended(id, LISTENED, desk.instant());
    watch.hangUpSpokenOut();
    assertThat(desk.hungUp).containsExactly(id);
  }

  private void afterwards(Duration time) {
    desk.pass(time.plusMillis(1));
    watch.round();
  }
}
