package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.obzvon.call.OperatorTransfer.Announcement;
import org.obzvon.call.Phrase;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Receipt;
import org.obzvon.document.Sentence;
import org.obzvon.register.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records conversations when their operator asks for it. Where the contact policy requires an announcement, operator
/// and debtor are separated while the debtor hears it, and recording begins after it.
final class RecordingControl implements DeskListener {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingControl.class);

  private static final Duration SWEEP = Duration.ofHours(1);

  private final DeskState floor;
  private final SwitchboardsByName boards;
  private final RecordingBook book;
  private final DeskBookWriter bookWriter;
  private final SpeechModules modules;
  private final RecordingTerms terms;
  /// Attempts whose debtors are hearing the announcement.
  private final Set<UUID> asked = ConcurrentHashMap.newKeySet();

  private Instant nextSweep = Instant.MIN;

  RecordingControl(DeskState floor, SwitchboardsByName boards, RecordingBook book, DeskBookWriter bookWriter,
      SpeechModules modules, RecordingTerms terms) {
    this.floor = floor;
    this.boards = boards;
    this.book = book;
    this.bookWriter = bookWriter;
    this.modules = modules;
    this.terms = terms;
  }

  boolean allowed() {
    return terms.allowed();
  }

  CommandReply begin(Seat seat, DeskConversation talk) {
    UUID operator = seat.operator().id();
    if (!terms.allowed()) {
      return CommandReply.refused(CommandReply.Why.NOT_ALLOWED);
    }
    boolean on = seat.turn().filter(Seat.Turn::recording).isPresent();
    if (on || !floor.move(operator, Set.of(OperatorState.TALKING), OperatorState.HOLDING, "")) {
      return CommandReply.refused(CommandReply.Why.STATE);
    }
    asked.add(talk.attempt());
    Receipt taken = boards.give(talk.exchange(), new Order.Record(talk.attempt(), talk.operator().orElseThrow().leg()));
    if (taken.done()) {
      return CommandReply.DONE;
    }
    asked.remove(talk.attempt());
    floor.move(operator, Set.of(OperatorState.HOLDING), OperatorState.TALKING, "");
    return new CommandReply.Refused(CommandReply.Why.EXCHANGE, Sentence.unworded(taken.why()));
  }

  CommandReply end(Seat seat, DeskConversation talk) {
    if (seat.turn().filter(Seat.Turn::recording).isEmpty()) {
      return CommandReply.refused(CommandReply.Why.STATE);
    }
    Receipt taken = boards.give(talk.exchange(), new Order.StopRecording(talk.attempt()));
    if (!taken.done()) {
      return new CommandReply.Refused(CommandReply.Why.EXCHANGE, Sentence.unworded(taken.why()));
    }
    mark(seat.operator().id(), false);
    var at = floor.now();
    bookWriter.later(() -> book.ended(talk.id(), at));
    return CommandReply.DONE;
  }

  /// @param language the debtor's language; when it is empty (unknown), nothing is recorded
  Optional<Announcement> announcement(UUID attempt, Optional<Language> language) {
    return language
        .filter(_ -> asked.contains(attempt))
        .map(known -> new Announcement(known, terms.announced().test(attempt) ? words(known) : List.of()));
  }

  private List<Phrase> words(Language language) {
    return List.of(new Phrase(Optional.empty(), modules.recording(language)));
  }

  void announced(UUID attempt, boolean begins) {
    Optional<DeskConversation> open = floor.open(attempt).filter(_ -> asked.remove(attempt));
    open.flatMap(DeskConversation::operator).map(DeskConversation.Side::operator).ifPresent(operator -> {
      floor.move(operator, Set.of(OperatorState.HOLDING), OperatorState.TALKING, "");
      if (begins) {
        mark(operator, true);
        var at = floor.now();
        bookWriter.later(() -> book.began(open.get().id(), at, at.plus(terms.kept())));
      } else {
        LOG.warn("attempt {}: the announcement was not heard to its end, so it is not recorded", attempt);
      }
    });
  }

  private void mark(UUID operator, boolean on) {
    floor.change(operator, seat -> seat.with(seat.turn().map(turn -> new Seat.Turn(turn.pop(), on))));
  }

  /// Deletes recordings whose retention time is over, once an hour.
  void sweep() {
    if (floor.now().isBefore(nextSweep)) {
      return;
    }
    nextSweep = floor.now().plus(SWEEP);
    int removed = terms.shelf().clear(floor.now().minus(terms.kept()));
    if (removed > 0) {
      LOG.info("{} recordings older than {} days were removed", removed, terms.kept().toDays());
    }
  }

  /// Notes the end of a recording at the end of the conversation; the exchange ends a recording with its call.
  @Override
  public void heard(DeskEvent event) {
    if (event instanceof DeskEvent.Ended(var conversation, _, _, var at)) {
      bookWriter.later(() -> book.ended(conversation, at));
    }
  }
}
