package org.obzvon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.obzvon.Settings.GatewayKind;
import org.obzvon.console.Vitals.LineState;
import org.obzvon.contact.Channel;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.queue.Line;
import org.obzvon.queue.Pacer;
import org.obzvon.register.Phone;
import org.obzvon.sms.Arrivals;
import org.obzvon.sms.Correspondence;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryReports;
import org.obzvon.sms.Gateway;
import org.obzvon.sms.GatewayTerms;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.IncomingPart;
import org.obzvon.sms.MessageWatch;
import org.obzvon.sms.Messages;
import org.obzvon.sms.Outbox;
import org.obzvon.sms.SegmentPacer;
import org.obzvon.sms.SenderNumbers;
import org.obzvon.sms.SmsCallbacks;
import org.obzvon.sms.SmsChannel;
import org.obzvon.sms.StopRequests;
import org.obzvon.sms.ReceiptsPer;
import org.obzvon.sms.http.HttpCalls;
import org.obzvon.sms.http.HttpGateway;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.sms.jooq.JooqMessageParts;
import org.obzvon.sms.jooq.JooqMessages;
import org.obzvon.sms.jooq.JooqSpending;
import org.obzvon.sms.jooq.JooqSubjects;
import org.obzvon.sms.smpp.SmppGateway;
import org.obzvon.sms.twilio.TwilioCalls;
import org.obzvon.sms.twilio.TwilioGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Text messages, put together: the gateways of the settings as one line of the queue.
final class TextDesk implements Arrivals, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TextDesk.class);
  private static final String LINE = "sms";
  /// Of the policy's word: a line takes no more while two seconds of messages wait for its gateways.
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration ROUND = Duration.ofSeconds(30);
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
  private final Outbox outbox;
  private final Correspondence correspondence;
  private final MessageWatch watch;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService confirming = Executors.newVirtualThreadPerTaskExecutor();

  TextDesk(Adapters adapters, Settings.Texting settings, OutcomeSink sink) {
    this(LINE, adapters, settings, sink);
  }

  /// @param line under which attempts by text stand in the ledger
  TextDesk(String line, Adapters adapters, Settings.Texting settings, OutcomeSink sink) {
    this.line = line;
    this.adapters = adapters;
    this.settings = settings;
    settings.kinds().forEach(this::open);
    this.messages = new JooqMessages(adapters.db(), settings.waits().askAfter(), receipts(settings));
    this.reports = new DeliveryReports(messages, sink, adapters.clock());
    this.outbox =
        new Outbox(
            settings.routing(), lanes(), messages, new JooqSpending(adapters.db()), reports::ended, adapters.clock());
    this.correspondence =
        new Correspondence(
            new Correspondence.Mailbox(
                new JooqInbox(adapters.db()), new JooqMessageParts(adapters.db()), settings.answers().partsWait()),
            new Correspondence.Effects(stops(), adapters.promiseBook(), adapters.reasons(), confirming),
            adapters.accounts(), adapters.wording(), outbox, adapters.clock());
    this.watch =
        new MessageWatch(
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
        called.put(kind.name(), new HttpCalls(http, numbers(kind), this, adapters.clock()));
      }
      case GatewayKind.Twilio(var twilio) -> {
        gateways.put(kind.name(), new TwilioGateway(twilio, adapters.clock()));
        called.put(kind.name(), new TwilioCalls(twilio, numbers(kind), this, adapters.clock()));
      }
    }
  }

  private SenderNumbers numbers(GatewayKind kind) {
    return new GatewayNumbers(settings.answers().regions().getOrDefault(kind.name(), Optional.empty()));
  }

  private Map<String, Outbox.Lane> lanes() {
    Map<String, Outbox.Lane> lanes = new HashMap<>();
    for (GatewayTerms terms : settings.routing().gateways()) {
      SegmentPacer pacer = new SegmentPacer(terms.segmentsPerSecond(), SteadyClock.of(adapters.clock()));
      lanes.put(terms.name(), new Outbox.Lane(gateways.get(terms.name()), pacer));
    }
    return lanes;
  }

  /// Whoever writes back has not said who he is: the number alone is stopped.
  private StopRequests stops() {
    return new StopRequests() {
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
  public void received(Incoming incoming) {
    correspondence.received(incoming);
  }

  @Override
  public void received(IncomingPart part) {
    correspondence.received(part);
  }

  private void goThroughAnswers() {
    try {
      do {
        try {
          correspondence.resume();
          correspondence.joinOverdue();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
          LOG.error("a round through the answers failed; the next follows in {}", ROUND, e);
        }
      } while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Empty where no gateway is configured.
  Optional<Line> line() {
    double rate = settings.routing().gateways().stream().mapToDouble(GatewayTerms::segmentsPerSecond).sum();
    return gateways.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Line(
                line, Channel.SMS, settings.waits().open(), new Pacer(rate, adapters.clock().instant()), outbox::ready,
                new SmsChannel(
                    adapters.decidedAccounts(), new JooqSubjects(adapters.db()), adapters.wording(), settings.routing(),
                    outbox, adapters.lastWord().unlessFresh(FRESH, adapters.clock()))));
  }

  SmsCallbacks callbacks() {
    return call -> {
      SmsCallbacks own = called.get(call.gateway());
      return own == null ? SmsCallbacks.Reply.UNKNOWN : own.call(call);
    };
  }

  /// Begins to bind; what comes back is taken, and nothing is gone after.
  void connect() {
    links.forEach(SmppGateway::start);
  }

  void start() {
    connect();
    if (!gateways.isEmpty()) {
      Thread.ofVirtual().name("answers").start(this::goThroughAnswers);
      watch.start();
    }
  }

  /// Goes after messages of which nothing was heard, now.
  void followUp() {
    watch.round();
  }

  List<LineState> vitals() {
    return vitals(true);
  }

  /// @param ask whether the store may be asked how many messages are open; else the numbers of the last time stand
  List<LineState> vitals(boolean ask) {
    if (ask) {
      gateways.keySet().forEach(gateway -> open.put(gateway, messages.open(gateway)));
    }
    return gateways.entrySet().stream()
        .map(
            gateway ->
                new LineState(
                    gateway.getKey(), gateway.getValue().ready(), open.getOrDefault(gateway.getKey(), 0),
                    settings.waits().open(), gateway.getValue().trouble()))
        .toList();
  }

  /// Asks no more and lets go of the links; messages without an end are followed again by the next start.
  @Override
  public void close() {
    closed.countDown();
    watch.close();
    confirming.close();
    links.forEach(SmppGateway::close);
  }
}
