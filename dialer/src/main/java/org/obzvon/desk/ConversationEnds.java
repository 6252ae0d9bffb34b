package org.obzvon.desk;

import java.time.Instant;
import java.util.UUID;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard.Order;

/// Ends conversations and waits. Operator and conversation change state together; then the exchange hangs up the
/// operator's line and may ring the operator for the next debtor.
final class ConversationEnds {
  private final DeskState floor;
  private final ScreenPops screenPops;
  private final SwitchboardsByName boards;

  ConversationEnds(DeskState floor, ScreenPops screenPops, SwitchboardsByName boards) {
    this.floor = floor;
    this.screenPops = screenPops;
    this.boards = boards;
  }

  /// Handles a debtor whose call has ended.
  void debtorGone(DeskConversation talk, QueueEvent.DebtorGone gone) {
    screenPops.forget(talk.attempt());
    if (talk.state() == ConversationState.TALKING) {
      finish(talk, ConversationEnd.TALKED, gone.at());
    } else if (talk.kind() == ConversationKind.ESCALATED) {
      finish(talk, ConversationEnd.ABANDONED, gone.at());
    } else {
      unreached(talk, gone.noSuchNumber(), gone.at());
    }
  }

  /// Handles an operator's line that has ended during a talk.
  void operatorGone(DeskConversation talk, Instant at) {
    boards.giveLater(talk.exchange(), new Order.HangUpDebtor(talk.attempt()));
    finish(talk, ConversationEnd.TALKED, at);
  }

  /// Ends the call of an operator to a debtor who was not reached, and shows the operator why the debtor is gone from
  /// the page.
  void unreached(DeskConversation talk, boolean noSuchNumber, Instant at) {
    String why = noSuchNumber ? AutomaticPauseReasons.NO_SUCH_NUMBER : AutomaticPauseReasons.NOT_REACHED;
    if (end(talk, ConversationEnd.DEBTOR_AWAY, why, at)) {
      hangUpLeg(talk);
    }
  }

  /// Ends the conversation: the operator goes to wrap-up, or is free again where nobody was talked to. Their line would
  /// stay open after a hold, or after a call for which we rang them. Does nothing when it has ended before.
  void finish(DeskConversation talk, ConversationEnd how, Instant at) {
    if (end(talk, how, "", at)) {
      hangUpLeg(talk);
    }
  }

  /// Ends a call for which the operator's line was never rung or has ended. Does nothing when it has ended before.
  void withoutLeg(DeskConversation talk, ConversationEnd how, Instant at) {
    end(talk, how, "", at);
  }

  private boolean end(DeskConversation talk, ConversationEnd how, String why, Instant at) {
    boolean ended = floor.end(talk, how, why, at);
    if (ended) {
      talk.operator().map(DeskConversation.Side::operator).ifPresent(this::unpause);
    }
    return ended;
  }

  private void hangUpLeg(DeskConversation talk) {
    talk.operator().map(DeskConversation.Side::leg).filter(leg -> !leg.isEmpty())
        .ifPresent(leg -> boards.giveLater(talk.exchange(), new Order.HangUpLeg(leg)));
  }

  /// Lets the exchange's queue ring the operator, if they are available.
  void unpause(UUID operator) {
    floor.seat(operator)
        .filter(seat -> seat.state() == OperatorState.AVAILABLE)
        .map(Seat::operator)
        .ifPresent(free -> boards.giveLater(free.exchange(), new Order.Pause(free.endpoint(), false)));
  }
}
