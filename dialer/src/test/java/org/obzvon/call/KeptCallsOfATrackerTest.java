package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Money;

/// Tests that a call whose conversation ended unseen is settled from the entries that the exchange kept of it.
class KeptCallsOfATrackerTest {
  private static final String LINE = "main";
  private static final KeptDialogue CONFIRMED = new KeptDialogue(Optional.empty(), true, Optional.empty(),
      Optional.empty(), "1", "sum", false);
  private static final KeptDialogue PROMISED = new KeptDialogue(
      Optional.of(DialogueResult.End.FINISHED), true,
      Optional.of(new Promise(LocalDate.of(2026, 3, 5), Money.of("350.50", "MDL"))), Optional.empty(), "111", "",
      true);

  private final CallSurroundings desk = new CallSurroundings();
  private final CallTracker tracker = new CallTracker(desk, desk, desk, CallBounds.USUAL);
  private final CallWatch watch = new CallWatch(LINE, tracker, desk, desk, desk);

  private static KeptCall kept(Optional<KeptDialogue> said, String keysAfterwards) {
    return new KeptCall(
        said, Optional.of(CallSurroundings.NOON.plusSeconds(5)), Optional.of(CallSurroundings.NOON.plusSeconds(25)),
        false, false, false, keysAfterwards);
  }

  private void exchangeKept(UUID attempt, KeptCall call) {
    desk.kept = Optional.of(Map.of(attempt, call));
  }

  /// Returns a call whose connection to the exchange breaks in the middle of its conversation.
  private UUID cut(String keys) {
    Attempt attempt = desk.written(LINE);
    tracker.opened(attempt);
    tracker.heard(new CallEvent.Answered(attempt.id(), CallSurroundings.NOON.plusSeconds(5)));
    tracker.begun(attempt.id(), CallSurroundings.NOON.plusSeconds(5));
    tracker.ended(
        attempt.id(),
        new DialogueResult(DialogueResult.End.CUT, !keys.isEmpty(), Optional.empty(), Optional.empty(), keys),
        CallSurroundings.NOON.plusSeconds(12));
    tracker.heard(new CallEvent.HungUp(attempt.id(), CallSurroundings.NOON.plusSeconds(25), 16, Optional.empty()));
    return attempt.id();
  }

  /// Returns a call that an earlier run placed and that ended while no process listened.
  private UUID unwatched() {
    Attempt attempt = desk.written(LINE);
    watch.resume();
    desk.live = Optional.of(new LiveCalls(Set.of(), Set.of()));
    watch.reconcile();
    return attempt.id();
  }

  private Report settled() {
    desk.pass(Duration.ofSeconds(3));
    watch.round();
    assertThat(desk.reports).hasSize(1);
    return desk.reports.getFirst();
  }

  @Test
  void the_stop_key_is_heard_that_is_pressed_after_the_connection_broke() {
    exchangeKept(cut(""), kept(Optional.empty(), "9"));
    Report report = settled();
    assertThat(report.outcome()).hasToString("Undeliverable[why=OPTED_OUT]");
    assertThat(report.trace().keys()).isEqualTo("9");
  }

  @Test
  void the_stop_key_after_a_confirmation_is_that_of_the_right_person() {
    exchangeKept(cut("1"), kept(Optional.of(CONFIRMED), "49"));
    assertThat(settled().outcome())
        .hasToString("Reached[answer=OPTED_OUT, promise=Optional.empty, reason=Optional.empty]");
  }

  @Test
  void who_asks_for_a_person_into_the_broken_connection_has_asked_for_one() {
    exchangeKept(cut(""), kept(Optional.empty(), "0"));
    assertThat(settled().outcome()).hasToString("NotReached[why=ASKED_FOR_PERSON]");
  }

  @Test
  void a_cut_call_of_which_the_exchange_kept_nothing_is_lost() {
    cut("");
    assertThat(settled().outcome()).hasToString("Lost[]");
  }

  @Test
  void a_cut_call_waits_for_the_exchange_and_is_lost_when_it_does_not_answer() {
    cut("");
    desk.kept = Optional.empty();
    desk.pass(Duration.ofSeconds(3));
    watch.round();
    assertThat(desk.reports).isEmpty();
    desk.pass(CallBounds.USUAL.dialogueGrace().plus(CallBounds.USUAL.askEvery()));
    assertThat(settled().outcome()).hasToString("Lost[]");
  }

  @Test
  void a_conversation_that_ended_while_nobody_listened_counts_with_its_promise_and_its_two_times() {
    exchangeKept(unwatched(), kept(Optional.of(PROMISED), ""));
    Report report = settled();
    assertThat(report.outcome().toString()).contains("PROMISED", "350.50 MDL");
    assertThat(report.answeredAt()).contains(CallSurroundings.NOON.plusSeconds(5));
    assertThat(report.endedAt()).isEqualTo(CallSurroundings.NOON.plusSeconds(25));
  }

  @Test
  void a_confirmation_that_was_kept_stands_although_nobody_saw_the_rest() {
    exchangeKept(unwatched(), kept(Optional.of(CONFIRMED), ""));
    assertThat(settled().outcome())
        .hasToString("Reached[answer=LISTENED, promise=Optional.empty, reason=Optional.empty]");
  }

  @Test
  void an_answered_call_that_nobody_led_is_a_fault_of_ours() {
    exchangeKept(
        unwatched(), new KeptCall(Optional.empty(), Optional.of(CallSurroundings.NOON),
            Optional.of(CallSurroundings.NOON), true, false, false, ""));
    assertThat(settled().outcome()).hasToString("Failed[whose=SCRIPT]");
  }

  @Test
  void a_debtor_who_leaves_while_the_exchange_listens_after_the_cut_has_hung_up_early() {
    exchangeKept(
        unwatched(),
        new KeptCall(
            Optional.empty(), Optional.of(CallSurroundings.NOON), Optional.of(CallSurroundings.NOON.plusSeconds(2)),
            false, true, true, ""));
    assertThat(settled().outcome()).hasToString("NotReached[why=HUNG_UP_EARLY]");
  }

  @Test
  void a_cut_call_that_the_exchange_had_to_end_is_lost() {
    exchangeKept(
        unwatched(),
        new KeptCall(
            Optional.empty(), Optional.of(CallSurroundings.NOON), Optional.of(CallSurroundings.NOON.plusSeconds(12)),
            false, true, false, ""));
    assertThat(settled().outcome()).hasToString("Lost[]");
  }

  @Test
  void a_debtor_who_hangs_up_before_the_conversation_begins_has_hung_up_early() {
    Attempt attempt = desk.written(LINE);
    tracker.opened(attempt);
    tracker.heard(new CallEvent.Answered(attempt.id(), CallSurroundings.NOON.plusSeconds(5)));
    tracker.heard(new CallEvent.HungUp(attempt.id(), CallSurroundings.NOON.plusSeconds(6), 16, Optional.empty()));
    exchangeKept(attempt.id(), kept(Optional.empty(), ""));
    Report report = settled();
    assertThat(report.outcome()).hasToString("NotReached[why=HUNG_UP_EARLY]");
    assertThat(report.answeredAt()).contains(CallSurroundings.NOON.plusSeconds(5));
  }

  @Test
  void a_call_whose_connection_is_refused_before_any_conversation_is_a_fault_of_ours() {
    Attempt attempt = desk.written(LINE);
    tracker.opened(attempt);
    tracker.heard(new CallEvent.Answered(attempt.id(), CallSurroundings.NOON.plusSeconds(5)));
    tracker.heard(new CallEvent.HungUp(attempt.id(), CallSurroundings.NOON.plusSeconds(6), 16, Optional.empty()));
    exchangeKept(
        attempt.id(), new KeptCall(Optional.empty(), Optional.of(CallSurroundings.NOON),
            Optional.of(CallSurroundings.NOON), false, true, false, ""));
    assertThat(settled().outcome()).hasToString("Failed[whose=SCRIPT]");
  }

  @Test
  void an_unanswered_call_is_settled_without_asking_what_was_kept() {
    desk.kept = Optional.empty();
    Attempt attempt = desk.written(LINE);
    tracker.opened(attempt);
    tracker.heard(new CallEvent.NotAnswered(attempt.id(), CallSurroundings.NOON, CallEvent.Coarse.BUSY));
    tracker.heard(new CallEvent.HungUp(attempt.id(), CallSurroundings.NOON, 17, Optional.of("SIP 486")));
    assertThat(settled().outcome()).hasToString("NotReached[why=BUSY]");
  }

  @Test
  void a_service_that_stops_leaves_a_cut_conversation_to_the_next_run() {
    UUID attempt = cut("");
    tracker.flush(LINE);
    assertThat(desk.reports).isEmpty();
    assertThat(tracker.isOpen(attempt)).isTrue();
  }

  @Test
  void what_was_kept_is_removed_a_round_after_the_ledger_closed_the_attempt() {
    UUID attempt = CallSurroundings.attempt(LINE, "+37369123456").id();
    exchangeKept(attempt, kept(Optional.of(PROMISED), ""));
    desk.over.add(attempt);
    watch.clearKept();
    assertThat(desk.forgotten).isEmpty();
    watch.clearKept();
    assertThat(desk.forgotten).containsExactly(attempt);
    assertThat(desk.reports).isEmpty();
  }

  @Test
  void what_was_kept_of_an_open_attempt_or_of_another_service_stays() {
    UUID open = cut("");
    UUID strange = new UUID(CallSurroundings.NOON.minusSeconds(60).toEpochMilli() << 16 | 0x7000, 0x8000000000000000L);
    desk.kept = Optional.of(Map.of(open, kept(Optional.empty(), ""), strange, kept(Optional.empty(), "")));
    watch.clearKept();
    watch.clearKept();
    assertThat(desk.forgotten).isEmpty();
  }

  @Test
  void ten_thousand_calls_of_another_service_do_not_hide_a_stop_wish_of_ours() {
    Map<UUID, KeptCall> kept = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      kept.put(new UUID(CallSurroundings.NOON.minusSeconds(60).toEpochMilli() << 16 | 0x7000, 0x8000000000000000L + i),
          kept(Optional.empty(), ""));
    }
    List<UUID> ours = IntStream.range(0, 10).mapToObj(_ -> CallSurroundings.attempt(LINE, "+37369123456").id())
        .toList();
    ours.forEach(attempt -> kept.put(attempt, kept(Optional.empty(), "9")));
    desk.kept = Optional.of(kept);
    desk.over.addAll(ours);
    watch.clearKept();
    watch.clearKept();
    assertThat(desk.reports).extracting(report -> report.attempt()).containsExactlyInAnyOrderElementsOf(ours);
    assertThat(desk.forgotten).containsExactlyInAnyOrderElementsOf(ours);
  }

  @Test
  void what_was_kept_of_an_unknown_attempt_is_removed_after_three_days() {
    Instant fourDaysAgo = CallSurroundings.NOON.minus(Duration.ofDays(4));
    UUID strange = new UUID(fourDaysAgo.toEpochMilli() << 16 | 0x7000, 0x8000000000000000L);
    exchangeKept(strange, kept(Optional.empty(), ""));
    watch.clearKept();
    assertThat(desk.forgotten).containsExactly(strange);
  }

  @Test
  void a_stop_wish_that_was_kept_is_heard_although_the_attempt_is_closed_and_only_once() {
    UUID attempt = CallSurroundings.attempt(LINE, "+37369123456").id();
    exchangeKept(attempt, kept(Optional.empty(), "9"));
    desk.over.add(attempt);
    watch.clearKept();
    watch.clearKept();
    assertThat(desk.outcomes()).hasSize(1).first().hasToString("Undeliverable[why=OPTED_OUT]");
  }

  @Test
  void a_kept_conversation_is_read_as_it_was_written() {
    KeptDialogue whole = new KeptDialogue(
        Optional.of(DialogueResult.End.OPTED_OUT), true, PROMISED.promise(), Optional.of(NonPaymentReason.NO_MONEY),
        "1*#9",
        "good-bye",
        true);
    assertThat(KeptDialogue.read(whole.line())).contains(whole);
    assertThat(KeptDialogue.read(CONFIRMED.line())).contains(CONFIRMED);
    assertThat(KeptDialogue.read("end=NONSENSE keys=1")).isEmpty();
    assertThat(KeptDialogue.read("day=tomorrow amount=1 currency=MDL")).isEmpty();
    assertThat(KeptDialogue.read("nothing of ours")).isEmpty();
  }
}
