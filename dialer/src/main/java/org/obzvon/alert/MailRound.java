package org.obzvon.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.obzvon.alert.AlertMails.Due;
import org.obzvon.alert.AlertMails.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the due mails one after the other.
public final class MailRound {
  private static final Logger LOG = LoggerFactory.getLogger(MailRound.class);
  /// The lease is well above the longest try; otherwise another process would send a mail that is being sent already.
  static final Duration LEASE = Duration.ofMinutes(3);
  /// The most mails of one round; more wait for the next.
  private static final int MOST = 20;

  private final String node;
  private final InstantSource clock;
  private final AlertMails mails;
  private final MailCourier courier;
  private final Function<Due, MailCourier.Letter> words;
  private final BiConsumer<Alert.Kind, Verdict> listener;

  /// @param listener receives the result of each try
  public MailRound(
      String node, InstantSource clock, AlertMails mails, MailCourier courier, Function<Due, MailCourier.Letter> words,
      BiConsumer<Alert.Kind, Verdict> listener) {
    this.node = node;
    this.clock = clock;
    this.mails = mails;
    this.courier = courier;
    this.words = words;
    this.listener = listener;
  }

  /// Sends the mails. Returns how many tries were made.
  public int run() {
    for (int sent = 0; sent < MOST; sent++) {
      Instant now = clock.instant();
      Optional<Due> due = mails.lease(node, now, now.plus(LEASE));
      if (due.isEmpty()) {
        return sent;
      }
      send(due.get());
    }
    return MOST;
  }

  private void send(Due due) {
    MailCourier.Answer answer = courier.send(words.apply(due));
    Verdict verdict = MailRetries.judge(due, answer, clock.instant());
    if (!mails.settle(due, verdict, clock.instant())) {
      return;
    }
    listener.accept(due.kind(), verdict);
    switch (verdict) {
      case Verdict.Sent(var refused, var said) when refused.isEmpty() ->
          LOG.info("alert mail {} sent: {}", due.id(), said);
      case Verdict.Sent(var refused, var said) ->
          LOG.warn("alert mail {} sent, but the server refused {} recipients: {}", due.id(), refused.size(), said);
      case Verdict.Again again when due.tries() == 1 ->
          LOG.warn("alert mail {} did not reach {} recipients ({}); it is tried again for {} h", due.id(),
              again.left().size(),
              again.answer(), MailRetries.LONGEST.toHours());
      case Verdict.Again again ->
          LOG.debug("alert mail {} did not reach {} recipients ({})", due.id(), again.left().size(), again.answer());
      case Verdict.GivenUp(_, var said) -> LOG.error("alert mail {} is given up: {}", due.id(), said);
    }
  }
}
