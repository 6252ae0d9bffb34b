package org.obzvon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallPreparation;
import org.obzvon.call.CallTracker;
import org.obzvon.call.Conversations;
import org.obzvon.call.PreparedCalls;
import org.obzvon.call.Speech;
import org.obzvon.call.TextRequest;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.call.fastagi.FastAgiServer;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.call.tts.EspeakSpeech;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.console.Vitals;
import org.obzvon.console.http.HttpConsole;
import org.obzvon.console.http.OutcomeMeters;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.desk.Desk;
import org.obzvon.queue.DispatchLoop;
import org.obzvon.queue.Heartbeat;
import org.obzvon.queue.Line;
import org.obzvon.queue.Pacer;
import org.obzvon.schedule.quartz.QuartzSchedule;
import org.obzvon.sms.SmsCallbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `dialer serve`: everything that runs, started in the order of the way of the data's end to its beginning, so that
/// nothing is placed before its result can be stored, and stopped the other way round.
final class Service implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private final Settings settings;
  private final InstantSource clock = Clock.systemUTC();
  private final Store store;
  private final NodeLock nodeLock;
  private final Adapters adapters;
  private final Map<String, AmiCallChannel> exchanges = new HashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Telephony telephony;
  private TextDesk texts;
  private OperatorRoom operators;
  private final Engine engine;
  private final DispatchLoop loop;
  private final Heartbeat heartbeat;
  private final QuartzSchedule schedule;
  private final ConsoleDesk console;
  private final HttpConsole http;
  private volatile OutcomeMeters meters;

  /// What speaks with debtors, made when the sink for its results is there.
  private record Telephony(CallTracker tracker, FastAgiServer agi) {}

  Service(Settings settings) {
    this.settings = settings;
    Catalogue catalogue = Catalogue.load(settings);
    this.store = Store.open(settings.database());
    this.nodeLock = NodeLock.take(store, settings.node());
    this.adapters = new Adapters(store.db(), settings, catalogue, clock);
    this.engine = new Engine(adapters, settings, this::lines, this::closed);
    this.loop =
        new DispatchLoop(
            engine.dispatcher(),
            engine::campaigns,
            settings.rhythm().poll());
    this.heartbeat = new Heartbeat(engine.upkeep());
    this.schedule =
        new QuartzSchedule(
            store.dataSource(), settings.node(), settings.rhythm().tick(),
            new QuartzSchedule.Work(this::tick, this::upkeep));
    this.console = new ConsoleDesk(adapters, settings);
    Vitals vitals = new ServiceVitals(settings.reach().exchanges(), exchanges, texts, engine, loop, adapters.queue());
    List<HttpConsole.Part<?>> parts = new ArrayList<>(console.parts(vitals, seats()));
    parts.add(new HttpConsole.Part<>(SmsCallbacks.class, texts.callbacks()));
    this.http = new HttpConsole(settings.http().address(), vitals, parts);
  }

  /// Where operators sit, if they do.
  private Optional<Desk> seats() {
    return settings.channels().contains(Channel.OPERATOR) ? Optional.of(operators.desk()) : Optional.empty();
  }

  private List<Line> lines(OutcomeSink sink) {
    var conversation = settings.conversation();
    CallTracker tracker = new CallTracker(sink, adapters.openAttempts(), clock, CallBounds.USUAL);
    Conversations conversations =
        new Conversations(
            adapters.openAttempts(), adapters.decidedAccounts(), adapters.catalogue().scripts(), new IcuWords(),
            conversation.houses(), clock);
    Speech speech = new EspeakSpeech(conversation.speech(), clock);
    operators = new OperatorRoom(adapters, settings, new IcuWords(), sink);
    var ears = new FastAgiServer.Ears(tracker, TextRequest.NONE, operators.attendants());
    telephony = new Telephony(tracker, new FastAgiServer(conversation.agi(), conversations, speech, ears, clock));
    CallPreparation preparation = new CallPreparation(conversations, speech);
    List<Line> lines = new ArrayList<>();
    for (Settings.Exchange exchange : settings.reach().exchanges()) {
      AmiCallChannel channel = new AmiCallChannel(exchange.settings(), tracker, adapters.openAttempts(), clock);
      String name = exchange.settings().name();
      exchanges.put(name, channel);
      lines.add(
          new Line(
              name, Channel.ROBOT, exchange.lines(), new Pacer(exchange.callsPerSecond(), clock.instant()),
              () -> channel.state().connected(), new PreparedCalls(preparation, channel, adapters.openAttempts(), clock)));
    }
    texts = new TextDesk(adapters, settings.texting(), sink);
    texts.line().ifPresent(lines::add);
    lines.addAll(operators.lines());
    return lines;
  }

  void start() {
    meters = http.outcomes();
    heartbeat.start(settings.rhythm().heartbeat());
    engine.endStrayAttempts();
    telephony.agi().start();
    exchanges.values().forEach(AmiCallChannel::start);
    operators.start();
    texts.start();
    schedule.start();
    schedule.run(running());
    loop.start();
    if (exchanges.isEmpty()) {
      LOG.warn("no exchange is configured: nobody will be called");
    }
    LOG.info("serving on http://{}:{} as node '{}'", settings.http().address().host(), http.port(), settings.node());
  }

  Desk desk() {
    return operators.desk();
  }

  int httpPort() {
    return http.port();
  }

  ConsoleDesk console() {
    return console;
  }

  /// Returns once [#close] has done its work.
  void awaitStop() throws InterruptedException {
    stopped.await();
  }

  private void closed(List<Closed> closed) {
    if (meters != null) {
      meters.accept(closed);
      console.board().accept(closed);
    }
    loop.wake();
  }

  private void tick(UUID campaign) {
    adapters
        .campaigns()
        .find(campaign)
        .ifPresent(
            found -> {
              var counts = adapters.tick().run(found);
              LOG.info("tick of {}: {}", found.name(), counts);
              loop.wake();
            });
  }

  private void upkeep() {
    adapters.promises().run(clock.instant());
    schedule.run(running());
  }

  private Set<UUID> running() {
    return adapters.campaigns().all().stream()
        .filter(campaign -> campaign.state() == CampaignState.RUNNING)
        .map(Campaign::id)
        .collect(Collectors.toSet());
  }

  /// No new calls; running ones may end within the stated time; what is told is stored.
  @Override
  public void close() {
    LOG.info("stopping: no new calls, running ones have {} to end", settings.rhythm().stopWithin());
    schedule.close();
    loop.close();
    engine.awaitSubmissions();
    awaitCalls(settings.rhythm().stopWithin());
    telephony.agi().close();
    operators.close();
    exchanges.values().forEach(AmiCallChannel::close);
    http.close();
    console.close();
    texts.close();
    engine.close();
    heartbeat.close();
    nodeLock.close();
    store.close();
    stopped.countDown();
  }

  private void awaitCalls(Duration within) {
    Instant deadline = clock.instant().plus(within);
    try {
      while (openCalls() > 0 && clock.instant().isBefore(deadline)) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (openCalls() > 0) {
      LOG.warn("{} calls still run and are cut off; the next start finds what became of them", openCalls());
    }
  }

  private int openCalls() {
    return exchanges.values().stream().mapToInt(channel -> channel.state().inUse()).sum() + operators.openCalls();
  }
}
