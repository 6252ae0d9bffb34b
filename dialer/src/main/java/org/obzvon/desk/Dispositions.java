package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.obzvon.call.Dialogue;
import org.obzvon.contact.PromiseBook;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.document.Sentence;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.register.Account;
import org.obzvon.register.Ids;

/// What an operator writes down takes effect: note and ticket together first, then stop entry, promise, call-back and,
/// for a campaign's call, the outcome. Every effect may be repeated without harm, so a failure half way is tried again
/// by writing it down again.
final class Dispositions {
  private static final int LONGEST_NOTE = 2_000;
  private static final int FARTHEST_PROMISE_DAYS = 90;

  private final Book book;
  private final PromiseBook promises;
  private final Suppressions suppressions;
  private final CallBacks callBacks;
  private final Map<String, HumanLine> lines;

  /// @param clerk who writes it in its order
  record Book(DeskBook pages, Clerk clerk, InstantSource clock) {}

  Dispositions(
      Book book, PromiseBook promises, Suppressions suppressions, CallBacks callBacks,
      Map<String, HumanLine> lines) {
    this.book = book;
    this.promises = promises;
    this.suppressions = suppressions;
    this.callBacks = callBacks;
    this.lines = Map.copyOf(lines);
  }

  /// @return what is wrong with it; empty when it may be written down
  Optional<Sentence> fault(Disposition said, Account account, Instant now) {
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
      case NextStep.CallBack(var at, _) ->
          at.isBefore(now) || at.isAfter(now.plus(Duration.ofDays(CallBacks.LONGEST_DAYS)))
              ? Optional.of(Unfit.CALL_BACK_TIME.with(CallBacks.LONGEST_DAYS))
              : Optional.empty();
      case NextStep.Complaint(var words) ->
          words.isBlank() || words.length() > LONGEST_NOTE
              ? Optional.of(Unfit.COMPLAINT.with(LONGEST_NOTE))
              : Optional.empty();
      case NextStep.Nothing _, NextStep.Stop _ -> Optional.empty();
    };
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

  /// @param noted stored with the note and the ticket
  /// @return the ticket that was opened
  Optional<Ticket> write(Talk talk, Account account, Disposition said, Runnable noted) {
    Instant now = book.clock().instant();
    Optional<Ticket> ticket = ticket(talk, account, said, now);
    book.clerk().now(() -> book.pages().write(talk, said, ticket, noted));
    stop(talk, account, said);
    boolean campaign = talk.kind() != ConversationKind.ESCALATED;
    if (campaign) {
      lines.get(talk.exchange()).dialogues().ended(talk.attempt(), dialogue(said), now);
    } else {
      said.promise().ifPresent(given -> promises.add(talk.attempt(), given, now));
    }
    if (said.next() instanceof NextStep.CallBack(var at, var mine)) {
      callBacks.keep(talk.attempt(), at, talk.operator().map(Talk.Side::operator).filter(_ -> mine));
    }
    return ticket;
  }

  private static Optional<Ticket> ticket(Talk talk, Account account, Disposition said, Instant now) {
    return said.next() instanceof NextStep.Complaint(var words)
        ? Optional.of(
            new Ticket(
                Ids.next(), account.id(), talk.attempt(), talk.id(), talk.operator().orElseThrow().operator(), words,
                now))
        : Optional.empty();
  }

  private void stop(Talk talk, Account account, Disposition said) {
    Optional<StopKind> kind =
        switch (said.next()) {
          case NextStep.Stop(var asked) -> Optional.of(asked);
          case NextStep.Complaint _ -> Optional.of(StopKind.COMPLAINT);
          case NextStep.Nothing _, NextStep.CallBack _ -> Optional.empty();
        };
    kind.ifPresent(found ->
        suppressions.add(
            new Stop(
                new Suppression.Target.Household(account.id()), found, "told an operator", Optional.empty(),
                new Suppression.Origin.OfAttempt(talk.attempt()))));
  }

  /// As the robot's conversations end, so that both are counted alike.
  private static Dialogue dialogue(Disposition said) {
    boolean rightPerson = said.reach() == Reach.RIGHT_PERSON;
    boolean optedOut = said.next() instanceof NextStep.Stop(var kind) && kind == StopKind.OPT_OUT;
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
