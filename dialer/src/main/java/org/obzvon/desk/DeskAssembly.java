package org.obzvon.desk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.obzvon.background.BackgroundLoop.Round;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.Switchboard;
import org.obzvon.call.Words;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ReasonSink;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.LatePromiseBook;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Accounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The assembled desk: the commands for pages, the answers for the robot, and the lines for the queue.
public final class DeskAssembly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskAssembly.class);
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final BackgroundLoop rounds = new BackgroundLoop(
      Thread.ofPlatform().daemon().name("desk-watch"), LoopIntervals.every(ROUND).firstAfter(ROUND),
      Round.of(this::round));
  private final DeskBookWriter bookWriter = new DeskBookWriter();
  private final Stores stores;
  private final DeskState floor;
  private final SwitchboardsByName boards;
  private final ScreenPops screenPops;
  private final Map<String, OperatorLine> lines;
  private final Outbound outbound;
  private final CallEventRouter events;
  private final Previews previews;
  private final DueCallBackOffers offers;
  private final RecordingControl recordings;
  private final OperatorAvailability availability;
  private final DeskWatch watch;
  private final ExchangeDesk desk;

  /// The stores that the desk writes and reads.
  public record Stores(
      Operators staff, DeskBook book, RecordingBook recordings, DebtorCards cards, CallBacks callBacks,
      OpenAttempts attempts, Accounts accounts) {}

  /// @param boards the exchanges that have operators
  /// @param lines by the name of the exchange
  /// @param recording whether conversations may be recorded
  public record Reach(
      List<? extends Switchboard> boards, Map<String, OperatorLine> lines, DeskTerms terms, RecordingTerms recording) {}

  /// @param reasons stores them together with the operator's disposition, where both are in one store
  /// @param modules the sentences that the robot says between its scripts
  public DeskAssembly(
      Stores stores, LatePromiseBook promises, Suppressions suppressions, ReasonSink reasons,
      PreviewContacts previewContacts, SpeechModules modules, Words words, Reach reach, InstantSource clock) {
    this.floor = new DeskState(stores.book(), bookWriter, clock);
    this.stores = stores;
    this.boards = new SwitchboardsByName(reach.boards());
    this.screenPops = new ScreenPops(stores.attempts(), stores.cards(), modules);
    this.offers = new DueCallBackOffers(floor, boards, previewContacts);
    FreeOperators operators = new FreeOperators(floor, stores.accounts(), offers);
    this.lines = Map.copyOf(reach.lines());
    ConversationEnds ends = new ConversationEnds(floor, screenPops, boards);
    this.outbound = new Outbound(floor, screenPops, boards, ends, operators, lines, reach.terms());
    this.events = new CallEventRouter(floor, new Handover(floor, screenPops, boards, lines), outbound, ends);
    this.previews = new Previews(floor, screenPops, boards, previewContacts, outbound, ends, reach.terms());
    this.recordings = new RecordingControl(floor, boards, stores.recordings(), bookWriter, modules, reach.recording());
    floor.listen(recordings); // subscribed for as long as the desk exists
    this.availability = new OperatorAvailability(
        floor, screenPops, ends, recordings,
        new DebtorCallBackOffers(stores.callBacks(), bookWriter, modules, words), stores.attempts(), stores.accounts(),
        modules);
    Attendance attendance = new Attendance();
    this.watch = new DeskWatch(floor, boards, outbound, ends, previews, stores.callBacks(), attendance, reach.terms());
    Dispositions dispositions = new Dispositions(
        stores.book(), bookWriter, stores.attempts(), promises, suppressions, reasons, stores.callBacks(),
        lines, clock);
    this.desk = new ExchangeDesk(
        stores.staff(), floor, boards, screenPops, ends, previews, recordings, dispositions, attendance);
  }

  public Desk desk() {
    return desk;
  }

  public OperatorTransfer attendants() {
    return availability;
  }

  /// Returns a channel that gives the queue's attempts to operators who are free.
  public ContactChannel progressive(String exchange) {
    return (Attempt attempt) -> outbound.take(exchange, attempt);
  }

  /// Returns how many such attempts the operators of an exchange can take now. The queue counts previewed contacts as
  /// taken seats; they are added back here, because they take no seat of this kind.
  public FreeSeats room(String exchange) {
    FreeSeats room = outbound.room(exchange);
    return room.count() > 0 ? new FreeSeats(room.count() + previews.count(), room.languages()) : room;
  }

  /// Restores every operator's seat from an earlier run and begins to follow the exchanges.
  public void start() {
    floor.resume(screenPops::of, stores.recordings().running());
    floor.turns().forEach(talk -> talk.times().answered().ifPresent(at -> lines.get(talk.exchange()).begun(talk, at)));
    bookWriter.start();
    for (Switchboard board : boards.all()) {
      board.follow(event -> events.heard(board.exchange(), event), () -> watch.connected(board));
    }
    rounds.start();
  }

  /// Returns whether the desk's time limits are enforced and its book is written.
  public boolean isAlive() {
    return rounds.isAlive() && bookWriter.isAlive();
  }

  /// Enforces the desk's own time limits once, as [#start] does every second; for a test that moves its clock.
  public void round() {
    availability.sweep();
    recordings.sweep();
    watch.round();
    offers.round(previews);
  }

  /// Returns when everything that has happened so far is stored, as [#close] does; for a test that looks into the
  /// store.
  public void settle() {
    bookWriter.now(() -> LOG.trace("all that came before is stored"));
  }

  /// Must be called when no exchange reports events any more.
  @Override
  public void close() {
    rounds.close();
    bookWriter.close();
  }
}
