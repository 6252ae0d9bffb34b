package org.obzvon.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;

/// What is known of one call that has no outcome yet. Facts are gathered in any order, the first of a kind stands, and
/// the verdict depends on the facts alone. Not safe for threads: [CallTracker] touches one call from one thread at a
/// time.
///
/// Instants inside events are the exchange's; the waits count from when we heard, by our own clock.
final class OpenCall {
  private final UUID attempt;
  private final String line;
  private final Instant openedAt;
  private final Duration ring;
  private final boolean resumed;

  private boolean anythingHeard;
  private boolean answeredUnwatched;
  private boolean progressed;
  private Optional<CallEvent.DialStatus> dialStatus = Optional.empty();
  private Optional<Instant> existsHeard = Optional.empty();
  private Optional<Instant> answeredAt = Optional.empty();
  private Optional<Instant> answeredHeard = Optional.empty();
  private Optional<CallEvent.NotAnswered> notAnswered = Optional.empty();
  private Optional<CallEvent.HungUp> hungUp = Optional.empty();
  private Optional<Instant> overHeard = Optional.empty();
  private Optional<Instant> vanishedAt = Optional.empty();
  private Optional<Instant> begunAt = Optional.empty();
  private Optional<Dialogue> dialogue = Optional.empty();
  private boolean attended;
  private Optional<Dialogue> word = Optional.empty();
  private Optional<Instant> endedAt = Optional.empty();
  private Optional<Instant> endedHeard = Optional.empty();
  private Optional<Instant> askedAt = Optional.empty();
  private Optional<KeptCall> kept = Optional.empty();
  private boolean keptTold;
  private boolean wantsKept;

  /// @param resumed found open after a restart: what happened before `openedAt` was not watched
  OpenCall(UUID attempt, String line, Duration ring, Instant openedAt, boolean resumed) {
    this.attempt = attempt;
    this.line = line;
    this.ring = ring;
    this.openedAt = openedAt;
    this.resumed = resumed;
  }

  String line() {
    return line;
  }

  boolean anythingHeard() {
    return anythingHeard;
  }

  void hear(CallEvent event, Instant now) {
    anythingHeard = true;
    switch (event) {
      case CallEvent.Placed _ -> exists(now);
      case CallEvent.Ringing _, CallEvent.Progressed _ -> {
        exists(now);
        progressed = true;
      }
      case CallEvent.Dialled dialled -> dialStatus = Optional.of(dialled.status());
      case CallEvent.Answered answered -> {
        exists(now);
        answeredAt = answeredAt.or(() -> Optional.of(answered.at()));
        answeredHeard = answeredHeard.or(() -> Optional.of(now));
      }
      case CallEvent.NotAnswered failed -> {
        notAnswered = notAnswered.or(() -> Optional.of(failed));
        over(now);
      }
      case CallEvent.HungUp hangup -> {
        hungUp = hungUp.or(() -> Optional.of(hangup));
        over(now);
      }
      case CallEvent.Vanished vanished -> {
        vanishedAt = vanishedAt.or(() -> Optional.of(vanished.at()));
        over(now);
      }
    }
  }

  private void exists(Instant now) {
    existsHeard = existsHeard.or(() -> Optional.of(now));
  }

  private void over(Instant now) {
    overHeard = overHeard.or(() -> Optional.of(now));
  }

  void begun(Instant at) {
    anythingHeard = true;
    begunAt = begunAt.or(() -> Optional.of(at));
  }

  void ended(Dialogue said, Instant at, Instant now) {
    anythingHeard = true;
    if (dialogue.isEmpty()) {
      dialogue = Optional.of(said);
      endedAt = Optional.of(at);
      endedHeard = Optional.of(now);
    }
  }

  /// An operator talks to the debtor: the outcome waits for what the operator writes down.
  void attended(Instant at) {
    anythingHeard = true;
    attended = true;
    begunAt = begunAt.or(() -> Optional.of(at));
  }

  /// What the operator wrote down. The first word stands.
  void written(Dialogue said, Instant at) {
    anythingHeard = true;
    attended = true;
    word = word.or(() -> Optional.of(said));
    endedAt = endedAt.or(() -> Optional.of(at));
  }

  /// The stop key was pressed after the conversation, or outside of one.
  Dialogue stopped(Instant at, Instant now) {
    anythingHeard = true;
    Dialogue after = dialogue.map(Dialogue::thenStopped).orElse(Dialogue.STOPPED);
    dialogue = Optional.of(after);
    endedAt = Optional.of(at);
    endedHeard = Optional.of(now);
    return after;
  }

  /// The exchange was asked at `asked` and the call is alive there.
  void alive(boolean answered, Instant now) {
    askedAt = Optional.of(now);
    answeredUnwatched |= resumed && answered && answeredAt.isEmpty() && begunAt.isEmpty();
  }

  /// The exchange was asked and does not know the call. One that it has not begun yet may still come: it is waited for
  /// as long as it would ring.
  void missing(Instant asked, Instant now, CallBounds bounds) {
    askedAt = Optional.of(now);
    boolean mayStillCome =
        !resumed && existsHeard.isEmpty() && begunAt.isEmpty() && endedHeard.isEmpty()
            && asked.isBefore(openedAt.plus(ring).plus(bounds.ringGrace()));
    boolean begunSince = existsHeard.filter(at -> !at.isBefore(asked)).isPresent();
    if (!mayStillCome && !begunSince && overHeard.isEmpty()) {
      hear(new CallEvent.Vanished(attempt, asked), now);
    }
  }

  /// Whether the call is over and only what the exchange kept can tell what became of its conversation.
  boolean wantsKept() {
    return wantsKept;
  }

  /// What the exchange kept of the call; empty when it kept nothing.
  void kept(Optional<KeptCall> told) {
    keptTold = true;
    kept = told;
    told.filter(call -> !call.unled()).ifPresent(call -> {
      if (isBegun(call)) {
        dialogue = Optional.of(call.dialogue(dialogue));
        begunAt = begunAt.or(call::answeredAt);
      } else {
        answeredAt = answeredAt.or(call::answeredAt);
      }
      endedAt = endedAt.or(call::endedAt);
    });
  }

  /// Whether a conversation was begun, as far as anybody knows: who hangs up while the exchange listens for an answering
  /// machine has had none. What an earlier run began was not watched.
  private boolean isBegun(KeptCall call) {
    return resumed || begunAt.isPresent() || dialogue.isPresent() || call.said().isPresent() || !call.keysAfterwards().isEmpty();
  }

  /// The conversation has no end that we saw: it was cut, led by an earlier run, or never begun.
  private boolean isBroken() {
    return notAnswered.isEmpty() && word.isEmpty()
        && dialogue.map(Dialogue::end).filter(end -> end != Dialogue.End.CUT && end != Dialogue.End.FAULT).isEmpty();
  }

  /// Whether it is time to ask the exchange what became of the call.
  boolean wantsAsking(CallBounds bounds, Instant now) {
    boolean askedLately = askedAt.filter(at -> now.isBefore(at.plus(bounds.askEvery()))).isPresent();
    if (overHeard.isPresent() || askedLately) {
      return false;
    }
    boolean transferred = attended || dialogue.filter(said -> said.end() == Dialogue.End.TRANSFERRED).isPresent();
    boolean overdueAfterTalk =
        !transferred && endedHeard.filter(at -> now.isAfter(at.plus(bounds.dialogueGrace()))).isPresent();
    return overdueAfterTalk || outlived(bounds, now);
  }

  /// Whether the call, if it is alive, is beyond what a call may last, and has to be hung up.
  boolean outlived(CallBounds bounds, Instant now) {
    if (overHeard.isPresent()) {
      return false;
    }
    boolean talking = answeredHeard.isPresent() || begunAt.isPresent() || answeredUnwatched;
    Instant end = openedAt.plus(ring).plus(bounds.ringGrace()).plus(talking ? bounds.longest() : Duration.ZERO);
    return now.isAfter(end);
  }

  /// The report, once nothing more can change it or nothing more is waited for.
  Optional<Report> report(CallBounds bounds, Instant now) {
    Optional<ContactOutcome> decided = outcome(bounds, now);
    wantsKept = decided.isPresent() && isBroken() && !keptTold && mayStillAsk(bounds, now);
    return wantsKept ? Optional.empty() : decided.map(outcome -> new Report(attempt, outcome, answeredAt(), endedAt(now), trace()));
  }

  private boolean mayStillAsk(CallBounds bounds, Instant now) {
    return overHeard
        .filter(over -> !now.isAfter(over.plus(bounds.dialogueGrace()).plus(bounds.askEvery())))
        .isPresent()
        && !now.isAfter(openedAt.plus(bounds.latest(ring)));
  }

  /// The report of a conversation that has ended, although the call itself has not been seen to end.
  Optional<Report> reportNow(Instant now) {
    // The exchange still listens to whoever was cut off, and the next run learns from it what they pressed.
    return isBroken()
        ? Optional.empty()
        : said().map(outcome -> new Report(attempt, outcome, answeredAt(), endedAt(now), trace()));
  }

  /// What is known of the conversation for certain; empty while an operator may still say more, or may still come.
  private Optional<ContactOutcome> said() {
    if (word.isPresent()) {
      return word.map(written -> DialogueOutcomes.of(dialogue, written));
    }
    return dialogue
        .filter(robot -> robot.rightPerson() || robot.end() != Dialogue.End.TRANSFERRED)
        .map(DialogueOutcomes::of);
  }

  private Optional<ContactOutcome> outcome(CallBounds bounds, Instant now) {
    if (now.isAfter(openedAt.plus(bounds.latest(ring)))) {
      return Optional.of(said().orElseGet(Lost::new));
    }
    if (overHeard.isEmpty()) {
      return Optional.empty();
    }
    Instant over = overHeard.get();
    boolean settled = now.isAfter(over.plus(bounds.settle()));
    if (attended && word.isEmpty() && !stopped()) {
      return now.isAfter(over.plus(bounds.word())) ? Optional.of(said().orElseGet(Lost::new)) : Optional.empty();
    }
    if (word.isPresent()) {
      return hungUp.isPresent() && dialogue.isPresent() || settled ? said() : Optional.empty();
    }
    if (dialogue.isPresent()) {
      // That an operator took the call may be told after its end, over another connection.
      boolean whole = hungUp.isPresent() && answeredAt().isPresent() && said().isPresent();
      return whole || settled ? dialogue.map(DialogueOutcomes::of) : Optional.empty();
    }
    if (begunAt.isPresent()) {
      return now.isAfter(over.plus(bounds.dialogueGrace())) ? Optional.of(new Lost()) : Optional.empty();
    }
    boolean complete = notAnswered.isPresent() && hungUp.isPresent();
    return complete || settled ? Optional.of(withoutDialogue()) : Optional.empty();
  }

  private boolean stopped() {
    return dialogue.filter(said -> said.end() == Dialogue.End.OPTED_OUT).isPresent();
  }

  private ContactOutcome withoutDialogue() {
    if (kept.filter(call -> call.unled() || call.cut()).isPresent()) {
      return new Failed(Fault.SCRIPT);
    }
    OptionalInt cause = cause();
    if (notAnswered.isPresent()) {
      return existsHeard.isPresent() && hungUp.isEmpty() && notAnswered.get().why() == CallEvent.Coarse.UNTOLD
          ? withoutCause()
          : HangupCauses.unanswered(told());
    }
    if (cause.isEmpty()) {
      return new Lost();
    }
    if (answeredAt.isPresent()) {
      return cause.getAsInt() == HangupCauses.NOBODY_LED
          ? new Failed(Fault.SCRIPT)
          : new NotReached(NoAnswer.HUNG_UP_EARLY);
    }
    return !answeredUnwatched && HangupCauses.provesUnanswered(cause.getAsInt())
        ? HangupCauses.unanswered(told())
        : new Lost();
  }

  /// The exchange called and says only that it failed: it may have rung, so nothing is repeated by itself.
  private ContactOutcome withoutCause() {
    return dialStatus.isPresent() ? HangupCauses.unanswered(told()) : new Lost();
  }

  private HangupCauses.Told told() {
    return new HangupCauses.Told(
        cause(), hungUp.flatMap(CallEvent.HungUp::techCause), dialStatus, notAnswered.map(CallEvent.NotAnswered::why), ring());
  }

  private HangupCauses.Ring ring() {
    return switch (hungUp.map(CallEvent.HungUp::was).orElse(CallEvent.HungUp.Was.UNTOLD)) {
      case RINGING -> HangupCauses.Ring.RANG;
      case SILENT -> progressed ? HangupCauses.Ring.UNKNOWN : HangupCauses.Ring.SILENT;
      case UNTOLD -> HangupCauses.Ring.UNKNOWN;
    };
  }

  private OptionalInt cause() {
    return hungUp.map(event -> OptionalInt.of(event.cause())).orElseGet(OptionalInt::empty);
  }

  private Optional<Instant> answeredAt() {
    return notAnswered.isPresent() ? Optional.empty() : answeredAt.or(() -> begunAt);
  }

  /// Never before the answer, though the two may have been told by different clocks.
  private Instant endedAt(Instant now) {
    Instant ended = toldEnd(now);
    return answeredAt().filter(ended::isBefore).orElse(ended);
  }

  private Instant toldEnd(Instant now) {
    return hungUp.map(CallEvent.HungUp::at)
        .or(() -> notAnswered.map(CallEvent.NotAnswered::at))
        .or(() -> endedAt)
        .or(() -> vanishedAt)
        .orElse(now);
  }

  private Trace trace() {
    return new Trace(
        dialogue.map(Dialogue::keys).orElse(""), cause(), hungUp.flatMap(CallEvent.HungUp::techCause));
  }
}
