package org.obzvon.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.CallTracker;
import org.obzvon.call.LineBreakers;
import org.obzvon.call.PreparingCallChannel;
import org.obzvon.call.RequestedTextSender;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.call.fastagi.FastAgiServer;
import org.obzvon.config.Settings;
import org.obzvon.console.LineTrouble;
import org.obzvon.console.Vitals.LineState;
import org.obzvon.contact.Channel;
import org.obzvon.contact.FinallyCheckedChannel;
import org.obzvon.document.Sentence;
import org.obzvon.queue.Line;
import org.obzvon.queue.Pacer;
import org.obzvon.queue.ReadyContacts;
import org.obzvon.queue.MidCallSuppressions;

/// Assembles what calls debtors and speaks with them: the exchanges, the conversations and the robot's speech.
public final class Telephony {
  /// How long a policy decision may be reused without asking again. Placing a call whose phrases are all ready takes
  /// much less.
  public static final Duration FRESH = Duration.ofMillis(300);

  private final Adapters adapters;
  private final List<Settings.Exchange> settings;
  private final InstantSource clock;
  private final LineBreakers breakers;
  private final MidCallSuppressions stops;
  private final RobotSpeech speech;
  private final FastAgiServer agi;
  private final Map<String, AmiCallChannel> exchanges = new LinkedHashMap<>();

  /// @param tracker makes the reports of calls
  /// @param breakers whether each line works
  /// @param attendants take over a debtor who wants a person
  /// @param texts sends the text that a debtor asks for
  /// @param listener called when contacts may have become ready
  Telephony(
      Adapters adapters, Settings settings, CallTracker tracker, LineBreakers breakers,
      OperatorTransfer attendants, RequestedTextSender texts, Runnable listener) {
    this.adapters = adapters;
    this.settings = settings.reach().exchanges();
    this.clock = adapters.clock();
    this.breakers = breakers;
    this.stops = new MidCallSuppressions(adapters.stops(), clock);
    this.speech = new RobotSpeech(adapters, settings.conversation(), listener);
    this.agi = new FastAgiServer(
        settings.conversation().agi(), new FastAgiServer.Access(settings.agiPeers(), adapters.callTokens()),
        speech.conversations(), speech.speech(),
        new FastAgiServer.Listeners(tracker, stops::heard, texts, attendants), clock);
    for (Settings.Exchange exchange : this.settings) {
      exchanges.put(
          exchange.settings().name(),
          new AmiCallChannel(exchange.settings(), tracker, adapters.openAttempts(), adapters.callTokens(), clock));
    }
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Settings.Exchange exchange : settings) {
      AmiCallChannel channel = exchanges.get(exchange.settings().name());
      lines.add(
          new Line(
              exchange.settings().name(), Channel.ROBOT, exchange.lines(),
              new Pacer(exchange.callsPerSecond(), clock.instant()),
              new LinePlaces(
                  breakers, exchange.settings().name(),
                  () -> new Line.Room(channel.takesCalls() ? exchange.lines() : 0, Set.of())),
              new PreparingCallChannel(
                  speech.preparation(), new FinallyCheckedChannel(channel,
                      adapters.finalCheck().unlessFresh(FRESH, clock)),
                  clock),
              exchange.terms()));
    }
    return lines;
  }

  ReadyContacts ready() {
    return speech.ready();
  }

  void start() {
    agi.start();
    exchanges.values().forEach(AmiCallChannel::start);
  }

  void startSpeech() {
    speech.start();
  }

  void stopSpeech() {
    speech.close();
  }

  int openCalls() {
    return exchanges.values().stream().mapToInt(channel -> channel.state().inUse()).sum();
  }

  /// Returns whether speech is prepared and every exchange followed.
  boolean isAlive() {
    return speech.isAlive() && exchanges.values().stream().allMatch(AmiCallChannel::isAlive);
  }

  List<LineState> vitals() {
    List<LineState> lines = new ArrayList<>();
    for (Settings.Exchange exchange : settings) {
      var state = exchanges.get(exchange.settings().name()).state();
      lines.add(
          new LineState(
              state.line(), state.connected(), state.inUse(), exchange.lines(), clockTrouble(state.clockAhead()),
              breakers.resting(state.line())));
    }
    return lines;
  }

  private static Optional<Sentence> clockTrouble(Duration ahead) {
    LineTrouble off = ahead.isNegative() ? LineTrouble.CLOCK_BEHIND : LineTrouble.CLOCK_AHEAD;
    return ahead.isZero() ? Optional.empty() : Optional.of(off.with(ahead.abs().toSeconds()));
  }

  void stopConversations(OrderlyStop last) {
    last.step("conversations", agi::close);
    last.step("stop entries", stops::close);
  }

  void stopExchanges(OrderlyStop last) {
    exchanges.values().forEach(exchange -> last.step("an exchange", exchange::close));
  }
}
