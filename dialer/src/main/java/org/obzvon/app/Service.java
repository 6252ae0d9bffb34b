package org.obzvon.app;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.obzvon.alert.jooq.JooqAlertMails;
import org.obzvon.backup.jooq.JooqBackups;
import org.obzvon.backup.jooq.JooqRestorations;
import org.obzvon.call.CallTracker;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.commands.UploadFolder;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;
import org.obzvon.console.StoreSilent;
import org.obzvon.console.Vitals;
import org.obzvon.console.http.HttpConsole;
import org.obzvon.console.http.OutcomeMeters;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.desk.Desk;
import org.obzvon.document.BadInput;
import org.obzvon.queue.DispatchLoop;
import org.obzvon.queue.Dispatcher;
import org.obzvon.queue.LeaseUpkeepLoop;
import org.obzvon.queue.Line;
import org.obzvon.queue.Lines;
import org.obzvon.queue.QueueCounts;
import org.obzvon.queue.TextsOnRequest;
import org.obzvon.schedule.quartz.QuartzSchedule;
import org.obzvon.sms.SmsCallbacks;
import org.obzvon.staff.Actor;
import org.obzvon.webhook.Deliveries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `dialer serve`: everything that runs. It is started from the end of the data's path to its beginning, so that
/// nothing is placed before its result can be stored, and is stopped in the other order.
public final class Service implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  /// The time to store what was reported after the calls; together with stop.within the longest that a stop takes.
  private static final Duration LAST_WORDS = Duration.ofSeconds(25);

  private final Settings settings;
  private final InstantSource clock = Clock.systemUTC();
  private final Store store;
  private final ProcessLocks soleUse;
  private final StoreWatch storeWatch;
  private final Adapters adapters;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private LineBreakerChanges lineNews;
  private Telephony telephony;
  private TextAssembly texts;
  private OperatorAssembly operators;
  private final Engine engine;
  private final DispatchLoop loop;
  private final LeaseUpkeepLoop heartbeat;
  private final QuartzSchedule schedule;
  private final ConsoleAssembly console;
  private final HttpConsole http;
  private final WebhookAssembly webhooks;
  private final ThreadGuard guard;
  private volatile Optional<AlertAssembly> alerts = Optional.empty();
  private volatile OutcomeMeters meters;

  public Service(Settings settings) {
    this.settings = settings;
    InstalledContent catalogue = InstalledContent.load(settings);
    this.store = Store.open(settings.database());
    this.soleUse = ProcessLocks.take(store.single(), settings.node(), desks(settings));
    this.storeWatch = store.watch(this::renewLocks);
    this.adapters = new Adapters(store.db(), settings, catalogue, clock);
    this.engine = new Engine(adapters, settings, this::lines, this::closed);
    this.loop = new DispatchLoop(
        engine.dispatcher(),
        engine::campaigns,
        settings.rhythm().poll());
    this.heartbeat = new LeaseUpkeepLoop(engine.upkeep(), settings.rhythm().heartbeat());
    this.schedule = new QuartzSchedule(
        store.dataSource(), settings.node(), settings.rhythm().tick(),
        new QuartzSchedule.Work(this::tick, this::upkeep, Optional.of(retention())));
    this.console = new ConsoleAssembly(adapters, settings, Optional.of(settings.node()));
    Vitals vitals = new ServiceVitals(
        telephony, texts, engine,
        new QueueCounts(adapters.queue()::waiting, Thread.ofVirtual().name("queue-counts")::start, System::nanoTime),
        storeWatch, new JooqBackups(store.db()),
        new JooqRestorations(store.db()), settings.mail().map(_ -> new JooqAlertMails(store.db())), clock,
        threads());
    List<HttpConsole.Part<?>> parts = new ArrayList<>(console.parts(vitals, seats()));
    parts.add(new HttpConsole.Part<>(SmsCallbacks.class, texts.callbacks()));
    UploadFolder.removeAbandoned();
    console.payments().breakOffAbandoned();
    this.http = new HttpConsole(settings.http().address(), vitals, parts);
    this.webhooks = new WebhookAssembly(adapters, settings, http.webhooks(this::deliveries));
    this.alerts = settings.mail().map(
        mail -> new AlertAssembly(adapters, settings, mail, vitals, http.mails(() -> vitals.mail().orElseThrow())));
    this.guard = new ThreadGuard(threads(), this::end);
  }

  /// Returns the threads that must run for as long as the service does.
  private Map<String, BooleanSupplier> threads() {
    return Map.of(
        "dispatcher", () -> loop.isAlive(), "outcome recorder", () -> engine.recorder().isAlive(),
        "webhooks", this::webhooksAlive, "heartbeat", () -> heartbeat.isAlive(), "store watch",
        () -> storeWatch.isAlive(),
        "alerts by mail", () -> alerts.map(AlertAssembly::isAlive).orElse(true),
        "telephony", () -> telephony.isAlive(), "text messages", () -> texts.isAlive(), "operators' desk",
        () -> operators.isAlive());
  }

  private Deliveries.Counts deliveries() {
    if (!storeWatch.answers()) {
      throw new StoreSilent();
    }
    return WebhookAssembly.deliveries(adapters).counts();
  }

  /// Renews the locks: two processes of one name would end each other's calls.
  private void renewLocks() {
    try {
      soleUse.renew();
    } catch (BadInput e) {
      guard.end("another process has taken the name of this node: " + e.getMessage());
    }
  }

  /// Reports the ended part before the process ends.
  private void end() {
    alerts.ifPresent(AlertAssembly::lastLook);
    ThreadGuard.exit();
  }

  private static List<String> desks(Settings settings) {
    return settings.reach().exchanges().stream()
        .filter(exchange -> exchange.operators().isPresent())
        .map(exchange -> exchange.settings().name())
        .toList();
  }

  /// Returns the operators' desk, if operators work here.
  private Optional<Desk> seats() {
    return settings.channels().contains(Channel.OPERATOR) ? Optional.of(operators.desk()) : Optional.empty();
  }

  private Lines lines(OutcomeSink sink) {
    lineNews = new LineBreakerChanges(adapters, settings, this::wake, () -> alerts.ifPresent(AlertAssembly::wake));
    CallTracker robots = new CallTracker(sink, adapters.openAttempts(), adapters.clock(), OperatorAssembly.BOUNDS,
        lineNews.breakers());
    operators = new OperatorAssembly(adapters, settings, new IcuWords(), sink, robots.operators(), lineNews.breakers());
    texts = new TextAssembly(adapters, settings.texting(), sink);
    Optional<Line> texting = texts.line();
    telephony = new Telephony(
        adapters, settings, robots, lineNews.breakers(),
        operators.attendants(), asked(texting, sink)::send, this::wake);
    List<Line> lines = new ArrayList<>(telephony.lines());
    texting.ifPresent(lines::add);
    lines.addAll(operators.lines());
    return new Lines(lines, telephony.ready());
  }

  /// Makes the sender of texts that debtors ask for during a call.
  private TextsOnRequest asked(Optional<Line> texting, OutcomeSink sink) {
    return new TextsOnRequest(
        adapters.openAttempts(), adapters.plans(), adapters.queue(), adapters.ledger(), adapters.policy(),
        adapters.campaigns()::find, texting, sink,
        new Dispatcher.Node(settings.node(), settings.rhythm().lease(), adapters.clock(), Runnable::run));
  }

  public void start() {
    meters = http.outcomes();
    storeWatch.start();
    heartbeat.start();
    engine.endStrayAttempts();
    telephony.start();
    operators.start();
    texts.start();
    schedule.start();
    schedule.run(running());
    telephony.startSpeech();
    loop.start();
    webhooks.start();
    alerts.ifPresent(AlertAssembly::start);
    guard.start();
    if (settings.reach().exchanges().isEmpty()) {
      LOG.warn("no exchange is configured: nobody will be called");
    }
    LOG.info("serving on http://{}:{} as node '{}'", settings.http().address().host(), http.port(), settings.node());
  }

  public Desk desk() {
    return operators.desk();
  }

  public void settleDesk() {
    operators.settle();
  }

  public int httpPort() {
    return http.port();
  }

  public ConsoleAssembly console() {
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
    wake();
  }

  private void wake() {
    loop.wake();
  }

  private void tick(UUID campaign) {
    adapters
        .campaigns()
        .find(campaign)
        .ifPresent(
            found -> {
              var counts = adapters.tick().run(found);
              int happened = adapters.happenings().run(found);
              LOG.info("tick of {}: {}, {} about what happened", found.name(), counts, happened);
              loop.wake();
            });
  }

  private QuartzSchedule.Yearly retention() {
    Settings.Retention when = settings.retention();
    return new QuartzSchedule.Yearly(
        when.day(), when.hour(), settings.http().zone(), () -> console.retention().lastDone(),
        () -> console.retention().run(Actor.SERVICE));
  }

  private void upkeep() {
    adapters.payments().countAnnounced();
    adapters.promises().run(clock.instant());
    schedule.run(running());
  }

  private Set<UUID> running() {
    return adapters.campaigns().all().stream()
        .filter(campaign -> campaign.state() == CampaignState.RUNNING)
        .map(Campaign::id)
        .collect(Collectors.toSet());
  }

  /// Stops: no new calls are made, running ones may end within the configured time, and reported results are stored.
  @Override
  public void close() {
    LOG.info("stopping: no new calls, running ones have {} to end", settings.rhythm().stopWithin());
    OrderlyStop running = new OrderlyStop(settings.rhythm().stopWithin(), clock);
    guard.close();
    running.step("the schedule", schedule::close);
    running.step("rendering ahead", telephony::stopSpeech);
    running.step("the dispatcher", loop::close);
    running.step("the preparation of calls", engine::awaitSubmissions);
    running.step("running calls", this::awaitCalls);
    OrderlyStop last = new OrderlyStop(LAST_WORDS, clock);
    telephony.stopConversations(last);
    last.step("the desk", operators::close);
    telephony.stopExchanges(last);
    last.step("http", http::close);
    last.step("the console", console::close);
    last.step("text messages", texts::close);
    last.step("news of lines", lineNews::close);
    last.step("the recorder of results", engine::close);
    last.step("webhooks", webhooks::close);
    last.step("alerts by mail", () -> alerts.ifPresent(AlertAssembly::close));
    last.step("the heartbeat", heartbeat::close);
    last.step("the watch over the store", storeWatch::close);
    last.step("the locks of this process", soleUse::close);
    last.step("the store", store::close);
    stopped.countDown();
  }

  private void awaitCalls() {
    try {
      while (openCalls() > 0) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException _) {
      LOG.warn("{} calls still run and are cut off; the next start finds what became of them", openCalls());
    }
  }

  private int openCalls() {
    return telephony.openCalls() + operators.openCalls();
  }

  private boolean webhooksAlive() {
    return webhooks == null || webhooks.isAlive();
  }
}
