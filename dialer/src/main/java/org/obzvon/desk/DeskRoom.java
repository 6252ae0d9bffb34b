package org.obzvon.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.obzvon.call.Attendants;
import org.obzvon.call.Switchboard;
import org.obzvon.call.Words;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.HeardReasons;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.PromiseBook;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Accounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desk put together: what pages command, what the robot asks, and the lines for the queue.
public final class DeskRoom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskRoom.class);

  private final ScheduledExecutorService pace =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("desk-watch").factory());
  private final Clerk clerk = new Clerk();
  private final Records records;
  private final Floor floor;
  private final Boards boards;
  private final Pops pops;
  private final Outbound outbound;
  private final Handover handover;
  private final Previews previews;
  private final Offers offers;
  private final Recordings recordings;
  private final Relief relief;
  private final DeskWatch watch;
  private final OpenDesk desk;

  /// What is stored and read.
  public record Records(
      Staff staff, DeskBook book, RecordingBook recordings, DebtorCards cards, CallBacks callBacks, OpenAttempts attempts, Accounts accounts) {}

  /// What follows from a talk.
  ///
  /// @param reasons stores them together with what the operator wrote, where both are of one store
  public record Effects(
      PromiseBook promises, Suppressions suppressions, HeardReasons reasons, Errands errands) {}

  /// What is said.
  public record Said(SpeechModules modules, Words words) {}

  /// @param boards the exchanges that have operators
  /// @param lines by the name of the exchange
  /// @param recording whether talks may be recorded
  public record Reach(
      List<? extends Switchboard> boards, Map<String, HumanLine> lines, Terms terms, RecordingTerms recording) {}

  public DeskRoom(Records records, Effects effects, Said said, Reach reach, InstantSource clock) {
    this.floor = new Floor(records.book(), clerk, clock);
    this.records = records;
    this.boards = new Boards(reach.boards());
    this.pops = new Pops(records.attempts(), records.cards(), said.modules());
    this.offers = new Offers(floor, boards, effects.errands());
    FreeOperators operators = new FreeOperators(floor, records.accounts(), offers);
    this.outbound = new Outbound(floor, pops, boards, operators, reach.lines(), reach.terms());
    this.handover = new Handover(floor, pops, boards, outbound);
    this.previews = new Previews(floor, pops, boards, effects.errands(), outbound, reach.terms());
    DeskWatch.Calls calls = new DeskWatch.Calls(outbound, handover, previews);
    this.recordings =
        new Recordings(
            floor, boards, new Recordings.Storing(records.recordings(), clerk), said.modules(), reach.recording());
    floor.listen(recordings); // for as long as there is a desk
    this.relief =
        new Relief(
            floor, pops, new Relief.Doing(handover, recordings, clerk), records.callBacks(),
            new Relief.Speaking(records.attempts(), records.accounts(), said.modules(), said.words()));
    Attendance attendance = new Attendance();
    this.watch = new DeskWatch(floor, boards, calls, records.callBacks(), attendance, reach.terms());
    Dispositions dispositions =
        new Dispositions(
            new Dispositions.Book(records.book(), clerk, records.attempts(), clock), effects, records.callBacks(),
            reach.lines());
    this.desk = new OpenDesk(records.staff(), floor, boards, calls, new OpenDesk.Afterwards(recordings, dispositions), attendance);
  }

  public Desk desk() {
    return desk;
  }

  public Attendants attendants() {
    return relief;
  }

  /// Takes attempts that the queue places for operators who are free.
  public ContactChannel progressive(String exchange) {
    return (Attempt attempt) -> outbound.take(exchange, attempt);
  }

  /// How many such attempts the operators of an exchange can take now. The queue counts contacts that are being read as
  /// seats taken; they are added here, for they take no seat of this kind.
  public FreeSeats room(String exchange) {
    FreeSeats room = outbound.room(exchange);
    return room.count() > 0 ? new FreeSeats(room.count() + previews.count(), room.languages()) : room;
  }

  /// Seats everybody where an earlier run left him and begins to follow the exchanges.
  public void start() {
    floor.resume(pops::of, records.recordings().running());
    floor.turns().forEach(talk -> talk.times().answered().ifPresent(at -> outbound.talks(talk, at)));
    clerk.start();
    for (Switchboard board : boards.all()) {
      board.follow(event -> handover.heard(board.exchange(), event), () -> watch.connected(board));
    }
    pace.scheduleWithFixedDelay(this::guardedRound, 1, 1, TimeUnit.SECONDS);
  }

  private void guardedRound() {
    try {
      round();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("a round of the desk failed; the next one comes in its turn", e);
    }
  }

  /// One round of the desk's own bounds, as [#start] makes one every second; for a test that moves its clock.
  public void round() {
    relief.sweep();
    recordings.sweep();
    watch.round();
    offers.round(previews);
  }

  /// Returns when everything that has happened so far is stored, as [#close] does; for a test that looks into the store.
  public void settle() {
    clerk.now(() -> LOG.trace("all that came before is stored"));
  }

  /// To be called when no exchange tells anything any more.
  @Override
  public void close() {
    pace.shutdownNow();
    clerk.close();
  }
}
