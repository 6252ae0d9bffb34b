package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.obzvon.call.Dialogue;
import org.obzvon.contact.HeardReasons.Heard;
import org.obzvon.contact.HeardReasons.Source;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.Reason;
import org.obzvon.desk.DeskRoom.Effects;
import org.obzvon.desk.Disposition.Covers;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.document.Sentence;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.register.Account;

/// What an operator writes down takes effect: note and the debtor's reasons together first, then stop entry, promise, the
/// outcome and call-back. Every effect may be repeated without harm, so a failure half way is tried again
/// by writing it down again.
final class Dispositions {
  private static final int LONGEST_NOTE = 2_000;
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV", Locale.ROOT);
  private static final int FARTHEST_PROMISE_DAYS = 90;

  private final Book book;
  private final Effects effects;
  private final CallBacks callBacks;
  private final Map<String, HumanLine> lines;

  /// @param clerk who writes it in its order
  /// @param attempts which number was called
  record Book(DeskBook pages, Clerk clerk, OpenAttempts attempts, InstantSource clock) {}

  Dispositions(Book book, Effects effects, CallBacks callBacks, Map<String, HumanLine> lines) {
    this.book = book;
    this.effects = effects;
    this.callBacks = callBacks;
    this.lines = Map.copyOf(lines);
  }

  /// @return what is wrong with it; empty when it may be written down
  Optional<Sentence> fault(Talk talk, Disposition said, Account account, Instant now) {
    if (said.note().length() > LONGEST_NOTE) {
      return Optional.of(Unfit.NOTE_TOO_LONG.with(LONGEST_NOTE));
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
              ? Optional.of(Unfit.COMPLAINT.with(LONGEST_NOTE))
              : Optional.empty();
      case NextStep.Stop(var kind, var covers) ->
          Disposition.isOfNumber(said.reach(), kind) && covers.equals(Optional.of(Covers.HOUSEHOLD))
              ? Optional.of(Unfit.STOP_BY_STRANGER.with())
              : Optional.empty();
      case NextStep.Nothing _ -> Optional.empty();
    };
  }

  /// A debtor is promised no hour at which the policy would not let him be called.
  private Optional<Sentence> callBack(Talk talk, Instant at, Account account, Instant now) {
    if (at.isBefore(now) || at.isAfter(now.plus(Duration.ofDays(CallBacks.LONGEST_DAYS)))) {
      return Optional.of(Unfit.CALL_BACK_TIME.with(CallBacks.LONGEST_DAYS));
    }
    Optional<Instant> permitted = callBacks.permitted(talk.attempt(), at);
    if (permitted.filter(at::equals).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        permitted
            .flatMap(next -> callBacks.proposed(talk.attempt(), next))
            .map(next -> Unfit.CALL_BACK_HOUR.with(local(next, account)))
            .orElseGet(() -> Unfit.CALL_BACK_NEVER.with(CallBacks.LONGEST_DAYS)));
  }

  private static String local(Instant at, Account account) {
    ZoneId zone = account.subscriber().place().zone().orElse(ZoneOffset.UTC);
    return LOCAL.format(at.atZone(zone));
  }

  private static Optional<Sentence> promise(Disposition said, Account account, Instant now) {
    var promise = said.promise().get();
    ZoneId zone = account.subscriber().place().zone().orElse(ZoneOffset.UTC);
    LocalDate today = LocalDate.ofInstant(now, zone);
    if (said.reach() != Reach.RIGHT_PERSON) {
      return Optional.of(Unfit.PROMISE_BY_OTHER.with());
    }
    if (promise.day().isBefore(today) || promise.day().isAfter(today.plusDays(FARTHEST_PROMISE_DAYS))) {
      return Optional.of(Unfit.PROMISE_DAY.with(today.plusDays(FARTHEST_PROMISE_DAYS)));
    }
    boolean positive = promise.amount().amount().signum() > 0;
    boolean sameMoney = promise.amount().currency().equals(account.debt().balance().currency());
    return positive && sameMoney
        ? Optional.empty()
        : Optional.of(Unfit.PROMISE_AMOUNT.with(account.debt().balance().currency()));
  }

  /// The first quarter of an hour from then on at which the debtor may be called back.
  Optional<Instant> callBack(Talk talk, Instant from) {
    return callBacks.proposed(talk.attempt(), from);
  }

  /// @param noted stored with the note, the reasons and the stop entry
  void write(Talk talk, Account account, Disposition said, Runnable noted) {
    Instant now = book.clock().instant();
    List<Heard> heard = reasons(talk, account, said, now);
    Runnable together =
        () -> {
          noted.run();
          heard.forEach(effects.reasons()::heard);
          stop(talk, account, said);
        };
    book.clerk().now(() -> book.pages().write(talk, said, together));
    said.promise().ifPresent(given -> effects.promises().add(talk.attempt(), given, now));
    lines.get(talk.exchange()).talks(talk.kind()).ended(talk.attempt(), dialogue(said), now);
    if (said.next() instanceof NextStep.CallBack(var at, var mine)) {
      callBacks.keep(talk.attempt(), at, talk.operator().map(Talk.Side::operator).filter(_ -> mine));
    }
  }

  /// A complaint is the reason "quality of service", whatever else was given as one; its words come first.
  private static List<Heard> reasons(Talk talk, Account account, Disposition said, Instant now) {
    Map<Reason, String> words = new EnumMap<>(Reason.class);
    if (said.next() instanceof NextStep.Complaint(var complaint)) {
      words.put(Reason.QUALITY_OF_SERVICE, complaint);
    }
    said.reason().ifPresent(reason -> words.putIfAbsent(reason, said.note()));
    Source source = Source.operator(talk.attempt(), talk.operator().map(Talk.Side::operator));
    return words.entrySet().stream()
        .map(one -> new Heard(source, account.id(), one.getKey(), one.getValue(), now))
        .toList();
  }

  private void stop(Talk talk, Account account, Disposition said) {
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
      case NextStep.Nothing _, NextStep.CallBack _, NextStep.Complaint _ -> {}
    }
  }

  /// The number that was called.
  private Optional<Suppression.Target> number(Talk talk) {
    return book.attempts().findClosedToo(talk.attempt()).map(called -> new Suppression.Target.Number(called.phone()));
  }

  private void stop(Talk talk, Suppression.Target target, StopKind kind) {
    effects.suppressions().add(
        new Stop(
            target, kind, "told an operator", Optional.empty(), new Suppression.Origin.OfAttempt(talk.attempt())));
  }

  /// As the robot's conversations end, so that both are counted alike.
  private static Dialogue dialogue(Disposition said) {
    boolean rightPerson = said.reach() == Reach.RIGHT_PERSON;
    boolean optedOut = said.next() instanceof NextStep.Stop(var kind, var _) && kind == StopKind.OPT_OUT;
    Dialogue.End end =
        switch (said.reach()) {
          case RIGHT_PERSON -> optedOut ? Dialogue.End.OPTED_OUT : Dialogue.End.FINISHED;
          case SOMEBODY_ELSE -> optedOut ? Dialogue.End.OPTED_OUT : Dialogue.End.SOMEBODY_ELSE;
          case WRONG_NUMBER -> Dialogue.End.WRONG_NUMBER;
          case NOBODY -> Dialogue.End.SILENT;
        };
    return new Dialogue(end, rightPerson, said.promise(), said.reason(), "");
  }
}
