package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Present;
import org.obzvon.call.Switchboard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reconciles the desk with the exchanges: seats operators again after either side was away, ends conversations whose
/// calls are gone, and enforces the desk's time limits.
final class DeskWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DeskWatch.class);
  /// Compare with the exchange once in this many rounds; there is one round a second.
  private static final int COMPARE_EVERY = 15;
  /// A conversation that began after the exchange was asked, or shortly before, is left alone.
  private static final Duration YOUNG = Duration.ofSeconds(5);

  private final DeskState floor;
  private final SwitchboardsByName boards;
  private final Outbound outbound;
  private final ConversationEnds ends;
  private final Previews previews;
  private final CallBacks callBacks;
  private final Attendance attendance;
  private final DeskTerms terms;
  private int rounds;

  DeskWatch(
      DeskState floor, SwitchboardsByName boards, Outbound outbound, ConversationEnds ends, Previews previews,
      CallBacks callBacks, Attendance attendance, DeskTerms terms) {
    this.floor = floor;
    this.boards = boards;
    this.outbound = outbound;
    this.ends = ends;
    this.previews = previews;
    this.callBacks = callBacks;
    this.attendance = attendance;
    this.terms = terms;
  }

  void round() {
    previews.sweep();
    for (Seat seat : floor.seats()) {
      boolean late = floor.now().isAfter(seat.status().since().plus(terms.wrapUp()));
      if (seat.state() == OperatorState.WRAPPING_UP && late) {
        floor.move(
            seat.operator().id(), Set.of(OperatorState.WRAPPING_UP), OperatorState.PAUSED,
            AutomaticPauseReasons.WRAP_UP);
      }
    }
    if (++rounds % COMPARE_EVERY == 0) {
      for (Switchboard board : boards.all()) {
        Instant askedAt = floor.now();
        compare(board).ifPresent(there -> seatLostMembers(board, there, askedAt));
      }
      callBacks.release(attendance.present(floor.seats(), floor.now()), floor.now());
    }
  }

  /// Handles a reconnected exchange, or lost events.
  void connected(Switchboard board) {
    for (Seat seat : floor.seats()) {
      if (seat.operator().exchange().equals(board.exchange())) {
        seat(seat);
      }
    }
    compare(board);
  }

  private void seat(Seat seat) {
    Operator operator = seat.operator();
    boolean paused = seat.state() != OperatorState.AVAILABLE && seat.state() != OperatorState.RINGING;
    boards.giveLater(operator.exchange(),
        new Order.Seat(operator.endpoint(), operator.id(), paused, operator.speaks()));
  }

  /// Seats operators again who are missing from the exchange's queue. Reloading the queue, or a person at the
  /// exchange's console, may have removed them: they would get no calls, and nothing else would show it.
  private void seatLostMembers(Switchboard board, Present there, Instant askedAt) {
    floor.seats().stream()
        .filter(seat -> seat.operator().exchange().equals(board.exchange()))
        .filter(seat -> !there.seatedEverywhere().contains(seat.operator().endpoint()))
        .filter(seat -> seat.signedOnAt().isBefore(askedAt.minus(YOUNG)))
        .forEach(seat -> {
          LOG.warn("exchange {}: its queues have lost {}; seated again", board.exchange(), seat.operator().endpoint());
          seat(seat);
        });
  }

  private Optional<Present> compare(Switchboard board) {
    Instant askedAt = floor.now();
    Optional<Present> present = board.connected() ? board.present() : Optional.empty();
    present.ifPresent(
        there -> {
          unseatStrangers(board, there);
          floor.open().stream()
              .filter(talk -> talk.exchange().equals(board.exchange()))
              .filter(talk -> begun(talk).isBefore(askedAt.minus(YOUNG)))
              .filter(talk -> !isAlive(talk, there))
              .forEach(this::lost);
        });
    return present;
  }

  /// Removes queue members who are not signed on here. The exchange remembers its queue over a restart: an operator who
  /// signed off meanwhile, or who was seated by another installation, would make debtors wait for a telephone that
  /// nobody follows.
  private void unseatStrangers(Switchboard board, Present there) {
    there.seated().stream()
        .filter(endpoint -> floor.at(board.exchange(), endpoint).isEmpty())
        .forEach(endpoint -> boards.giveLater(board.exchange(), new Order.Unseat(endpoint)));
  }

  private static Instant begun(DeskConversation talk) {
    return talk.times().rang().orElse(talk.times().queued());
  }

  private static boolean isAlive(DeskConversation talk, Present there) {
    return there.debtors().contains(talk.attempt())
        || (talk.kind() != ConversationKind.ESCALATED
            && talk.times().answered().isEmpty()
            && talk.operator().filter(side -> there.legs().contains(side.leg())).isPresent());
  }

  private void lost(DeskConversation talk) {
    UUID attempt = talk.attempt();
    LOG.info("attempt {}: the exchange {} knows nothing of its debtor any more", attempt, talk.exchange());
    boolean campaign = talk.kind() != ConversationKind.ESCALATED;
    if (campaign && talk.times().answered().isEmpty()) {
      outbound.legGone(talk, floor.now());
    } else {
      ends.finish(talk, ConversationEnd.LOST, floor.now());
    }
  }
}
