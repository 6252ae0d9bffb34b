package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.call.Switchboard;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Present;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the desk honest against the exchanges: seats operators again after either side was away, ends turns whose
/// calls are gone, and lets no wait of the desk's own go on beyond its bound.
final class DeskWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DeskWatch.class);
  /// Of the rounds, one a second.
  private static final int COMPARE_EVERY = 15;
  /// A turn that began after the question was asked, or is about to, is left alone.
  private static final Duration YOUNG = Duration.ofSeconds(5);

  private final Floor floor;
  private final Boards boards;
  private final Calls calls;
  private final CallBacks callBacks;
  private final Attendance attendance;
  private final Terms terms;
  private int rounds;

  /// What goes on at the desk.
  record Calls(Outbound outbound, Handover handover, Previews previews) {}

  DeskWatch(Floor floor, Boards boards, Calls calls, CallBacks callBacks, Attendance attendance, Terms terms) {
    this.floor = floor;
    this.boards = boards;
    this.calls = calls;
    this.callBacks = callBacks;
    this.attendance = attendance;
    this.terms = terms;
  }

  void round() {
    calls.previews().sweep();
    for (Seat seat : floor.seats()) {
      boolean late = floor.now().isAfter(seat.status().since().plus(terms.wrapUp()));
      if (seat.state() == OperatorState.WRAPPING_UP && late) {
        floor.move(
            seat.operator().id(), Set.of(OperatorState.WRAPPING_UP), OperatorState.PAUSED, Absence.WRAP_UP);
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

  /// The exchange is back, or events were lost.
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
    boards.giveLater(operator.exchange(), new Order.Seat(operator.endpoint(), operator.id(), paused, operator.speaks()));
  }

  /// A queue that was loaded anew, or a person at the exchange's console, may have taken members away: no call would come to
  /// them, and nothing else would show it.
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

  /// The exchange remembers its queue over a restart; who signed off meanwhile, or sat here in another's installation,
  /// would let debtors wait at a telephone that nobody follows.
  private void unseatStrangers(Switchboard board, Present there) {
    there.seated().stream()
        .filter(endpoint -> floor.at(board.exchange(), endpoint).isEmpty())
        .forEach(endpoint -> boards.giveLater(board.exchange(), new Order.Unseat(endpoint)));
  }

  private static Instant begun(Talk talk) {
    return talk.times().rang().orElse(talk.times().queued());
  }

  private static boolean isAlive(Talk talk, Present there) {
    return there.debtors().contains(talk.attempt())
        || (talk.kind() != ConversationKind.ESCALATED
            && talk.times().answered().isEmpty()
            && talk.operator().filter(side -> there.legs().contains(side.leg())).isPresent());
  }

  private void lost(Talk talk) {
    UUID attempt = talk.attempt();
    LOG.info("attempt {}: the exchange {} knows nothing of its debtor any more", attempt, talk.exchange());
    boolean campaign = talk.kind() != ConversationKind.ESCALATED;
    if (campaign && talk.times().answered().isEmpty()) {
      calls.outbound().legGone(talk, floor.now());
    } else {
      calls.handover().finish(talk, ConversationEnd.LOST, floor.now());
    }
  }
}
