package org.obzvon.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.obzvon.background.BackgroundLoop.Round;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.config.Settings.GatewayKind;
import org.obzvon.config.Settings;
import org.obzvon.console.Vitals.LineState;
import org.obzvon.contact.Channel;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.document.Sentence;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.policy.Suppressions;
import org.obzvon.queue.Line;
import org.obzvon.queue.Pacer;
import org.obzvon.register.Phone;
import org.obzvon.sms.AnswerHandler;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryReports;
import org.obzvon.sms.Gateway;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.GatewayTerms;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.IncomingPart;
import org.obzvon.sms.MessageReassembly;
import org.obzvon.sms.MessageWatch;
import org.obzvon.sms.Messages;
import org.obzvon.sms.GatewayHandover;
import org.obzvon.sms.ReceiptsPer;
import org.obzvon.sms.SegmentPacer;
import org.obzvon.sms.SenderParser;
import org.obzvon.sms.SmsCallbacks;
import org.obzvon.sms.SmsChannel;
import org.obzvon.sms.NumberSuppressions;
import org.obzvon.sms.http.HttpSmsCallbacks;
import org.obzvon.sms.http.HttpGateway;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.sms.jooq.JooqWaitingParts;
import org.obzvon.sms.jooq.JooqCampaignEventValues;
import org.obzvon.sms.jooq.JooqMessages;
import org.obzvon.sms.jooq.JooqSpending;
import org.obzvon.sms.smpp.SmppGateway;
import org.obzvon.sms.twilio.TwilioSmsCallbacks;
import org.obzvon.sms.twilio.TwilioGateway;

/// Assembles text messages: the configured gateways as one line of the queue.
public final class TextAssembly implements GatewaySink, AutoCloseable {
  private static final String LINE = "sms";
  /// How long a policy decision may be reused without asking again: a line takes no more while two seconds of messages
  /// wait for its gateways.
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration ROUND = Duration.ofSeconds(30);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);
  private static final Duration KEEP_UNMATCHED = Duration.ofDays(30);

  private final Map<String, Integer> open = new ConcurrentHashMap<>();
  private final String line;
  private final Adapters adapters;
  private final Settings.Texting settings;
  private final Map<String, Gateway> gateways = new HashMap<>();
  private final Map<String, SmsCallbacks> called = new HashMap<>();
  private final List<SmppGateway> links = new ArrayList<>();
  private final Messages messages;
  private final DeliveryReports reports;
  private final GatewayHandover outbox;
  private final AnswerHandler correspondence;
  private final MessageReassembly parts;
  private final MessageWatch watch;
  private final BackgroundLoop answers = new BackgroundLoop(
      Thread.ofPlatform().daemon().name("answers"), LoopIntervals.every(ROUND).endingWithin(LAST_ROUND),
      Round.of(this::goThroughAnswers));
  private final ExecutorService confirming = Executors.newVirtualThreadPerTaskExecutor();

  public TextAssembly(Adapters adapters, Settings.Texting settings, OutcomeSink sink) {
    this(LINE, adapters, settings, sink);
  }

  /// @param line the name under which text attempts are in the ledger
  public TextAssembly(String line, Adapters adapters, Settings.Texting settings, OutcomeSink sink) {
    this.line = line;
    this.adapters = adapters;
    this.settings = settings;
    settings.kinds().forEach(this::open);
    this.messages = new JooqMessages(adapters.db(), settings.waits().askAfter(), receipts(settings));
    this.reports = new DeliveryReports(messages, sink, adapters.clock());
    this.outbox = new GatewayHandover(
        settings.routing(), lanes(), messages, new JooqSpending(adapters.db()), reports::ended, adapters.clock());
    this.correspondence = new AnswerHandler(
        new JooqInbox(adapters.db()), stops(), adapters.promiseBook(), adapters.reasons(), confirming,
        adapters.accounts(), adapters.wording(), outbox, adapters.clock());
    this.parts = new MessageReassembly(
        new JooqWaitingParts(adapters.db()), settings.answers().partsWait(), correspondence::received,
        adapters.clock());
    this.watch = new MessageWatch(
        messages, gateways, reports,
        new MessageWatch.Terms(line, ROUND, settings.waits().giveUp(), KEEP_UNMATCHED), sink, adapters.clock());
  }

  private static Map<String, ReceiptsPer> receipts(Settings.Texting settings) {
    Map<String, ReceiptsPer> receipts = new HashMap<>();
    for (GatewayKind kind : settings.kinds()) {
      if (kind instanceof GatewayKind.Smpp(var smpp)) {
        receipts.put(smpp.name(), smpp.receipts().per());
      }
    }
    return receipts;
  }

  private void open(GatewayKind kind) {
    switch (kind) {
      case GatewayKind.Smpp(var smpp) -> {
        SmppGateway link = new SmppGateway(smpp, numbers(kind), this, adapters.clock());
        links.add(link);
        gateways.put(kind.name(), link);
      }
      case GatewayKind.Http(var http) -> {
        gateways.put(kind.name(), new HttpGateway(http, adapters.clock()));
        called.put(kind.name(), new HttpSmsCallbacks(http, numbers(kind), this, adapters.clock()));
      }
      case GatewayKind.Twilio(var twilio) -> {
        gateways.put(kind.name(), new TwilioGateway(twilio, adapters.clock()));
        called.put(kind.name(), new TwilioSmsCallbacks(twilio, numbers(kind), this, adapters.clock()));
      }
    }
  }

  private SenderParser numbers(GatewayKind kind) {
    return new NationalSenderParser(settings.answers().regions().getOrDefault(kind.name(), Optional.empty()));
  }

  private Map<String, GatewayHandover.Lane> lanes() {
    Map<String, GatewayHandover.Lane> lanes = new HashMap<>();
    for (GatewayTerms terms : settings.routing().gateways()) {
      SegmentPacer pacer = new SegmentPacer(terms.segmentsPerSecond(), SteadyClock.of(adapters.clock()));
      lanes.put(terms.name(), new GatewayHandover.Lane(gateways.get(terms.name()), pacer));
    }
    return lanes;
  }

  /// Makes the suppressions for answers. The sender has not said who they are, so only the number is suppressed.
  private NumberSuppressions stops() {
    return new NumberSuppressions() {
      @Override
      public void stop(Phone phone, UUID request) {
        adapters.suppressions().add(
            new Stop(
                new Suppression.Target.Number(phone), StopKind.OPT_OUT, "asked by text message", Optional.empty(),
                new Suppression.Origin.OfPerson(Suppressions.BY_TEXT + request)));
      }

      @Override
      public void resume(Phone phone) {
        adapters.suppressions().liftAskedByText(phone);
      }
    };
  }

  @Override
  public void reported(DeliveryReport report) {
    reports.take(report);
  }

  @Override
  public boolean mayBeOurs(DeliveryReport.Subject of) {
    return reports.mayBeOurs(of);
  }

  @Override
  public void received(Incoming incoming) {
    correspondence.received(incoming);
  }

  @Override
  public void received(IncomingPart part) {
    parts.received(part);
  }

  private void goThroughAnswers() {
    correspondence.resume();
    parts.joinOverdue();
  }

  /// Returns the line; empty where no gateway is configured.
  public Optional<Line> line() {
    double rate = settings.routing().gateways().stream().mapToDouble(GatewayTerms::segmentsPerSecond).sum();
    return gateways.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Line(
                line, Channel.SMS, settings.waits().open(), new Pacer(rate, adapters.clock().instant()), outbox::ready,
                new SmsChannel(
                    adapters.decidedAccounts(), new JooqCampaignEventValues(adapters.db()), adapters.wording(),
                    settings.routing(),
                    outbox, adapters.finalCheck().unlessFresh(FRESH, adapters.clock()))));
  }

  SmsCallbacks callbacks() {
    return call -> {
      SmsCallbacks own = called.get(call.gateway());
      return own == null ? SmsCallbacks.Reply.UNKNOWN : own.call(call);
    };
  }

  /// Begins to bind. Messages that arrive are accepted, but no missing ones are queried.
  public void connect() {
    links.forEach(SmppGateway::start);
  }

  public void start() {
    connect();
    if (!gateways.isEmpty()) {
      answers.start();
      watch.start();
    }
  }

  /// Returns whether messages and answers are followed; true without gateways.
  boolean isAlive() {
    return gateways.isEmpty() || answers.isAlive() && watch.isAlive();
  }

  /// Queries messages without a delivery report, now.
  public void followUp() {
    watch.round();
  }

  public List<LineState> vitals() {
    return vitals(true);
  }

  /// @param ask whether the store may be asked how many messages are open; otherwise the last numbers are used
  public List<LineState> vitals(boolean ask) {
    if (ask) {
      gateways.keySet().forEach(gateway -> open.put(gateway, messages.open(gateway)));
    }
    return gateways.entrySet().stream()
        .map(
            gateway -> new LineState(
                gateway.getKey(), gateway.getValue().ready(), open.getOrDefault(gateway.getKey(), 0),
                settings.waits().open(), gateway.getValue().trouble().map(Sentence::unworded)))
        .toList();
  }

  /// Stops querying and closes the links; the next start follows messages without an end again.
  @Override
  public void close() {
    answers.close();
    watch.close();
    confirming.close();
    links.forEach(SmppGateway::close);
  }
}
