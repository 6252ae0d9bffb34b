package org.obzvon.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.obzvon.contact.HeardReasons;
import org.obzvon.contact.HeardReasons.Heard;
import org.obzvon.contact.HeardReasons.Source;
import org.obzvon.contact.Promise;
import org.obzvon.contact.PromiseBook;
import org.obzvon.contact.Reason;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Ids;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;
import org.obzvon.sms.AnswerBook.Answered;
import org.obzvon.sms.AnswerBook.Kept;
import org.obzvon.sms.AnswerBook.Taken;
import org.obzvon.sms.Inbox.Kind;
import org.obzvon.sms.Incoming.Keyword;
import org.obzvon.sms.Messages.Letter;
import org.obzvon.sms.Messages.Occasion;
import org.obzvon.sms.answers.AnswerReader;
import org.obzvon.sms.answers.Understanding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes answers of debtors from the edges. A request to stop stops at once and is confirmed once; a promise to
/// pay is stored; everything else waits for an operator. When `received` returns, the answer is stored and what follows has followed;
/// when it throws, the edge tells its gateway to bring it again.
public final class Correspondence {
  private static final Logger LOG = LoggerFactory.getLogger(Correspondence.class);
  static final String CONFIRMATION = "opt-out-confirmed";

  /// An answer belongs to what was sent to its number within this time.
  private static final Duration ANSWER = Duration.ofDays(14);
  private static final Duration CONFIRM_AGAIN = Duration.ofDays(30);
  /// A confirmation is worth nothing later (47 CFR 64.1200(a)(12) gives five minutes).
  private static final Duration CONFIRMATION_WITHIN = Duration.ofMinutes(5);
  private static final int MOST_A_ROUND = 100;
  /// A centre brings a part again when our answer to it was lost.
  private static final Duration REPEATED_WITHIN = Duration.ofDays(1);

  private final AnswerBook inbox;
  private final MessageParts parts;
  private final Duration partsWait;
  private final Effects effects;
  private final Accounts accounts;
  private final Wording wording;
  private final Outbox outbox;
  private final InstantSource clock;

  /// What may follow from an answer.
  ///
  /// @param reasons heard in an answer, before it counts as handled: what a crash cuts off is heard again
  /// @param confirming runs the sending of confirmations: an edge's own thread must not wait for its gateway
  public record Effects(StopRequests stops, PromiseBook promises, HeardReasons reasons, Executor confirming) {}

  /// @param parts of messages that are not whole yet
  /// @param partsWait how long they wait for one that is missing
  public record Mailbox(AnswerBook inbox, MessageParts parts, Duration partsWait) {}

  public Correspondence(
      Mailbox mailbox, Effects effects, Accounts accounts, Wording wording, Outbox outbox, InstantSource clock) {
    this.inbox = mailbox.inbox();
    this.parts = mailbox.parts();
    this.partsWait = mailbox.partsWait();
    this.effects = effects;
    this.accounts = accounts;
    this.wording = wording;
    this.outbox = outbox;
    this.clock = clock;
  }

  public void received(Incoming incoming) {
    inbox.keep(incoming).ifPresent(this::follow);
  }

  /// Takes one part of a message. The last one that was missing brings the whole message in.
  public void received(IncomingPart part) {
    parts.add(part).ifPresent(this::join);
  }

  /// Reads what has waited too long for its missing parts, and what a crash kept from being joined.
  public void joinOverdue() {
    Instant now = clock.instant();
    List<MessageParts.Waiting> overdue = parts.overdue(now.minus(partsWait), MOST_A_ROUND);
    overdue.forEach(this::join);
    parts.forget(now.minus(REPEATED_WITHIN));
    if (!overdue.isEmpty()) {
      LOG.warn("{} messages were read without all of their parts, which did not come within {}", overdue.size(), partsWait);
    }
  }

  private void join(MessageParts.Waiting waiting) {
    received(JoinedParts.message(waiting));
    parts.joined(waiting.id(), clock.instant());
  }

  /// Finishes what a crash cut off.
  public void resume() {
    inbox.unhandled(clock.instant().minusSeconds(60), MOST_A_ROUND).forEach(this::follow);
  }

  private void follow(Kept kept) {
    Incoming incoming = kept.incoming();
    Optional<Answered> answers =
        incoming.from().phone().flatMap(phone -> inbox.lastTo(phone, incoming.receivedAt().minus(ANSWER)));
    Optional<Account> account =
        answers.flatMap(answered -> Optional.ofNullable(accounts.byIds(List.of(answered.account())).get(answered.account())));
    Optional<ZoneId> zone = account.flatMap(known -> known.subscriber().place().zone());
    if (incoming.marks().keyword().isPresent()) {
      obey(incoming.marks().keyword().get(), kept, answers);
      return;
    }
    LocalDate today = LocalDate.ofInstant(incoming.receivedAt(), zone.orElse(ZoneOffset.UTC));
    Understanding understood = AnswerReader.read(incoming.text(), today);
    understood.givenReason().ifPresent(reason -> hear(reason, kept, account.map(Account::id)));
    switch (understood) {
      case Understanding.Stop(Language asked) -> {
        boolean stopped = stop(kept, answers);
        if (stopped) {
          effects.confirming().execute(() -> confirm(kept, asked, answers));
        }
      }
      case Understanding.Promise(LocalDate day) -> {
        boolean whole = !incoming.marks().partMissing();
        boolean stored = whole && zone.isPresent() && stored(day, incoming, answers.get(), account.get());
        inbox.handled(kept.id(), Taken.of(Kind.PROMISE), answers, stored, clock.instant());
      }
      case Understanding.Paid _ ->
          inbox.handled(kept.id(), new Taken(Kind.PAID, understood.givenReason()), answers, false, clock.instant());
      case Understanding.Other(Optional<Reason> reason) ->
          inbox.handled(kept.id(), new Taken(Kind.OTHER, reason), answers, false, clock.instant());
    }
  }

  /// Also from a debtor to whom we have written nothing, if the number tells who it is.
  private void hear(Reason reason, Kept kept, Optional<UUID> answering) {
    Incoming incoming = kept.incoming();
    answering.or(() -> incoming.from().phone().flatMap(inbox::holder))
        .map(account -> new Heard(Source.text(kept.id()), account, reason, incoming.text(), incoming.receivedAt()))
        .ifPresent(effects.reasons()::heard);
  }

  /// Whether there is a number to stop; what comes from a name waits for a person.
  private boolean stop(Kept kept, Optional<Answered> answers) {
    Optional<Phone> from = kept.incoming().from().phone();
    from.ifPresent(phone -> effects.stops().stop(phone, kept.id()));
    inbox.handled(kept.id(), Taken.of(Kind.STOP), answers, from.isPresent(), clock.instant());
    return from.isPresent();
  }

  /// What the gateway itself took for a keyword it has answered already: no confirmation of ours could arrive.
  private void obey(Keyword keyword, Kept kept, Optional<Answered> answers) {
    switch (keyword) {
      case STOP -> stop(kept, answers);
      case START -> {
        kept.incoming().from().phone().ifPresent(effects.stops()::resume);
        inbox.handled(kept.id(), Taken.of(Kind.START), answers, true, clock.instant());
      }
      case HELP -> inbox.handled(kept.id(), Taken.of(Kind.OTHER), answers, false, clock.instant());
    }
  }

  private boolean stored(LocalDate day, Incoming incoming, Answered answered, Account account) {
    return account.debt().isOwed()
        && effects.promises().add(
            answered.message(), new Promise(day, account.debt().arrears()), incoming.receivedAt());
  }

  /// Marked before it is sent: a crash leaves a debtor without a confirmation rather than with two.
  private void confirm(Kept kept, Language asked, Optional<Answered> answers) {
    Instant now = clock.instant();
    Incoming incoming = kept.incoming();
    boolean late = incoming.receivedAt().plus(CONFIRMATION_WITHIN).isBefore(now);
    Phone to = incoming.from().phone().orElseThrow();
    if (late || !inbox.confirming(kept.id(), to, now.minus(CONFIRM_AGAIN), now)) {
      return;
    }
    try {
      TextMessage message = wording.write(CONFIRMATION, asked, Map.of());
      Instant expires = now.plus(CONFIRMATION_WITHIN);
      Optional<UUID> account = answers.map(Answered::account);
      outbox.send(new Letter(Ids.next(), Occasion.ANSWER, account, to, message, expires));
    } catch (NotWritten e) {
      LOG.warn("the stop of message {} is not confirmed: {}", kept.id(), e.getMessage());
    }
  }
}
