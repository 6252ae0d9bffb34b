package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard.Order;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows debtors from the moment they wait for an operator to the end of the talk, as one exchange tells it. The
/// exchange chooses whose telephone rings; here the debtor's page is put before that operator.
final class Handover {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  private final Floor floor;
  private final Pops pops;
  private final Boards boards;
  private final Outbound outbound;

  Handover(Floor floor, Pops pops, Boards boards, Outbound outbound) {
    this.floor = floor;
    this.pops = pops;
    this.boards = boards;
    this.outbound = outbound;
  }

  void heard(String exchange, QueueEvent event) {
    switch (event) {
      case QueueEvent.Joined(var attempt, var at) -> joined(exchange, attempt, at);
      case QueueEvent.Rang rang -> rang(exchange, rang);
      case QueueEvent.Connected connected -> connected(exchange, connected);
      case QueueEvent.NotAnswered(var attempt, var endpoint, var at) -> notAnswered(exchange, attempt, endpoint, at);
      case QueueEvent.DebtorUp(var attempt, var at) -> debtorUp(attempt, at);
      case QueueEvent.DebtorGone gone -> floor.open(gone.attempt()).ifPresent(talk -> debtorGone(talk, gone));
      case QueueEvent.LegUp(var leg, _) -> floor.byLeg(leg).ifPresent(outbound::pickedUp);
      case QueueEvent.LegGone(var leg, var at) -> floor.byLeg(leg).ifPresent(talk -> legGone(talk, at));
    }
  }

  private void joined(String exchange, UUID attempt, Instant at) {
    Optional<Talk> open = floor.open(attempt);
    if (open.flatMap(Talk::operator).isPresent()) {
      missed(open.get(), at); // handed on to an operator who did not answer: the queue has him again
    } else if (open.isEmpty()) {
      floor.put(Talk.waiting(attempt, exchange, at, pops.heard(attempt)));
    }
  }

  private void rang(String exchange, QueueEvent.Rang event) {
    Optional<Seat> seat = floor.at(exchange, event.endpoint());
    Talk talk =
        floor.open(event.attempt())
            .orElseGet(() -> Talk.waiting(event.attempt(), exchange, event.at(), pops.heard(event.attempt())));
    boolean takes = seat.filter(found -> found.turn().isEmpty() && !found.state().isInCall()).isPresent();
    if (!takes || talk.operator().isPresent()) {
      LOG.warn("exchange {}: {} rings for a debtor although its operator has one", exchange, event.endpoint());
      return;
    }
    ring(talk.rings(seat.get().operator().id(), event.leg(), event.at()), seat.get().operator().id());
  }

  /// Puts a waiting debtor before an operator.
  void ring(Talk rung, UUID operator) {
    show(rung, operator);
    floor.put(rung);
  }

  void show(Talk rung, UUID operator) {
    Optional<Pop> pop = pops.of(rung);
    pop.ifPresentOrElse(
        known -> floor.show(operator, OperatorState.RINGING, known),
        () -> floor.change(operator, seat -> seat.in(OperatorState.RINGING, "", floor.now())));
  }

  private void connected(String exchange, QueueEvent.Connected event) {
    Optional<Seat> seat = floor.at(exchange, event.endpoint());
    Optional<Talk> talk = floor.open(event.attempt());
    if (seat.isEmpty() || talk.filter(found -> found.isOf(seat.get().operator().id())).isEmpty()) {
      return; // told of twice, by the dialling and by the queue, or not of the desk
    }
    Operator operator = seat.get().operator();
    floor.put(talk.get().answered(event.leg(), event.at()));
    outbound.talks(talk.get(), event.at());
    if (floor.move(operator.id(), Set.of(OperatorState.RINGING), OperatorState.TALKING, "")) {
      pops.forget(event.attempt());
      // So that the queue lets him be until he has written down what came of it.
      boards.giveLater(exchange, new Order.Pause(operator.endpoint(), true));
    }
  }

  private void notAnswered(String exchange, UUID attempt, String endpoint, Instant at) {
    floor.at(exchange, endpoint).ifPresent(seat ->
        floor.open(attempt)
            .filter(talk -> talk.isOf(seat.operator().id()) && seat.state() == OperatorState.RINGING)
            .ifPresent(talk -> missed(talk, at)));
  }

  /// The debtor goes on to the next operator; this one is paused, as his queue has done by itself.
  private void missed(Talk talk, Instant at) {
    UUID operator = talk.operator().orElseThrow().operator();
    floor.end(talk, ConversationEnd.NO_ANSWER, at);
    pause(operator);
    floor.seat(operator).map(Seat::operator).ifPresent(one ->
        boards.giveLater(talk.exchange(), new Order.Pause(one.endpoint(), true)));
    floor.put(
        Talk.waiting(talk.attempt(), talk.exchange(), talk.times().queued(), talk.heard()).of(talk.kind()));
  }

  private void pause(UUID operator) {
    floor.change(
        operator,
        seat -> seat.missedOne().with(Optional.empty()).in(OperatorState.PAUSED, Absence.NO_ANSWER, floor.now()));
  }

  private void debtorUp(UUID attempt, Instant at) {
    floor.open(attempt)
        .filter(talk -> talk.kind() != ConversationKind.ESCALATED)
        .ifPresent(talk -> outbound.debtorAnswered(talk, at));
  }

  private void debtorGone(Talk talk, QueueEvent.DebtorGone gone) {
    pops.forget(talk.attempt());
    if (talk.times().answered().isPresent()) {
      finish(talk, ConversationEnd.TALKED, gone.at());
    } else if (talk.kind() == ConversationKind.ESCALATED) {
      finish(talk, ConversationEnd.ABANDONED, gone.at());
    } else {
      finish(talk, ConversationEnd.DEBTOR_AWAY, gone.at());
      outbound.tellUnreached(talk, gone.noSuchNumber());
    }
  }

  private void legGone(Talk talk, Instant at) {
    boolean talked = talk.times().answered().isPresent();
    if (talk.kind() != ConversationKind.ESCALATED && !talked) {
      outbound.legGone(talk, at);
    } else if (talked) {
      boards.giveLater(talk.exchange(), new Order.HangUpDebtor(talk.attempt()));
      finish(talk, ConversationEnd.TALKED, at);
    }
  }

  /// Nobody was free in time, or nobody is signed on.
  void nobodyCame(UUID attempt, String exchange, Instant at) {
    Talk talk =
        floor.open(attempt).orElseGet(() -> Talk.waiting(attempt, exchange, at, pops.heard(attempt)));
    finish(talk, ConversationEnd.NOBODY_FREE, at);
  }

  /// The turn is over and the operator writes, or is free again where nobody was talked to.
  void finish(Talk talk, ConversationEnd how, Instant at) {
    floor.end(talk, how, at);
    talk.operator().ifPresent(side -> {
      // His line would stay open after a talk that was held, and after one that we rang him for.
      if (!side.leg().isEmpty()) {
        boards.giveLater(talk.exchange(), new Order.HangUpLeg(side.leg()));
      }
      if (talk.times().answered().isPresent()) {
        floor.move(side.operator(), IN_CALL, OperatorState.WRAPPING_UP, "");
      } else {
        outbound.free(side.operator(), IN_CALL);
      }
    });
  }

  static final Set<OperatorState> IN_CALL =
      Set.of(OperatorState.DIALLING, OperatorState.RINGING, OperatorState.TALKING, OperatorState.HOLDING);
}
