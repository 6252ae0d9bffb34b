package org.obzvon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.call.Attendants;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallTracker;
import org.obzvon.call.DialogueSink;
import org.obzvon.call.LineBreakers;
import org.obzvon.call.PromptAttendants;
import org.obzvon.call.Words;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.call.ami.AmiSwitchboard;
import org.obzvon.call.ami.ExchangeSettings;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.LastCheck;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.desk.Desk;
import org.obzvon.desk.DeskRoom;
import org.obzvon.desk.Errands;
import org.obzvon.desk.FreeSeats;
import org.obzvon.desk.HumanLine;
import org.obzvon.desk.Operator;
import org.obzvon.desk.RecordingShelf;
import org.obzvon.desk.RecordingTerms;
import org.obzvon.desk.Terms;
import org.obzvon.desk.files.RecordingFolder;
import org.obzvon.desk.jooq.JooqCallBacks;
import org.obzvon.desk.jooq.JooqDebtorCards;
import org.obzvon.desk.jooq.JooqDeskBook;
import org.obzvon.desk.jooq.JooqRecordingBook;
import org.obzvon.desk.jooq.JooqStaff;
import org.obzvon.queue.Dispatcher;
import org.obzvon.queue.HandPick;
import org.obzvon.queue.Line;
import org.obzvon.queue.LineTerms;
import org.obzvon.queue.Pacer;

/// The desk of the service, put together: the exchanges of the settings at which operators sit, and their lines.
final class OperatorRoom implements AutoCloseable {
  /// More operators than one server's Asterisk carries.
  private static final int MOST_CALLS = 500;
  private static final double CALLS_PER_SECOND = 50;
  private static final Terms TERMS = Terms.USUAL;

  /// Of every call, an operator's or a robot's that an operator takes over.
  static final CallBounds BOUNDS =
      new CallBounds(
          CallBounds.USUAL.ringGrace(), CallBounds.USUAL.settle(), CallBounds.USUAL.dialogueGrace(), TERMS.wrapUp(),
          CallBounds.USUAL.longest(), CallBounds.USUAL.askEvery());

  private final Adapters adapters;
  private final Settings settings;
  private final LineBreakers breakers;
  private final List<AmiSwitchboard> boards = new ArrayList<>();
  private final Map<String, AmiCallChannel> calls = new LinkedHashMap<>();
  private final DeskRoom room;

  /// @param takeovers hears of operators' talks with debtors whom the robot handed over
  /// @param breakers whether each exchange works
  OperatorRoom(
      Adapters adapters, Settings settings, Words words, OutcomeSink sink, DialogueSink takeovers, LineBreakers breakers) {
    this.adapters = adapters;
    this.settings = settings;
    this.breakers = breakers;
    CallTracker tracker = new CallTracker(
            sink, adapters.openAttempts(), adapters.clock(), BOUNDS, breakers.under(HumanLine::exchangeOf));
    Map<String, HumanLine> lines = new LinkedHashMap<>();
    for (Settings.Exchange exchange : settings.reach().exchanges()) {
      exchange.operators().ifPresent(account -> {
        String name = exchange.settings().name();
        boards.add(new AmiSwitchboard(at(exchange.settings(), name, account), adapters.clock()));
        AmiCallChannel channel =
            new AmiCallChannel(
                debtors(exchange.settings()), tracker, adapters.openAttempts(), adapters.callTokens(), adapters.clock());
        calls.put(name, channel);
        // His own telephone may have rung for a quarter of a minute.
        LastCheck checked = new LastCheck(channel, adapters.lastWord());
        lines.put(name, new HumanLine(checked, tracker.operators(), takeovers, sink));
      });
    }
    var db = adapters.db();
    this.room =
        new DeskRoom(
            new DeskRoom.Records(
                new JooqStaff(db), new JooqDeskBook(adapters.audited().db()), new JooqRecordingBook(db), new JooqDebtorCards(db, adapters.accounts()),
                new JooqCallBacks(db, adapters.openAttempts(), adapters.callBackHours()::earliest, adapters.clock()),
                adapters.openAttempts(), adapters.accounts()),
            new DeskRoom.Effects(
                adapters.promiseBook(), adapters.audited().suppressions(), adapters.audited().reasons(), new PickedErrands(pick())),
            new DeskRoom.Said(adapters.catalogue().modules(), words),
            new DeskRoom.Reach(boards, lines, TERMS, recording(settings.reach().desk())),
            adapters.clock());
  }

  private RecordingTerms recording(Settings.Desk desk) {
    return new RecordingTerms(
        desk.record(), desk.kept(), this::mustBeAnnounced,
        desk.recordings().<RecordingShelf>map(RecordingFolder::new).orElse(RecordingShelf.ELSEWHERE));
  }

  /// What is not known must be announced.
  private boolean mustBeAnnounced(UUID attempt) {
    return adapters.openAttempts().findClosedToo(attempt)
        .map(Attempt::contact)
        .flatMap(contact ->
            adapters.campaigns().all().stream()
                .filter(campaign -> campaign.id().equals(contact.campaign()))
                .findFirst()
                .map(campaign -> campaign.definition().rules().profile(contact.step().ground().kind())))
        .flatMap(adapters.catalogue().profiles()::find)
        .map(profile -> profile.conduct().announceRecording().isPresent())
        .orElse(true);
  }

  private static ExchangeSettings at(ExchangeSettings exchange, String name, ExchangeSettings.Access account) {
    return new ExchangeSettings(name, account, exchange.dialling(), exchange.waits());
  }

  /// The debtor who answers is connected with his operator instead of being spoken to by the robot.
  private static ExchangeSettings debtors(ExchangeSettings exchange) {
    ExchangeSettings.Dialling robot = exchange.dialling();
    return new ExchangeSettings(
        HumanLine.nameOf(exchange.name()), exchange.access(),
        new ExchangeSettings.Dialling(
            robot.channelTemplate(), "obzvon-called", robot.agiUrl(), robot.allowedPrefixes(), robot.attemptHeader(),
            robot.numbers(), robot.registration()),
        exchange.waits());
  }

  private HandPick pick() {
    return new HandPick(
        adapters.queue(), adapters.ledger(), adapters.policy(), adapters.campaigns()::all,
        new Dispatcher.Node(settings.node(), settings.rhythm().lease(), adapters.clock(), Runnable::run),
        TERMS.reading().plus(Duration.ofMinutes(1)), this::terms);
  }

  private LineTerms terms(String line) {
    String name = HumanLine.exchangeOf(line);
    return settings.reach().exchanges().stream()
        .filter(exchange -> exchange.settings().name().equals(name))
        .map(Settings.Exchange::terms)
        .findFirst()
        .orElse(LineTerms.ANY);
  }

  Desk desk() {
    return room.desk();
  }

  /// Returns when what has happened is stored.
  void settle() {
    room.settle();
  }

  Attendants attendants() {
    return boards.isEmpty()
        ? Attendants.NONE
        : new PromptAttendants(room.attendants(), settings.reach().desk().silence());
  }

  /// A line of each exchange at which operators sit, for calls that are made for whoever is free.
  List<Line> lines() {
    Instant now = adapters.clock().instant();
    return calls.keySet().stream()
        .map(
            name ->
                new Line(
                    HumanLine.nameOf(name), Channel.OPERATOR, MOST_CALLS, new Pacer(CALLS_PER_SECOND, now),
                    new GuardedRooms(breakers, name, () -> free(name)), room.progressive(name), terms(HumanLine.nameOf(name))))
        .toList();
  }

  private Line.Room free(String exchange) {
    FreeSeats seats = room.room(exchange);
    return new Line.Room(seats.count(), seats.languages());
  }

  void start() {
    calls.values().forEach(AmiCallChannel::start);
    room.start();
  }

  int openCalls() {
    return calls.values().stream().mapToInt(channel -> channel.state().inUse()).sum();
  }

  @Override
  public void close() {
    boards.forEach(AmiSwitchboard::close);
    room.close();
    calls.values().forEach(AmiCallChannel::close);
  }

  /// The queue's way of one contact as the desk asks for it.
  private record PickedErrands(HandPick pick) implements Errands {
    @Override
    public Optional<Errand> next(Operator operator) {
      return promised(operator)
          .map(contact -> new Errand(contact, true))
          .or(() -> pick.next(operator.speaks()).map(contact -> new Errand(contact, false)));
    }

    @Override
    public Set<UUID> promisers() {
      return pick.promisers();
    }

    @Override
    public Optional<Contact> promised(Operator operator) {
      return pick.promised(operator.id());
    }

    @Override
    public Placing place(Contact contact, String line) {
      return switch (pick.write(contact, line)) {
        case HandPick.Picked.Written(var attempt) -> new Placing.Placed(attempt);
        case HandPick.Picked.Later(var until, var why) -> new Placing.Later(until, why);
        case HandPick.Picked.Refused(var why) -> new Placing.Refused(why);
        case HandPick.Picked.Gone() -> new Placing.Gone();
      };
    }

    @Override
    public void giveBack(Contact contact, Instant notBefore) {
      pick.giveBack(contact, notBefore);
    }
  }
}
