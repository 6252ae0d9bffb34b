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
import org.obzvon.background.BackgroundLoop.Round;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.sms.Gateway.Pending;
import org.obzvon.sms.Messages.Ended;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows messages without a delivery report: asks their gateway, less often the older they are, and gives them up in
/// the end. Also repeats what a crash interrupted. It may run any number of times.
public final class MessageWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageWatch.class);
  /// The most messages that one round handles.
  public static final int MOST_A_ROUND = 200;
  /// Longer than a submission can take with all its waits. An attempt that has no message after this time was never
  /// handed over.
  private static final Duration LONGEST_SUBMISSION = Duration.ofMinutes(10);
  /// Time for a report to be stored before it is repeated.
  private static final Duration SETTLING = Duration.ofMinutes(1);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);

  private final Messages messages;
  private final Map<String, Gateway> gateways;
  private final DeliveryReports reports;
  private final Terms terms;
  private final OutcomeSink sink;
  private final InstantSource clock;
  private final BackgroundLoop loop;

  /// @param line the ledger's name for attempts by text message
  /// @param round time between two rounds
  /// @param giveUp after this time a message without a known status is lost; longer than gateways try to deliver
  /// @param keepUnmatched how long a report waits for its message to become known
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
    this.loop = new BackgroundLoop(
        Thread.ofPlatform().daemon().name("messages-" + terms.line()),
        LoopIntervals.every(terms.round()).endingWithin(LAST_ROUND), Round.of(this::round));
  }

  public void start() {
    loop.start();
  }

  /// Returns whether rounds are made.
  public boolean isAlive() {
    return loop.isAlive();
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

  /// The ids that are noted once more, so that reports left unapplied by a crash right after the gateway's answer are
  /// applied. Without an answer the crash came before it: the message may have been sent, and each of its ids is
  /// unknown.
  private static List<Optional<String>> known(Pending message, Gateway gateway) {
    if (!message.remoteIds().isEmpty()) {
      return message.remoteIds();
    }
    int ids = gateway == null ? 1 : gateway.ids(message.handed().segments());
    return Collections.nCopies(ids, Optional.empty());
  }

  @Override
  public void close() {
    loop.close();
  }
}
