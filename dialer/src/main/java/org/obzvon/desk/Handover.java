package org.obzvon.desk;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard.Order;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings waiting debtors to operators, from the events of the exchange's queue. The exchange chooses whose telephone
/// rings; this class sends that operator the screen pop.
final class Handover {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  private final DeskState floor;
  private final ScreenPops screenPops;
  private final SwitchboardsByName boards;
  private final Map<String, OperatorLine> lines;

  Handover(DeskState floor, ScreenPops screenPops, SwitchboardsByName boards, Map<String, OperatorLine> lines) {
    this.floor = floor;
    this.screenPops = screenPops;
    this.boards = boards;
    this.lines = Map.copyOf(lines);
  }

  /// Handles a debtor who waits in the queue, for the first time or because the operator to whom they were transferred
  /// did not answer.
  void joined(String exchange, QueueEvent.Joined event) {
    Optional<DeskConversation> open = floor.open(event.attempt());
    if (open.flatMap(DeskConversation::operator).isPresent()) {
      missed(open.get(), event.at());
    } else if (open.isEmpty()) {
      floor.begin(waits(exchange, event, event.attempt()));
    }
  }

  private DeskConversation waits(String exchange, QueueEvent event, UUID attempt) {
    return DeskConversation.waiting(attempt, exchange, event.at(), screenPops.heard(attempt));
  }

  /// Handles an operator's telephone that rings for a debtor.
  void rang(String exchange, QueueEvent.Rang event) {
    Optional<Seat> seat = floor.at(exchange, event.endpoint());
    Optional<DeskConversation> open = floor.open(event.attempt());
    boolean takes = seat.filter(found -> found.turn().isEmpty() && !found.state().isInCall()).isPresent();
    if (!takes || open.flatMap(DeskConversation::operator).isPresent()) {
      LOG.warn("exchange {}: {} rings for a debtor although its operator has one", exchange, event.endpoint());
      return;
    }
    DeskConversation rung = open.orElseGet(() -> waits(exchange, event, event.attempt()))
        .rings(seat.get().operator().id(), event.leg(), event.at());
    floor.ring(rung, open.isPresent(), OperatorState.RINGING, screenPops.of(rung));
  }

  /// Handles an operator who has answered a waiting debtor.
  void connected(String exchange, QueueEvent.Connected event) {
    Optional<Operator> operator = floor.at(exchange, event.endpoint()).map(Seat::operator);
    Optional<DeskConversation> talk = floor.open(event.attempt())
        .filter(open -> operator.filter(one -> open.isOf(one.id())).isPresent());
    if (talk.isEmpty()) {
      return; // not a call of the desk
    }
    DeskState.Connection connection = floor.connect(talk.get(), OperatorState.RINGING, event.leg(), event.at());
    if (connection != DeskState.Connection.OVER) {
      lines.get(exchange).begun(talk.get(), event.at());
    }
    if (connection == DeskState.Connection.NEW) {
      screenPops.forget(event.attempt());
      // Pauses the operator in the exchange's queue until the disposition is written.
      boards.giveLater(exchange, new Order.Pause(operator.get().endpoint(), true));
    }
  }

  /// Handles an operator who let the telephone ring.
  void notAnswered(String exchange, QueueEvent.NotAnswered event) {
    floor.at(exchange, event.endpoint()).ifPresent(seat -> floor.open(event.attempt())
        .filter(talk -> talk.isOf(seat.operator().id()) && seat.state() == OperatorState.RINGING)
        .ifPresent(talk -> missed(talk, event.at())));
  }

  /// Lets the debtor go on to the next operator; this one is paused, as the exchange's queue has done already.
  private void missed(DeskConversation talk, Instant at) {
    if (!floor.miss(talk, at)) {
      return;
    }
    floor.begin(
        DeskConversation.waiting(talk.attempt(), talk.exchange(), talk.times().queued(), talk.heard()).of(talk.kind()));
    floor.seat(talk.operator().orElseThrow().operator()).map(Seat::operator)
        .ifPresent(one -> boards.giveLater(talk.exchange(), new Order.Pause(one.endpoint(), true)));
  }
}
