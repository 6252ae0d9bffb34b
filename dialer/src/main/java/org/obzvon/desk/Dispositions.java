package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.call.DialogueResult;
import org.obzvon.contact.ReasonSink;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.LatePromiseBook;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.desk.Disposition.Covers;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.document.Sentence;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.register.Account;

/// Puts an operator's disposition into effect: first the note and the debtor's reasons together, then suppression,
/// promise, outcome and call-back. Every effect may be repeated without harm, so after a failure half way the operator
/// submits the disposition again.
final class Dispositions {
  private static final int LONGEST_NOTE = 2_000;
  private static final int FARTHEST_PROMISE_DAYS = 90;

  private final DeskBook book;
  private final DeskBookWriter bookWriter;
  private final OpenAttempts attempts;
  private final LatePromiseBook promises;
  private final Suppressions suppressions;
  private final ReasonSink reasons;
  private final CallBacks callBacks;
  private final Map<String, OperatorLine> lines;
  private final InstantSource clock;

  /// @param bookWriter writes in order
  /// @param attempts tells which number was called
  /// @param reasons stores them together with the disposition, where both are in one store
  Dispositions(
      DeskBook book, DeskBookWriter bookWriter, OpenAttempts attempts, LatePromiseBook promises,
      Suppressions suppressions,
      ReasonSink reasons, CallBacks callBacks, Map<String, OperatorLine> lines, InstantSource clock) {
    this.book = book;
    this.bookWriter = bookWriter;
    this.attempts = attempts;
    this.promises = promises;
    this.suppressions = suppressions;
    this.reasons = reasons;
    this.callBacks = callBacks;
    this.lines = Map.copyOf(lines);
    this.clock = clock;
  }

  /// @return what is wrong with the disposition; empty when it may be stored
  Optional<Sentence> fault(DeskConversation talk, Disposition said, Account account, Instant now) {
    if (said.note().length() > LONGEST_NOTE) {
      return Optional.of(DispositionFault.NOTE_TOO_LONG.with(LONGEST_NOTE));
    }
    if (said.promise().isPresent()) {
      Optional<Sentence> bad = promise(said, account, now);
      if (bad.isPresent()) {
        return bad;
      }
    }
    return switch (said.next()) {
      case NextStep.CallBack(var at, _) -> callBack(talk, at, account, now);
      case NextStep.Complaint(var words) ->
          words.isBlank() || words.length() > LONGEST_NOTE
              ? Optional.of(DispositionFault.COMPLAINT.with(LONGEST_NOTE))
              : Optional.empty();
      case NextStep.Stop(var kind, var covers) ->
          Disposition.isOfNumber(said.reach(), kind) && covers.equals(Optional.of(Covers.HOUSEHOLD))
              ? Optional.of(DispositionFault.STOP_BY_STRANGER.with())
              : Optional.empty();
      case NextStep.Nothing _ -> Optional.empty();
    };
  }

  /// Checks a promised call-back: it must be at a time at which the policy permits calling the debtor.
  private Optional<Sentence> callBack(DeskConversation talk, Instant at, Account account, Instant now) {
    if (at.isBefore(now) || at.isAfter(now.plus(Duration.ofDays(CallBacks.LONGEST_DAYS)))) {
      return Optional.of(DispositionFault.CALL_BACK_TIME.with(CallBacks.LONGEST_DAYS));
    }
    Optional<Instant> permitted = callBacks.permitted(talk.attempt(), at);
    if (permitted.filter(at::equals).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        permitted
            .flatMap(next -> callBacks.proposed(talk.attempt(), next))
            .map(next -> DispositionFault.CALL_BACK_HOUR.with(local(next, account)))
            .orElseGet(() -> DispositionFault.CALL_BACK_NEVER.with(CallBacks.LONGEST_DAYS)));
  }

  private static ZonedDateTime local(Instant at, Account account) {
    ZoneId zone = account.subscriber().place().zone().orElse(ZoneOffset.UTC);
    return at.atZone(zone);
  }

  private static Optional<Sentence> promise(Disposition said, Account account, Instant now) {
    var promise = said.promise().get();
    ZoneId zone = account.subscriber().place().zone().orElse(ZoneOffset.UTC);
    LocalDate today = LocalDate.ofInstant(now, zone);
    if (said.reach() != Reach.RIGHT_PERSON) {
      return Optional.of(DispositionFault.PROMISE_BY_OTHER.with());
    }
    if (promise.day().isBefore(today) || promise.day().isAfter(today.plusDays(FARTHEST_PROMISE_DAYS))) {
      return Optional.of(DispositionFault.PROMISE_DAY.with(today.plusDays(FARTHEST_PROMISE_DAYS)));
    }
    boolean positive = promise.amount().amount().signum() > 0;
    boolean sameMoney = promise.amount().currency().equals(account.debt().balance().currency());
    return positive && sameMoney
        ? Optional.empty()
        : Optional.of(DispositionFault.PROMISE_AMOUNT.with(account.debt().balance().currency()));
  }

  /// Returns the first quarter of an hour, not before `from`, at which the debtor may be called back.
  Optional<Instant> callBack(DeskConversation talk, Instant from) {
    return callBacks.proposed(talk.attempt(), from);
  }

  /// @param noted stored together with the note, the reasons and the suppression
  void write(DeskConversation talk, Account account, Disposition said, Runnable noted) {
    Instant now = clock.instant();
    List<Heard> heard = reasons(talk, account, said, now);
    Runnable together = () -> {
      noted.run();
      heard.forEach(reasons::heard);
      stop(talk, account, said);
    };
    bookWriter.now(() -> book.write(talk, said, together));
    said.promise().ifPresent(given -> promises.add(talk.attempt(), given, now));
    lines.get(talk.exchange()).talks(talk.kind()).ended(talk.attempt(), dialogue(said), now);
    if (said.next() instanceof NextStep.CallBack(var at, var mine)) {
      callBacks.keep(talk.attempt(), at, talk.operator().map(DeskConversation.Side::operator).filter(_ -> mine));
    }
  }

  /// Returns the reasons to store. A complaint becomes the reason "quality of service", even if the operator chose
  /// another; its words come first.
  private static List<Heard> reasons(DeskConversation talk, Account account, Disposition said, Instant now) {
    Map<NonPaymentReason, String> words = new EnumMap<>(NonPaymentReason.class);
    if (said.next() instanceof NextStep.Complaint(var complaint)) {
      words.put(NonPaymentReason.QUALITY_OF_SERVICE, complaint);
    }
    said.reason().ifPresent(reason -> words.putIfAbsent(reason, said.note()));
    Source source = Source.operator(talk.attempt(), talk.operator().map(DeskConversation.Side::operator));
    return words.entrySet().stream()
        .map(one -> new Heard(source, account.id(), one.getKey(), one.getValue(), now))
        .toList();
  }

  private void stop(DeskConversation talk, Account account, Disposition said) {
    var household = new Suppression.Target.Household(account.id());
    if (said.reach() == Reach.WRONG_NUMBER) {
      number(talk).ifPresent(number -> stop(talk, number, StopKind.WRONG_NUMBER));
    }
    switch (said.next()) {
      case NextStep.Stop(var kind, var chosen) ->
          (chosen.orElse(Disposition.usually(said.reach(), kind)) == Covers.NUMBER
              ? number(talk)
              : Optional.of(household))
              .ifPresent(target -> stop(talk, target, kind));
      case NextStep.Nothing _,NextStep.CallBack _,NextStep.Complaint _ -> {
      }
    }
  }

  /// Returns the number that was called.
  private Optional<Suppression.Target> number(DeskConversation talk) {
    return attempts.findClosedToo(talk.attempt()).map(called -> new Suppression.Target.Number(called.phone()));
  }

  private void stop(DeskConversation talk, Suppression.Target target, StopKind kind) {
    suppressions.add(
        new Stop(
            target, kind, "told an operator", Optional.empty(), new Suppression.Origin.OfAttempt(talk.attempt())));
  }

  /// Returns the conversation in the form that the robot's conversations have, so that both are counted alike.
  private static DialogueResult dialogue(Disposition said) {
    boolean rightPerson = said.reach() == Reach.RIGHT_PERSON;
    boolean optedOut = said.next() instanceof NextStep.Stop(var kind, var _) && kind == StopKind.OPT_OUT;
    DialogueResult.End end = switch (said.reach()) {
      case RIGHT_PERSON -> optedOut ? DialogueResult.End.OPTED_OUT : DialogueResult.End.FINISHED;
      case SOMEBODY_ELSE -> optedOut ? DialogueResult.End.OPTED_OUT : DialogueResult.End.SOMEBODY_ELSE;
      case WRONG_NUMBER -> DialogueResult.End.WRONG_NUMBER;
      case NOBODY -> DialogueResult.End.SILENT;
    };
    return new DialogueResult(end, rightPerson, said.promise(), said.reason(), "");
  }
}
