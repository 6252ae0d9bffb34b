package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.obzvon.call.Attendants.Announcement;
import org.obzvon.call.Phrase;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Receipt;
import org.obzvon.document.Sentence;
import org.obzvon.register.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recording of talks, on and off by their operator. The two are parted while the debtor hears what the contact policy
/// asks for, and only then is recorded.
final class Recordings implements DeskListener {
  private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

  private static final Duration SWEEP = Duration.ofHours(1);

  private final Floor floor;
  private final Boards boards;
  private final Storing storing;
  private final SpeechModules modules;
  private final RecordingTerms terms;
  /// Attempts whose debtors are hearing the announcement.
  private final Set<UUID> asked = ConcurrentHashMap.newKeySet();

  private Instant nextSweep = Instant.MIN;

  /// Where it is written down.
  record Storing(RecordingBook book, Clerk clerk) {}

  Recordings(Floor floor, Boards boards, Storing storing, SpeechModules modules, RecordingTerms terms) {
    this.floor = floor;
    this.boards = boards;
    this.storing = storing;
    this.modules = modules;
    this.terms = terms;
  }

  boolean allowed() {
    return terms.allowed();
  }

  Reply begin(Seat seat, Talk talk) {
    UUID operator = seat.operator().id();
    if (!terms.allowed()) {
      return Reply.refused(Reply.Why.NOT_ALLOWED);
    }
    boolean on = seat.turn().filter(Seat.Turn::recording).isPresent();
    if (on || !floor.move(operator, Set.of(OperatorState.TALKING), OperatorState.HOLDING, "")) {
      return Reply.refused(Reply.Why.STATE);
    }
    asked.add(talk.attempt());
    Receipt taken =
        boards.give(talk.exchange(), new Order.Record(talk.attempt(), talk.operator().orElseThrow().leg()));
    if (taken.done()) {
      return Reply.DONE;
    }
    asked.remove(talk.attempt());
    floor.move(operator, Set.of(OperatorState.HOLDING), OperatorState.TALKING, "");
    return new Reply.Refused(Reply.Why.EXCHANGE, Sentence.unworded(taken.why()));
  }

  Reply end(Seat seat, Talk talk) {
    if (seat.turn().filter(Seat.Turn::recording).isEmpty()) {
      return Reply.refused(Reply.Why.STATE);
    }
    Receipt taken = boards.give(talk.exchange(), new Order.StopRecording(talk.attempt()));
    if (!taken.done()) {
      return new Reply.Refused(Reply.Why.EXCHANGE, Sentence.unworded(taken.why()));
    }
    mark(seat.operator().id(), false);
    var at = floor.now();
    storing.clerk().later(() -> storing.book().ended(talk.id(), at));
    return Reply.DONE;
  }

  /// @param language of the debtor; empty when it is not known, and then nothing is recorded
  Optional<Announcement> announcement(UUID attempt, Optional<Language> language) {
    return language
        .filter(_ -> asked.contains(attempt))
        .map(known -> new Announcement(known, terms.announced().test(attempt) ? words(known) : List.of()));
  }

  private List<Phrase> words(Language language) {
    return List.of(new Phrase(Optional.empty(), modules.recording(language)));
  }

  void announced(UUID attempt, boolean begins) {
    Optional<Talk> open = floor.open(attempt).filter(_ -> asked.remove(attempt));
    open.flatMap(Talk::operator).map(Talk.Side::operator).ifPresent(operator -> {
      floor.move(operator, Set.of(OperatorState.HOLDING), OperatorState.TALKING, "");
      if (begins) {
        mark(operator, true);
        var at = floor.now();
        storing.clerk().later(() -> storing.book().began(open.get().id(), at, at.plus(terms.kept())));
      } else {
        LOG.warn("attempt {}: the announcement was not heard to its end, so it is not recorded", attempt);
      }
    });
  }

  private void mark(UUID operator, boolean on) {
    floor.change(operator, seat -> seat.with(seat.turn().map(turn -> new Seat.Turn(turn.pop(), on))));
  }

  /// Removes recordings whose time is over, once an hour.
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

  /// The exchange ends a recording with its call.
  @Override
  public void heard(DeskEvent event) {
    if (event instanceof DeskEvent.Ended(var conversation, _, _, var at)) {
      storing.clerk().later(() -> storing.book().ended(conversation, at));
    }
  }
}
