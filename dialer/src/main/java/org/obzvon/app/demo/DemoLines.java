package org.obzvon.app.demo;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.obzvon.app.Adapters;
import org.obzvon.app.Engine;
import org.obzvon.app.Telephony;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallPreparation;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.call.ConversationBuilder;
import org.obzvon.call.PreparingCallChannel;
import org.obzvon.call.SilentSpeech;
import org.obzvon.call.SpeechAhead;
import org.obzvon.call.RequestedTextSender;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.call.ami.ExchangeSettings;
import org.obzvon.call.fastagi.AllowedPeers;
import org.obzvon.call.fastagi.FastAgiServer;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.config.Settings;
import org.obzvon.contact.Channel;
import org.obzvon.contact.FinallyCheckedChannel;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.document.Secret;
import org.obzvon.queue.Line;
import org.obzvon.queue.Lines;
import org.obzvon.queue.Pacer;
import org.obzvon.queue.MidCallSuppressions;
import org.obzvon.register.IdGenerator;
import org.obzvon.rehearsal.MovedClock;
import org.obzvon.rehearsal.PotentialPayDays;
import org.obzvon.rehearsal.PopulationTelephone;
import org.obzvon.rehearsal.ScriptAnswerKeys;
import org.obzvon.rehearsal.RunningClock;
import org.obzvon.rehearsal.SimulatedOperatorChannel;
import org.obzvon.rehearsal.SimulatedChannelContext;
import org.obzvon.rehearsal.exchange.SimulatedExchange;

/// The lines of a rehearsal: the real robot calls over AMI and FastAGI to a simulated exchange, the real text messages
/// over SMPP to a simulated centre, and simulated operators.
final class DemoLines implements AutoCloseable {
  private static final String LINE = SimulatedChannelContext.LINE + "-robot";
  private static final int LINES = 100;
  private static final double UNPACED = 1_000_000;
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(60);

  /// Calls take milliseconds here, and the events at their end come as quickly.
  private static final CallBounds BOUNDS = new CallBounds(
      Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofMinutes(5),
      Duration.ofSeconds(30),
      Duration.ofSeconds(1));

  private final MovedClock clock;
  private final Adapters adapters;
  private final Settings settings;
  private final SimulatedExchange exchange;
  private final String secret = IdGenerator.next().toString();
  private final Semaphore ended = new Semaphore(0);
  private MidCallSuppressions stops;
  private FastAgiServer agi;
  private AmiCallChannel robot;
  private DemoTexts texts;
  private final Engine engine;

  DemoLines(
      Adapters adapters, Settings settings, MovedClock clock, PotentialPayDays payDays, UnaryOperator<String> armOf) {
    this.adapters = adapters;
    this.settings = settings;
    this.clock = clock;
    this.exchange = new SimulatedExchange(
        org.obzvon.rehearsal.exchange.SimulatedExchangeSettings.of(
            new org.obzvon.rehearsal.exchange.SimulatedExchangeSettings.Login("obzvon", secret)),
        new PopulationTelephone(payDays, armOf, ScriptAnswerKeys.shipped()),
        clock);
    this.engine = new Engine(adapters, settings, sink -> new Lines(lines(sink, payDays)),
        closed -> ended.release(closed.size()));
    robot.start();
    awaitConnected();
  }

  private List<Line> lines(OutcomeSink sink, PotentialPayDays payDays) {
    RunningClock running = new RunningClock(clock);
    CallTracker tracker = new CallTracker(sink, adapters.openAttempts(), running, BOUNDS);
    ConversationBuilder conversations = new ConversationBuilder(
        adapters.openAttempts(), adapters.decidedAccounts(), adapters.catalogue().scripts(), new IcuWords(),
        settings.conversation().houses(), clock);
    SilentSpeech speech = new SilentSpeech();
    CallTokens tokens = CallTokens.ofThisProcess();
    var usual = settings.conversation().agi();
    stops = new MidCallSuppressions(adapters.stops(), clock);
    agi = new FastAgiServer(
        new FastAgiServer.Settings(
            "127.0.0.1", 0, usual.mostSessions(), usual.replyTimeout(), usual.longestSession(), Duration.ZERO),
        new FastAgiServer.Access(new AllowedPeers(List.of("127.0.0.1")), tokens),
        conversations, speech,
        new FastAgiServer.Listeners(tracker, stops::heard, RequestedTextSender.NONE, OperatorTransfer.NONE), clock);
    agi.start();
    robot = new AmiCallChannel(exchangeSettings(), tracker, adapters.openAttempts(), tokens, running);
    texts = new DemoTexts(adapters, settings, payDays.population(), sink, ended::release);
    SimulatedChannelContext simulation = new SimulatedChannelContext(payDays, adapters.accounts(), sink, Runnable::run);
    CallPreparation preparation = new CallPreparation(conversations, speech,
        new SpeechAhead(conversations, speech, clock));
    FinallyCheckedChannel checked = new FinallyCheckedChannel(robot,
        adapters.finalCheck().unlessFresh(Telephony.FRESH, clock));
    return List.of(
        line(LINE, Channel.ROBOT, new PreparingCallChannel(preparation, checked, clock)),
        line(SimulatedChannelContext.LINE + "-operator", Channel.OPERATOR, new SimulatedOperatorChannel(simulation)),
        texts.line());
  }

  private Line line(String name, Channel channel, org.obzvon.contact.ContactChannel to) {
    return new Line(name, channel, LINES, new Pacer(UNPACED, clock.instant()), () -> true, to);
  }

  private ExchangeSettings exchangeSettings() {
    return new ExchangeSettings(
        LINE,
        new ExchangeSettings.Access("127.0.0.1", exchange.port(), "obzvon", new Secret(secret)),
        new ExchangeSettings.Dialling(
            "PJSIP/{number}@rehearsal", "obzvon-robot", "agi://127.0.0.1:" + agi.port() + "/ivr",
            settings.reach().allowedPrefixes().stream().map(prefix -> prefix.substring(1)).toList(), false),
        ExchangeSettings.Waits.USUAL);
  }

  private void awaitConnected() {
    try {
      if (!robot.awaitConnected(LONGEST_ROUND)) {
        throw new IllegalStateException("the simulated exchange did not take the login");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the rehearsal began", e);
    }
  }

  /// Runs one round of the dispatcher and waits for the end of everything that it placed.
  int round() {
    ended.drainPermits();
    int placed = engine.dispatcher().round(engine.campaigns()).placed();
    awaitEnds(placed);
    return placed;
  }

  /// Asks, after the clock has moved on, for messages without a delivery report, and waits for their end.
  void followUp() {
    ended.drainPermits();
    awaitEnds(texts.followUp());
  }

  private void awaitEnds(int count) {
    try {
      if (count > 0 && !ended.tryAcquire(count, LONGEST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "of " + count + " simulated attempts " + (count - ended.availablePermits()) + " did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    agi.close();
    stops.close();
    robot.close();
    texts.close();
    engine.close();
    exchange.close();
  }
}
