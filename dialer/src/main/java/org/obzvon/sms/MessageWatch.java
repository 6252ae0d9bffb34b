package org.obzvon.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.sms.Gateway.Pending;
import org.obzvon.sms.Messages.Ended;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes after messages of which nothing was heard: asks their gateway, less often the older they are, and gives them up
/// in the end. Also repeats what a crash cut off. Safe to run as often as one likes.
public final class MessageWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageWatch.class);
  /// Messages that one round goes after.
  public static final int MOST_A_ROUND = 200;
  /// Longer than a submission can take with all its waits; then an attempt without a message was never handed over.
  private static final Duration LONGEST_SUBMISSION = Duration.ofMinutes(10);
  /// A report that is being stored is not repeated.
  private static final Duration SETTLING = Duration.ofMinutes(1);

  private final Messages messages;
  private final Map<String, Gateway> gateways;
  private final DeliveryReports reports;
  private final Terms terms;
  private final OutcomeSink sink;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param line under which attempts by text stand in the ledger
  /// @param round time between two rounds
  /// @param giveUp after this time a message of which nothing is known is lost; longer than gateways try to deliver
  /// @param keepUnmatched how long a report waits for its message
  public record Terms(String line, Duration round, Duration giveUp, Duration keepUnmatched) {}

  public MessageWatch(
      Messages messages, Map<String, Gateway> gateways, DeliveryReports reports, Terms terms, OutcomeSink sink,
      InstantSource clock) {
    this.messages = messages;
    this.gateways = Map.copyOf(gateways);
    this.reports = reports;
    this.terms = terms;
    this.sink = sink;
    this.clock = clock;
  }

  public void start() {
    Thread.ofVirtual().name("messages-" + terms.line()).start(this::goRound);
  }

  private void goRound() {
    try {
      do {
        try {
          round();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
          LOG.error("a round after unheard messages failed; the next follows in {}", terms.round(), e);
        }
      } while (!closed.await(terms.round().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public void round() {
    Instant now = clock.instant();
    messages.untold(now.minus(SETTLING), MOST_A_ROUND).forEach(reports::ended);
    for (UUID attempt : messages.neverHandedOver(terms.line(), now.minus(LONGEST_SUBMISSION), MOST_A_ROUND)) {
      Trace trace = new Trace("", OptionalInt.empty(), Optional.of("never handed over"));
      sink.report(new Report(attempt, new Failed(Fault.EXCHANGE), Optional.empty(), now, trace));
    }
    List<Pending> due = messages.due(now, MOST_A_ROUND);
    due.forEach(message -> follow(message, now));
    int forgotten = messages.forgetUnmatched(now.minus(terms.keepUnmatched()));
    if (due.size() + forgotten > 0) {
      LOG.info("{} messages were asked for or given up, {} reports without a message forgotten", due.size(), forgotten);
    }
  }

  private void follow(Pending message, Instant now) {
    Duration age = Duration.between(message.submittedAt(), now);
    Gateway gateway = gateways.get(message.handed().gateway());
    Optional<Ended> ended = messages.handedOver(message.id(), known(message, gateway), false);
    if (ended.isPresent()) {
      reports.ended(ended.get());
      return;
    }
    if (gateway != null && gateway.ready()) {
      gateway.ask(message).forEach(reports::take);
    }
    Optional<Ended> byOne = message.handed().segments() > 1 ? messages.toldByOne(message.id(), now) : Optional.empty();
    if (byOne.isPresent()) {
      reports.ended(byOne.get());
      return;
    }
    if (age.compareTo(terms.giveUp()) >= 0) {
      messages.giveUp(message.id(), now).ifPresent(reports::ended);
    } else {
      Instant doubled = now.plus(age);
      Instant end = message.submittedAt().plus(terms.giveUp());
      messages.askAgain(message.id(), doubled.isBefore(end) ? doubled : end);
    }
  }

  /// Noted once more, so that reports which were left lying by a crash right after the answer are applied. Without an
  /// answer the crash came before it: the message may have been sent, and each of its ids is one that was not told.
  private static List<Optional<String>> known(Pending message, Gateway gateway) {
    if (!message.remoteIds().isEmpty()) {
      return message.remoteIds();
    }
    int ids = gateway == null ? 1 : gateway.ids(message.handed().segments());
    return Collections.nCopies(ids, Optional.empty());
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
