package org.obzvon.desk;

import java.util.EnumSet;
import java.util.Set;

/// The state of a conversation. The legal moves; [DeskState] refuses all others:
///
/// | from | to |
/// |---|---|
/// | – | `WAITING`, `RINGING`, `CLOSED` |
/// | `WAITING` | `RINGING`, `CLOSED` |
/// | `RINGING` | `TALKING`, `CLOSED` |
/// | `TALKING` | `TALKING`, `ENDED`, `CLOSED` |
/// | `ENDED` | `CLOSED` |
/// | `CLOSED` | – |
///
/// A conversation that begins as `CLOSED` is a debtor's wait that the robot ended before the exchange's queue reported
/// it. `TALKING` may follow itself: the exchange reports the connection of a call that an operator dialled, and the
/// queue reports it again. An operator who signs off without a disposition leaves the conversation in `ENDED`.
public enum ConversationState {
  /// The debtor waits for an operator.
  WAITING,
  /// The operator's telephone, or the debtor's after it, rings.
  RINGING,
  /// Operator and debtor are connected; a conversation on hold is in this state too.
  TALKING,
  /// The conversation is over and the operator has not written the disposition.
  ENDED,
  /// The conversation is over and nothing more is written about it.
  CLOSED;

  /// Returns whether a conversation may begin in this state.
  boolean mayBegin() {
    return switch (this) {
      case WAITING, RINGING, CLOSED -> true;
      case TALKING, ENDED -> false;
    };
  }

  /// Returns whether a conversation may move from this state to another one.
  boolean mayBecome(ConversationState other) {
    return next().contains(other);
  }

  private Set<ConversationState> next() {
    return switch (this) {
      case WAITING -> EnumSet.of(RINGING, CLOSED);
      case RINGING -> EnumSet.of(TALKING, CLOSED);
      case TALKING -> EnumSet.of(TALKING, ENDED, CLOSED);
      case ENDED -> EnumSet.of(CLOSED);
      case CLOSED -> EnumSet.noneOf(ConversationState.class);
    };
  }

  /// Returns whether the debtor waits, is rung or talks.
  public boolean isOpen() {
    return switch (this) {
      case WAITING, RINGING, TALKING -> true;
      case ENDED, CLOSED -> false;
    };
  }
}
