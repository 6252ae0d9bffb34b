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
import org.obzvon.contact.ReasonSink;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.Promise;
import org.obzvon.contact.LatePromiseBook;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;
import org.obzvon.sms.ReceivedAnswers.Answered;
import org.obzvon.sms.ReceivedAnswers.Kept;
import org.obzvon.sms.ReceivedAnswers.Taken;
import org.obzvon.sms.Inbox.Kind;
import org.obzvon.sms.Incoming.Keyword;
import org.obzvon.sms.Messages.Letter;
import org.obzvon.sms.Messages.Occasion;
import org.obzvon.sms.answers.AnswerMeaning;
import org.obzvon.sms.answers.AnswerReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes answers of debtors from the adapters. A stop request takes effect at once and is confirmed once; a promise to
/// pay is stored; everything else waits for an operator. When `received` returns, the answer and its consequences are
/// stored; when it throws, the adapter asks its gateway to send the answer again.
public final class AnswerHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerHandler.class);
  static final String CONFIRMATION = "opt-out-confirmed";

  /// An answer belongs to the last message sent to its number within this time.
  private static final Duration ANSWER = Duration.ofDays(14);
  private static final Duration CONFIRM_AGAIN = Duration.ofDays(30);
  /// A later confirmation is worth nothing (47 CFR 64.1200(a)(12) gives five minutes).
  private static final Duration CONFIRMATION_WITHIN = Duration.ofMinutes(5);
  private static final int MOST_A_ROUND = 100;

  private final ReceivedAnswers inbox;
  private final NumberSuppressions stops;
  private final LatePromiseBook promises;
  private final ReasonSink reasons;
  private final Executor confirming;
  private final Accounts accounts;
  private final MessageWriter wording;
  private final GatewayHandover outbox;
  private final InstantSource clock;

  /// @param reasons stores the reason given in an answer before the answer counts as handled: what a crash cuts off is
  ///     repeated
  /// @param confirming runs the sending of confirmations: an adapter's own thread must not wait for its gateway
  public AnswerHandler(
      ReceivedAnswers inbox, NumberSuppressions stops, LatePromiseBook promises, ReasonSink reasons,
      Executor confirming,
      Accounts accounts, MessageWriter wording, GatewayHandover outbox, InstantSource clock) {
    this.inbox = inbox;
    this.stops = stops;
    this.promises = promises;
    this.reasons = reasons;
    this.confirming = confirming;
    this.accounts = accounts;
    this.wording = wording;
    this.outbox = outbox;
    this.clock = clock;
  }

  public void received(Incoming incoming) {
    inbox.keep(incoming).ifPresent(this::follow);
  }

  /// Finishes handling that a crash interrupted.
  public void resume() {
    inbox.unhandled(clock.instant().minusSeconds(60), MOST_A_ROUND).forEach(this::follow);
  }

  private void follow(Kept kept) {
    Incoming incoming = kept.incoming();
    Optional<Answered> answers = incoming.from().phone()
        .flatMap(phone -> inbox.lastTo(phone, incoming.receivedAt().minus(ANSWER)));
    Optional<Account> account = answers
        .flatMap(answered -> Optional.ofNullable(accounts.byIds(List.of(answered.account()))
            .get(answered.account())));
    Optional<ZoneId> zone = account.flatMap(known -> known.subscriber().place().zone());
    if (incoming.marks().keyword().isPresent()) {
      obey(incoming.marks().keyword().get(), kept, answers);
      return;
    }
    LocalDate today = LocalDate.ofInstant(incoming.receivedAt(), zone.orElse(ZoneOffset.UTC));
    AnswerMeaning understood = AnswerReader.read(incoming.text(), today);
    understood.givenReason().ifPresent(reason -> hear(reason, kept, account.map(Account::id)));
    switch (understood) {
      case AnswerMeaning.Stop(Language asked) -> {
        boolean stopped = stop(kept, answers);
        if (stopped) {
          confirming.execute(() -> confirm(kept, asked, answers));
        }
      }
      case AnswerMeaning.Promise(LocalDate day) -> {
        boolean whole = !incoming.marks().partMissing();
        boolean stored = whole && zone.isPresent() && stored(day, incoming, answers.get(), account.get());
        inbox.handled(kept.id(), Taken.of(Kind.PROMISE), answers, stored, clock.instant());
      }
      case AnswerMeaning.Paid _ ->
          inbox.handled(kept.id(), new Taken(Kind.PAID, understood.givenReason()), answers, false, clock.instant());
      case AnswerMeaning.Other(Optional<NonPaymentReason> reason) ->
          inbox.handled(kept.id(), new Taken(Kind.OTHER, reason), answers, false, clock.instant());
    }
  }

  /// Stores a reason, also from a debtor to whom we have sent nothing, if the number identifies them.
  private void hear(NonPaymentReason reason, Kept kept, Optional<UUID> answering) {
    Incoming incoming = kept.incoming();
    answering.or(() -> incoming.from().phone().flatMap(inbox::holder))
        .map(account -> new Heard(Source.text(kept.id()), account, reason, incoming.text(), incoming.receivedAt()))
        .ifPresent(reasons::heard);
  }

  /// Returns whether there is a number to stop. An answer from an alphanumeric sender waits for an operator.
  private boolean stop(Kept kept, Optional<Answered> answers) {
    Optional<Phone> from = kept.incoming().from().phone();
    from.ifPresent(phone -> stops.stop(phone, kept.id()));
    inbox.handled(kept.id(), Taken.of(Kind.STOP), answers, from.isPresent(), clock.instant());
    return from.isPresent();
  }

  /// Follows a keyword that the gateway recognised. The gateway has answered it already, so no confirmation of ours
  /// could arrive.
  private void obey(Keyword keyword, Kept kept, Optional<Answered> answers) {
    switch (keyword) {
      case STOP -> stop(kept, answers);
      case START -> {
        kept.incoming().from().phone().ifPresent(stops::resume);
        inbox.handled(kept.id(), Taken.of(Kind.START), answers, true, clock.instant());
      }
      case HELP -> inbox.handled(kept.id(), Taken.of(Kind.OTHER), answers, false, clock.instant());
    }
  }

  private boolean stored(LocalDate day, Incoming incoming, Answered answered, Account account) {
    return account.debt().isOwed()
        && promises.add(
            answered.message(), new Promise(day, account.debt().arrears()), incoming.receivedAt());
  }

  /// The confirmation is marked before it is sent: after a crash a debtor gets no confirmation rather than two.
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
      outbox.send(new Letter(IdGenerator.next(), Occasion.ANSWER, account, to, message, expires));
    } catch (NotWritten e) {
      LOG.warn("the stop of message {} is not confirmed: {}", kept.id(), e.getMessage());
    }
  }
}
