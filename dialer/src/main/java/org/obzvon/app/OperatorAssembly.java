package org.obzvon.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallTracker;
import org.obzvon.call.DialogueSink;
import org.obzvon.call.LineBreakers;
import org.obzvon.call.TimedOperatorTransfer;
import org.obzvon.call.Words;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.call.ami.AmiSwitchboard;
import org.obzvon.call.ami.ExchangeSettings;
import org.obzvon.config.Settings;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.FinallyCheckedChannel;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.desk.RecordingAnnouncementRule;
import org.obzvon.desk.Desk;
import org.obzvon.desk.DeskAssembly;
import org.obzvon.desk.DeskTerms;
import org.obzvon.desk.FreeSeats;
import org.obzvon.desk.OperatorLine;
import org.obzvon.desk.Operator;
import org.obzvon.desk.PreviewContacts;
import org.obzvon.desk.RecordingShelf;
import org.obzvon.desk.RecordingTerms;
import org.obzvon.desk.files.RecordingFolder;
import org.obzvon.desk.jooq.JooqCallBacks;
import org.obzvon.desk.jooq.JooqDebtorCards;
import org.obzvon.desk.jooq.JooqDeskBook;
import org.obzvon.desk.jooq.JooqOperators;
import org.obzvon.desk.jooq.JooqRecordingBook;
import org.obzvon.queue.Dispatcher;
import org.obzvon.queue.Line;
import org.obzvon.queue.LineNumbering;
import org.obzvon.queue.Pacer;
import org.obzvon.queue.SingleContactDispatch;

/// Assembles the desk of the service: the configured exchanges at which operators work, and their lines.
final class OperatorAssembly implements AutoCloseable {
  /// More operators than one server's Asterisk can carry.
  private static final int MOST_CALLS = 500;
  private static final double CALLS_PER_SECOND = 50;
  private static final DeskTerms TERMS = DeskTerms.USUAL;

  /// Applies to every call, an operator's or a robot's that an operator takes over.
  static final CallBounds BOUNDS = new CallBounds(
      CallBounds.USUAL.ringGrace(), CallBounds.USUAL.settle(), CallBounds.USUAL.dialogueGrace(), TERMS.wrapUp(),
      CallBounds.USUAL.longest(), CallBounds.USUAL.askEvery());

  private final Adapters adapters;
  private final Settings settings;
  private final LineBreakers breakers;
  private final List<AmiSwitchboard> boards = new ArrayList<>();
  private final Map<String, AmiCallChannel> calls = new LinkedHashMap<>();
  private final DeskAssembly room;

  /// @param takeovers receives operators' conversations with debtors whom the robot handed over
  /// @param breakers whether each exchange works
  OperatorAssembly(
      Adapters adapters, Settings settings, Words words, OutcomeSink sink, DialogueSink takeovers,
      LineBreakers breakers) {
    this.adapters = adapters;
    this.settings = settings;
    this.breakers = breakers;
    CallTracker tracker = new CallTracker(
        sink, adapters.openAttempts(), adapters.clock(), BOUNDS, breakers.under(OperatorLine::exchangeOf));
    Map<String, OperatorLine> lines = new LinkedHashMap<>();
    for (Settings.Exchange exchange : settings.reach().exchanges()) {
      exchange.operators().ifPresent(account -> {
        String name = exchange.settings().name();
        boards.add(new AmiSwitchboard(at(exchange.settings(), name, account), adapters.clock()));
        AmiCallChannel channel = new AmiCallChannel(
            debtors(exchange.settings()), tracker, adapters.openAttempts(), adapters.callTokens(),
            adapters.clock());
        calls.put(name, channel);
        // The operator's own telephone may have rung for a quarter of a minute.
        FinallyCheckedChannel checked = new FinallyCheckedChannel(channel, adapters.finalCheck());
        lines.put(name, new OperatorLine(checked, tracker.operators(), takeovers, sink));
      });
    }
    var db = adapters.db();
    this.room = new DeskAssembly(
        new DeskAssembly.Stores(
            new JooqOperators(db), new JooqDeskBook(db), new JooqRecordingBook(db),
            new JooqDebtorCards(db, adapters.accounts()),
            new JooqCallBacks(db, adapters.openAttempts(), adapters.callBackHours()::earliest, adapters.clock()),
            adapters.openAttempts(), adapters.accounts()),
        adapters.promiseBook(), adapters.suppressions(), adapters.reasons(), new PickedErrands(pick()),
        adapters.catalogue().modules(), words,
        new DeskAssembly.Reach(boards, lines, TERMS, recording(settings.reach().desk())),
        adapters.clock());
  }

  private RecordingTerms recording(Settings.Desk desk) {
    return new RecordingTerms(
        desk.record(), desk.kept(),
        new RecordingAnnouncementRule(adapters.openAttempts(), this::policy, adapters.catalogue().profiles()),
        desk.recordings().<RecordingShelf>map(RecordingFolder::new).orElse(RecordingShelf.ELSEWHERE));
  }

  /// Returns the id of the policy of the contact's campaign.
  private Optional<String> policy(Contact contact) {
    return adapters.campaigns().find(contact.campaign())
        .map(campaign -> campaign.definition().rules().profile(contact.step().origin().kind()));
  }

  private static ExchangeSettings at(ExchangeSettings exchange, String name, ExchangeSettings.Access account) {
    return new ExchangeSettings(name, account, exchange.dialling(), exchange.waits());
  }

  /// Returns the exchange's settings for operators' calls: the debtor who answers is connected to the operator instead
  /// of the robot.
  private static ExchangeSettings debtors(ExchangeSettings exchange) {
    ExchangeSettings.Dialling robot = exchange.dialling();
    return new ExchangeSettings(
        OperatorLine.nameOf(exchange.name()), exchange.access(),
        new ExchangeSettings.Dialling(
            robot.channelTemplate(), "obzvon-called", robot.agiUrl(), robot.allowedPrefixes(), robot.attemptHeader(),
            robot.numbers(), robot.registration()),
        exchange.waits());
  }

  private SingleContactDispatch pick() {
    return new SingleContactDispatch(
        adapters.queue(), adapters.ledger(), adapters.policy(), adapters.campaigns()::all,
        new Dispatcher.Node(settings.node(), settings.rhythm().lease(), adapters.clock(), Runnable::run),
        TERMS.reading().plus(Duration.ofMinutes(1)), this::terms);
  }

  private LineNumbering terms(String line) {
    String name = OperatorLine.exchangeOf(line);
    return settings.reach().exchanges().stream()
        .filter(exchange -> exchange.settings().name().equals(name))
        .map(Settings.Exchange::terms)
        .findFirst()
        .orElse(LineNumbering.ANY);
  }

  Desk desk() {
    return room.desk();
  }

  /// Returns when everything that has happened is stored.
  void settle() {
    room.settle();
  }

  OperatorTransfer attendants() {
    return boards.isEmpty()
        ? OperatorTransfer.NONE
        : new TimedOperatorTransfer(room.attendants(), settings.reach().desk().silence());
  }

  /// Returns one line for each exchange at which operators work, for calls to any free operator.
  List<Line> lines() {
    Instant now = adapters.clock().instant();
    return calls.keySet().stream()
        .map(
            name -> new Line(
                OperatorLine.nameOf(name), Channel.OPERATOR, MOST_CALLS, new Pacer(CALLS_PER_SECOND, now),
                new LinePlaces(breakers, name, () -> free(name)), room.progressive(name),
                terms(OperatorLine.nameOf(name))))
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

  /// Returns whether the desk works and every exchange of operators is followed.
  boolean isAlive() {
    return room.isAlive() && calls.values().stream().allMatch(AmiCallChannel::isAlive)
        && boards.stream().allMatch(AmiSwitchboard::isAlive);
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

  /// The queue's picking of one contact, as the desk asks for it.
  private record PickedErrands(SingleContactDispatch pick) implements PreviewContacts {
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
        case SingleContactDispatch.Picked.Written(var attempt) -> new Placing.Placed(attempt);
        case SingleContactDispatch.Picked.Later(var until, var why) -> new Placing.Later(until, why);
        case SingleContactDispatch.Picked.Refused(var why) -> new Placing.Refused(why);
        case SingleContactDispatch.Picked.Gone() -> new Placing.Gone();
      };
    }

    @Override
    public void giveBack(Contact contact, Instant notBefore) {
      pick.giveBack(contact, notBefore);
    }
  }
}
