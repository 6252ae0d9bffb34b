package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;

/// Tests the start of a process while the ledger holds a call as open.
class RestartTest {
  private static final String LINE = "main";

  private final CallSurroundings desk = new CallSurroundings();
  private final CallTracker tracker = new CallTracker(desk, desk, desk, CallBounds.USUAL);
  private final CallWatch watch = new CallWatch(LINE, tracker, desk, desk, desk);
  private UUID id;

  @BeforeEach
  void a_call_was_left_open() {
    id = desk.written(LINE).id();
  }

  @Test
  void a_call_that_is_gone_is_lost() {
    watch.resume();
    exchangeSays(Set.of(), Set.of());
    settle();
    assertThat(desk.outcomes()).containsExactly(new Lost());
  }

  @Test
  void a_call_that_still_rings_is_followed_to_its_true_end() {
    watch.resume();
    exchangeSays(Set.of(id), Set.of());
    tracker.heard(new CallEvent.NotAnswered(id, desk.instant(), CallEvent.Coarse.RANG_OUT));
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 19, Optional.empty()));
    assertThat(desk.outcomes()).containsExactly(new NotReached(NoAnswer.NO_ANSWER));
  }

  @Test
  void a_call_that_was_being_answered_unwatched_is_lost_and_not_taken_for_an_early_hang_up() {
    watch.resume();
    exchangeSays(Set.of(), Set.of(id));
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
    settle();
    assertThat(desk.outcomes()).containsExactly(new Lost());
  }

  @Test
  void a_hang_up_that_comes_before_the_exchange_was_asked_proves_nothing_by_a_normal_cause() {
    watch.resume();
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
    settle();
    assertThat(desk.outcomes()).containsExactly(new Lost());
  }

  @Test
  void a_hang_up_with_a_cause_that_tells_is_believed() {
    watch.resume();
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 17, Optional.empty()));
    settle();
    assertThat(desk.outcomes()).containsExactly(new NotReached(NoAnswer.BUSY));
  }

  @Test
  void a_conversation_begun_before_its_line_was_resumed_is_not_dropped() {
    DialogueResult said = new DialogueResult(DialogueResult.End.OPTED_OUT, true, Optional.empty(), Optional.empty(),
        "9");
    tracker.begun(id, desk.instant());
    tracker.ended(id, said, desk.instant());
    watch.resume();
    tracker.heard(new CallEvent.HungUp(id, desk.instant(), 16, Optional.empty()));
    assertThat(desk.outcomes())
        .containsExactly(new Reached(Answer.OPTED_OUT, Optional.empty(), Optional.empty()));
  }

  @Test
  void a_reported_call_is_not_resumed_while_the_ledger_still_writes() {
    watch.resume();
    exchangeSays(Set.of(), Set.of());
    settle();
    watch.resume();
    exchangeSays(Set.of(), Set.of());
    settle();
    assertThat(desk.reports).hasSize(1);
  }

  @Test
  void an_attempt_that_is_written_and_followed_by_nobody_is_followed_and_ends() {
    desk.pass(Duration.ofMinutes(5));
    desk.live = Optional.of(new LiveCalls(Set.of(), Set.of()));
    watch.followLeftOver();
    settle();
    assertThat(desk.outcomes()).containsExactly(new Lost());
    watch.followLeftOver();
    settle();
    assertThat(desk.reports).hasSize(1);
  }

  private void exchangeSays(Set<UUID> waiting, Set<UUID> answered) {
    desk.pass(Duration.ofSeconds(1));
    desk.live = Optional.of(new LiveCalls(waiting, answered));
    assertThat(watch.reconcile()).isTrue();
  }

  private void settle() {
    desk.pass(CallBounds.USUAL.settle().plusMillis(1));
    watch.round();
  }
}
