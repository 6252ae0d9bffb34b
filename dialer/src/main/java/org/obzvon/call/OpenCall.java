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

/// The known facts of one call without an outcome. Facts are gathered in any order, the first of a kind is kept, and
/// the outcome depends on the facts alone. Not thread-safe: [CallTracker] lets only one thread at a time touch a call.
///
/// Instants inside events are the exchange's; waits count from when we received the event, by our own clock.
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
  private Optional<DialogueResult> dialogue = Optional.empty();
  private boolean attended;
  private Optional<DialogueResult> word = Optional.empty();
  private Optional<Instant> endedAt = Optional.empty();
  private Optional<Instant> endedHeard = Optional.empty();
  private Optional<Instant> askedAt = Optional.empty();
  private Optional<KeptCall> kept = Optional.empty();
  private boolean keptTold;
  private boolean wantsKept;
  private boolean diedUnplaced;

  /// @param resumed found open after a restart: events before `openedAt` were not watched
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
      case CallEvent.Ringing _,CallEvent.Progressed _ -> {
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

  void ended(DialogueResult said, Instant at, Instant now) {
    anythingHeard = true;
    if (dialogue.isEmpty()) {
      dialogue = Optional.of(said);
      endedAt = Optional.of(at);
      endedHeard = Optional.of(now);
    }
  }

  /// Records that an operator talks to the debtor: the outcome waits for the operator's disposition.
  void attended(Instant at) {
    anythingHeard = true;
    attended = true;
    begunAt = begunAt.or(() -> Optional.of(at));
  }

  /// Records the operator's disposition. The first one is kept.
  void written(DialogueResult said, Instant at) {
    anythingHeard = true;
    attended = true;
    word = word.or(() -> Optional.of(said));
    endedAt = endedAt.or(() -> Optional.of(at));
  }

  /// Records that the stop key was pressed after the conversation, or outside of one.
  DialogueResult stopped(Instant at, Instant now) {
    anythingHeard = true;
    DialogueResult after = dialogue.map(DialogueResult::thenStopped).orElse(DialogueResult.STOPPED);
    dialogue = Optional.of(after);
    endedAt = Optional.of(at);
    endedHeard = Optional.of(now);
    return after;
  }

  /// Records that the exchange restarted before it had answered the request to call.
  void diedUnplaced() {
    diedUnplaced = true;
  }

  /// Records that the exchange was asked and that the call is alive there.
  void alive(boolean answered, Instant now) {
    askedAt = Optional.of(now);
    answeredUnwatched |= resumed && answered && answeredAt.isEmpty() && begunAt.isEmpty();
  }

  /// Records that the exchange was asked and does not know the call. A call that it has not begun yet may still come:
  /// it is waited for as long as it would ring.
  void missing(Instant asked, Instant now, CallBounds bounds) {
    askedAt = Optional.of(now);
    boolean mayStillCome = !resumed && !diedUnplaced && existsHeard.isEmpty() && begunAt.isEmpty()
        && endedHeard.isEmpty()
        && asked.isBefore(openedAt.plus(ring).plus(bounds.ringGrace()));
    boolean begunSince = existsHeard.filter(at -> !at.isBefore(asked)).isPresent();
    if (!mayStillCome && !begunSince && overHeard.isEmpty()) {
      hear(new CallEvent.Vanished(attempt, asked), now);
    }
  }

  /// Returns whether the call is over and only what the exchange kept can tell what became of its conversation.
  boolean wantsKept() {
    return wantsKept;
  }

  /// Records what the exchange has stored about the call in its own database; empty when it has stored nothing.
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

  /// Returns whether a conversation began, as far as is known: a debtor who hangs up while the exchange listens for an
  /// answering machine has had none. Conversations that an earlier run began were not watched.
  private boolean isBegun(KeptCall call) {
    return resumed || begunAt.isPresent() || dialogue.isPresent() || call.said().isPresent()
        || !call.keysAfterwards().isEmpty();
  }

  /// Returns whether we saw no end of the conversation: it was cut, led by an earlier run, or never begun.
  private boolean isBroken() {
    return notAnswered.isEmpty() && word.isEmpty()
        && dialogue.map(DialogueResult::end)
            .filter(end -> end != DialogueResult.End.CUT && end != DialogueResult.End.FAULT).isEmpty();
  }

  /// Returns whether it is time to ask the exchange what became of the call.
  boolean wantsAsking(CallBounds bounds, Instant now) {
    boolean askedLately = askedAt.filter(at -> now.isBefore(at.plus(bounds.askEvery()))).isPresent();
    if (overHeard.isPresent() || askedLately) {
      return false;
    }
    boolean transferred = attended || dialogue.filter(said -> said.end() == DialogueResult.End.TRANSFERRED).isPresent();
    boolean overdueAfterTalk = !transferred
        && endedHeard.filter(at -> now.isAfter(at.plus(bounds.dialogueGrace()))).isPresent();
    return overdueAfterTalk || outlived(bounds, now);
  }

  /// Returns whether the call, if it is alive, exceeds the longest duration of a call and has to be hung up.
  boolean outlived(CallBounds bounds, Instant now) {
    if (overHeard.isPresent()) {
      return false;
    }
    boolean talking = answeredHeard.isPresent() || begunAt.isPresent() || answeredUnwatched;
    Instant end = openedAt.plus(ring).plus(bounds.ringGrace()).plus(talking ? bounds.longest() : Duration.ZERO);
    return now.isAfter(end);
  }

  /// Returns the report, once nothing more can change it or nothing more is waited for.
  Optional<Report> report(CallBounds bounds, Instant now) {
    Optional<ContactOutcome> decided = outcome(bounds, now);
    wantsKept = decided.isPresent() && isBroken() && !keptTold && mayStillAsk(bounds, now);
    return wantsKept ? Optional.empty()
        : decided.map(outcome -> new Report(attempt, outcome, answeredAt(), endedAt(now), trace()));
  }

  private boolean mayStillAsk(CallBounds bounds, Instant now) {
    return overHeard
        .filter(over -> !now.isAfter(over.plus(bounds.dialogueGrace()).plus(bounds.askEvery())))
        .isPresent()
        && !now.isAfter(openedAt.plus(bounds.latest(ring)));
  }

  /// Returns the report of a conversation that has ended, although no event has ended the call itself.
  Optional<Report> reportNow(Instant now) {
    // The exchange still listens to a debtor who was cut off, and the next run learns from it what they pressed.
    return isBroken()
        ? Optional.empty()
        : said().map(outcome -> new Report(attempt, outcome, answeredAt(), endedAt(now), trace()));
  }

  /// Returns whether the robot's conversation is over and its call is not: nobody talks to the debtor any more.
  boolean isSpokenOut() {
    return overHeard.isEmpty() && !attended && !isBroken()
        && dialogue.filter(said -> said.end() != DialogueResult.End.TRANSFERRED).isPresent();
  }

  /// Returns the outcome that the conversation gives for certain; empty while an operator may still say more, or may
  /// still come.
  private Optional<ContactOutcome> said() {
    if (word.isPresent()) {
      return word.map(written -> DialogueOutcomes.of(dialogue, written));
    }
    return dialogue
        .filter(robot -> robot.rightPerson() || robot.end() != DialogueResult.End.TRANSFERRED)
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
      // The event that an operator took the call may arrive after the call's end, over another connection.
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
    return dialogue.filter(said -> said.end() == DialogueResult.End.OPTED_OUT).isPresent();
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
      return rangNobody() ? new Failed(Fault.EXCHANGE) : new Lost();
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

  /// Returns whether the request was lost with the exchange, which kept nothing of the call and never sent an event of
  /// it.
  private boolean rangNobody() {
    return diedUnplaced && keptTold && kept.isEmpty() && existsHeard.isEmpty() && dialStatus.isEmpty()
        && answeredAt.isEmpty();
  }

  /// Returns the outcome when the exchange called and says only that it failed: the telephone may have rung, so there
  /// is no automatic retry.
  private ContactOutcome withoutCause() {
    return dialStatus.isPresent() ? HangupCauses.unanswered(told()) : new Lost();
  }

  private HangupCauses.Told told() {
    return new HangupCauses.Told(
        cause(), hungUp.flatMap(CallEvent.HungUp::techCause), dialStatus, notAnswered.map(CallEvent.NotAnswered::why),
        ring());
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

  /// Returns the end of the call, which is never before the answer, though different clocks may have timed the two.
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
        dialogue.map(DialogueResult::keys).orElse(""), cause(), hungUp.flatMap(CallEvent.HungUp::techCause));
  }
}
