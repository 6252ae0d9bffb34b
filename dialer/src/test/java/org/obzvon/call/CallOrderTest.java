package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.obzvon.call.CallEvent.Coarse;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.NonPaymentReason;
import org.slf4j.LoggerFactory;

/// Tests that the events of a call may come in any order and that any of them may be missing.
@Tag("slow")
class CallOrderTest {
  private static final String LINE = "main";
  private static final CallBounds BOUNDS = CallBounds.USUAL;

  static {
    // The tracker drops a repeated conversation with a warning; here that happens thousands of times on purpose.
    ((Logger) LoggerFactory.getLogger(CallTracker.class)).setLevel(Level.ERROR);
  }

  /// An event of a call, reported to the tracker.
  interface Step extends BiConsumer<CallTracker, UUID> {}

  /// @param steps all events that are reported about the call
  /// @param outcome the outcome that the events must give
  record Story(String name, List<Step> steps, ContactOutcome outcome) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Property(tries = 3000)
  void every_order_of_the_same_events_gives_the_same_outcome_once(
      @ForAll("stories") Story story, @ForAll Random random) {
    List<Step> order = new ArrayList<>(story.steps());
    Collections.shuffle(order, random);
    assertThat(play(order).outcomes()).containsExactly(story.outcome());
  }

  @Property(tries = 1000)
  void in_every_order_an_operators_word_is_the_outcome_of_a_call_that_the_robot_handed_over(@ForAll Random random) {
    DialogueResult robot = new DialogueResult(DialogueResult.End.TRANSFERRED, false, Optional.empty(), Optional.empty(),
        "0");
    DialogueResult word = new DialogueResult(DialogueResult.End.FINISHED, true, Optional.empty(),
        Optional.of(NonPaymentReason.FORGOT), "");
    List<Step> order = new ArrayList<>(List.of(placed(), answered(), hungUp(16)));
    order.add((tracker, id) -> tracker.begun(id, CallSurroundings.NOON));
    order.add((tracker, id) -> tracker.ended(id, robot, CallSurroundings.NOON.plusSeconds(4)));
    order.add((tracker, id) -> tracker.operators().begun(id, CallSurroundings.NOON.plusSeconds(5)));
    order.add((tracker, id) -> tracker.operators().ended(id, word, CallSurroundings.NOON.plusSeconds(9)));
    Collections.shuffle(order, random);
    assertThat(play(order).outcomes())
        .containsExactly(new Reached(Answer.ESCALATED, Optional.empty(), Optional.of(NonPaymentReason.FORGOT)));
  }

  @Property(tries = 3000)
  void whatever_is_missing_or_told_twice_there_is_one_report_within_the_bound(
      @ForAll("stories") Story story, @ForAll Random random) {
    List<Step> order = new ArrayList<>();
    for (Step step : story.steps()) {
      Collections.nCopies(random.nextInt(3), step).forEach(order::add);
    }
    Collections.shuffle(order, random);
    assertThat(play(order).reports).hasSize(1);
  }

  @Property(tries = 20)
  void a_call_that_never_became_a_channel_is_a_fault_of_our_side_however_often_it_is_told(
      @ForAll @IntRange(min = 1, max = 3) int times) {
    assertThat(play(Collections.nCopies(times, notAnswered(Coarse.UNTOLD))).outcomes())
        .containsAnyOf(new Failed(Fault.EXCHANGE), new Failed(Fault.NETWORK))
        .hasSize(1);
  }

  @Property(tries = 1000)
  void an_operators_word_that_is_told_again_makes_no_second_report(@ForAll Random random) {
    DialogueResult word = new DialogueResult(DialogueResult.End.FINISHED, true, Optional.empty(),
        Optional.of(NonPaymentReason.FORGOT), "");
    Step ended = (tracker, id) -> tracker.operators().ended(id, word, CallSurroundings.NOON.plusSeconds(9));
    List<Step> order = new ArrayList<>(List.of(placed(), answered(), hungUp(16), ended, ended, ended));
    order.add((tracker, id) -> tracker.operators().begun(id, CallSurroundings.NOON.plusSeconds(5)));
    Collections.shuffle(order, random);
    assertThat(play(order).reports).hasSize(1);
  }

  /// Reports the steps within two seconds, then lets time pass up to the time limit, but not beyond it.
  private static CallSurroundings play(List<Step> order) {
    CallSurroundings desk = new CallSurroundings();
    CallTracker tracker = new CallTracker(desk, desk, desk, BOUNDS);
    CallWatch watch = new CallWatch(LINE, tracker, desk, desk, desk);
    var attempt = CallSurroundings.attempt(LINE, "+37369123456");
    tracker.opened(attempt);
    for (Step step : order) {
      step.accept(tracker, attempt.id());
      desk.pass(Duration.ofMillis(100));
      watch.round();
    }
    Instant latest = CallSurroundings.NOON.plus(BOUNDS.latest(CallSurroundings.RING)).plusMillis(1);
    while (desk.instant().isBefore(latest)) {
      Duration left = Duration.between(desk.instant(), latest);
      desk.pass(left.compareTo(Duration.ofMinutes(1)) < 0 ? left : Duration.ofMinutes(1));
      watch.round();
    }
    return desk;
  }

  @Provide
  Arbitrary<Story> stories() {
    return Arbitraries.of(
        unanswered("busy", Coarse.UNTOLD, 17, new NotReached(NoAnswer.BUSY)),
        unanswered("rang out", Coarse.RANG_OUT, 19, new NotReached(NoAnswer.NO_ANSWER)),
        unanswered("given up by us", Coarse.RANG_OUT, 16, new NotReached(NoAnswer.NO_ANSWER)),
        unanswered("rang out, no cause", Coarse.RANG_OUT, 0, new NotReached(NoAnswer.NO_ANSWER)),
        unanswered("failed, no cause", Coarse.UNTOLD, 0, HangupCauses.UNKNOWN),
        unanswered("turned down", Coarse.UNTOLD, 21, new NotReached(NoAnswer.REJECTED)),
        unanswered("no such number", Coarse.UNTOLD, 1, new Undeliverable(Refusal.NO_SUCH_NUMBER)),
        unanswered("congestion", Coarse.UNTOLD, 34, new Failed(Fault.CONGESTION)),
        unanswered("an unheard-of cause", Coarse.UNTOLD, 99, HangupCauses.UNKNOWN),
        new Story("hung up at once", List.of(placed(), ringing(), answered(), hungUp(16)),
            new NotReached(NoAnswer.HUNG_UP_EARLY)),
        new Story("nobody led", List.of(placed(), answered(), hungUp(63)), new Failed(Fault.SCRIPT)),
        talked("listened", DialogueResult.End.FINISHED, true,
            new Reached(Answer.GAVE_REASON, Optional.empty(), Optional.of(NonPaymentReason.FORGOT))),
        talked("to an operator", DialogueResult.End.TRANSFERRED, true,
            new Reached(Answer.ESCALATED, Optional.empty(), Optional.of(NonPaymentReason.FORGOT))),
        talked("machine", DialogueResult.End.MACHINE, false, new NotReached(NoAnswer.MACHINE)),
        talked("wrong number", DialogueResult.End.WRONG_NUMBER, false, new Undeliverable(Refusal.WRONG_NUMBER)),
        talked("hung up early", DialogueResult.End.HUNG_UP, false, new NotReached(NoAnswer.HUNG_UP_EARLY)));
  }

  private static Story unanswered(String name, Coarse coarse, int cause, ContactOutcome outcome) {
    return new Story(name, List.of(placed(), ringing(), notAnswered(coarse), hungUp(cause)), outcome);
  }

  private static Story talked(String name, DialogueResult.End end, boolean rightPerson, ContactOutcome outcome) {
    DialogueResult said = new DialogueResult(end, rightPerson, Optional.empty(),
        rightPerson ? Optional.of(NonPaymentReason.FORGOT) : Optional.empty(),
        "12");
    Step begun = (tracker, id) -> tracker.begun(id, CallSurroundings.NOON);
    Step ended = (tracker, id) -> tracker.ended(id, said, CallSurroundings.NOON.plusSeconds(9));
    return new Story(
        name, List.of(placed(), ringing(), answered(), begun, ended, hungUp(16)), outcome);
  }

  private static Step placed() {
    return (tracker, id) -> tracker.heard(new CallEvent.Placed(id, CallSurroundings.NOON));
  }

  private static Step ringing() {
    return (tracker, id) -> tracker.heard(new CallEvent.Ringing(id, CallSurroundings.NOON));
  }

  private static Step answered() {
    return (tracker, id) -> tracker.heard(new CallEvent.Answered(id, CallSurroundings.NOON.plusSeconds(2)));
  }

  private static Step notAnswered(Coarse why) {
    return (tracker, id) -> tracker.heard(new CallEvent.NotAnswered(id, CallSurroundings.NOON.plusSeconds(3), why));
  }

  private static Step hungUp(int cause) {
    return (tracker, id) -> tracker
        .heard(new CallEvent.HungUp(id, CallSurroundings.NOON.plusSeconds(10), cause, Optional.of("SIP 200")));
  }
}
