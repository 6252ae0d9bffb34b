package org.obzvon;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.call.Attendants;
import org.obzvon.call.CallTracker;
import org.obzvon.call.LineBreakers;
import org.obzvon.call.PreparedCalls;
import org.obzvon.call.TextRequest;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.call.fastagi.FastAgiServer;
import org.obzvon.console.Vitals.LineState;
import org.obzvon.contact.Channel;
import org.obzvon.contact.LastCheck;
import org.obzvon.queue.Line;
import org.obzvon.queue.Pacer;
import org.obzvon.queue.ReadyContacts;
import org.obzvon.queue.StopsAtOnce;

/// What calls debtors and speaks with them: the exchanges, the conversations and the robot's speech, put together.
final class Telephony {
  /// Of the policy's word; a call with all its phrases ready is placed well within it.
  static final Duration FRESH = Duration.ofMillis(300);

  /// @param attendants to whom a debtor who wants a person is handed
  /// @param texts sends the text that a debtor asks for
  record People(Attendants attendants, TextRequest texts) {}

  private final Adapters adapters;
  private final List<Settings.Exchange> settings;
  private final InstantSource clock;
  private final CallTracker tracker;
  private final LineBreakers breakers;
  private final StopsAtOnce stops;
  private final RobotSpeech speech;
  private final FastAgiServer agi;
  private final Map<String, AmiCallChannel> exchanges = new LinkedHashMap<>();

  /// @param tracker makes the reports of calls
  /// @param breakers whether each line works
  /// @param people to whom a debtor's wishes go during a call
  /// @param listener told when contacts may have become ready
  Telephony(
      Adapters adapters, Settings settings, CallTracker tracker, LineBreakers breakers, People people, Runnable listener) {
    this.adapters = adapters;
    this.settings = settings.reach().exchanges();
    this.clock = adapters.clock();
    this.tracker = tracker;
    this.breakers = breakers;
    this.stops = new StopsAtOnce(adapters.stops(), clock);
    this.speech = new RobotSpeech(adapters, settings.conversation(), listener);
    this.agi =
        new FastAgiServer(
            settings.conversation().agi(), new FastAgiServer.Access(settings.agiPeers(), adapters.callTokens()),
            speech.conversations(), speech.speech(),
            new FastAgiServer.Listeners(tracker, stops::heard, people.texts(), people.attendants()), clock);
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
              new GuardedRooms(
                  breakers, exchange.settings().name(),
                  () -> new Line.Room(channel.takesCalls() ? exchange.lines() : 0, Set.of())),
              new PreparedCalls(
                  speech.preparation(), new LastCheck(channel, adapters.lastWord().unlessFresh(FRESH, clock)), clock),
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

  private static Optional<String> clockTrouble(Duration ahead) {
    return ahead.isZero()
        ? Optional.empty()
        : Optional.of(
            "its clock is %d s %s ours; set both by the same time server"
                .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"));
  }

  void stopConversations(Stopping last) {
    last.step("conversations", agi::close);
    last.step("stop entries", stops::close);
  }

  void stopExchanges(Stopping last) {
    exchanges.values().forEach(exchange -> last.step("an exchange", exchange::close));
  }
}
