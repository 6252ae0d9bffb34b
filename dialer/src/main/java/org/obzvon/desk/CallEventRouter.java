package org.obzvon.desk;

import org.obzvon.call.QueueEvent;

/// Passes each event of an exchange to the part of the desk that handles the call: waiting debtors to [Handover], calls
/// that operators dial to [Outbound], ends of calls to [ConversationEnds].
final class CallEventRouter {
  private final DeskState floor;
  private final Handover handover;
  private final Outbound outbound;
  private final ConversationEnds ends;

  CallEventRouter(DeskState floor, Handover handover, Outbound outbound, ConversationEnds ends) {
    this.floor = floor;
    this.handover = handover;
    this.outbound = outbound;
    this.ends = ends;
  }

  void heard(String exchange, QueueEvent event) {
    switch (event) {
      case QueueEvent.Joined joined -> handover.joined(exchange, joined);
      case QueueEvent.Rang rang -> handover.rang(exchange, rang);
      case QueueEvent.Connected connected -> handover.connected(exchange, connected);
      case QueueEvent.NotAnswered missed -> handover.notAnswered(exchange, missed);
      case QueueEvent.LegUp(var leg, _) -> floor.byLeg(leg).ifPresent(outbound::pickedUp);
      case QueueEvent.DebtorUp(var attempt, var at) ->
          floor.open(attempt)
              .filter(talk -> talk.kind() != ConversationKind.ESCALATED)
              .ifPresent(talk -> outbound.debtorAnswered(talk, at));
      case QueueEvent.DebtorGone gone -> floor.open(gone.attempt()).ifPresent(talk -> ends.debtorGone(talk, gone));
      case QueueEvent.LegGone(var leg, var at) ->
          floor.byLeg(leg).ifPresent(talk -> {
            if (talk.state() == ConversationState.TALKING) {
              ends.operatorGone(talk, at);
            } else if (talk.kind() != ConversationKind.ESCALATED) {
              outbound.legGone(talk, at);
            }
          });
    }
  }
}
