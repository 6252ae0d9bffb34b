package org.obzvon.desk;

import java.util.EnumSet;
import java.util.Set;

/// The state of a signed-on operator's seat. The legal moves; [DeskState] refuses all others:
///
/// | from | to |
/// |---|---|
/// | `AVAILABLE` | `READING`, `DIALLING`, `RINGING`, `PAUSED` |
/// | `READING` | `DIALLING`, `RINGING`, `AVAILABLE` |
/// | `DIALLING` | `TALKING`, `WRAPPING_UP`, `AVAILABLE`, `PAUSED` |
/// | `RINGING` | `TALKING`, `WRAPPING_UP`, `AVAILABLE`, `PAUSED` |
/// | `TALKING` | `HOLDING`, `WRAPPING_UP`, `AVAILABLE`, `PAUSED` |
/// | `HOLDING` | `TALKING`, `WRAPPING_UP`, `AVAILABLE`, `PAUSED` |
/// | `WRAPPING_UP` | `AVAILABLE`, `PAUSED` |
/// | `PAUSED` | `AVAILABLE`, `RINGING` |
///
/// A reading or paused operator's telephone may ring: the exchange had begun before it knew of the pause. A talk may
/// end without wrap-up when the exchange or the service lost it.
public enum OperatorState {
  /// The operator takes the next call.
  AVAILABLE,
  /// The operator previews a debtor of a campaign and has not dialled yet.
  READING,
  /// The operator's own telephone rings first, then the debtor's.
  DIALLING,
  /// The operator's telephone rings for a debtor who waits.
  RINGING,
  TALKING,
  /// The debtor hears the hold tone.
  HOLDING,
  /// The call is over; the operator writes the disposition (wrap-up).
  WRAPPING_UP,
  /// The operator gets no calls.
  PAUSED;

  /// Returns whether a seat may move from this state to another one; staying in it is no move and always allowed.
  boolean mayBecome(OperatorState other) {
    return other == this || next().contains(other);
  }

  private Set<OperatorState> next() {
    return switch (this) {
      case AVAILABLE -> EnumSet.of(READING, DIALLING, RINGING, PAUSED);
      case READING -> EnumSet.of(DIALLING, RINGING, AVAILABLE);
      case DIALLING, RINGING -> EnumSet.of(TALKING, WRAPPING_UP, AVAILABLE, PAUSED);
      case TALKING -> EnumSet.of(HOLDING, WRAPPING_UP, AVAILABLE, PAUSED);
      case HOLDING -> EnumSet.of(TALKING, WRAPPING_UP, AVAILABLE, PAUSED);
      case WRAPPING_UP -> EnumSet.of(AVAILABLE, PAUSED);
      case PAUSED -> EnumSet.of(AVAILABLE, RINGING);
    };
  }

  /// Returns whether a debtor is on the line or being called.
  public boolean isInCall() {
    return switch (this) {
      case DIALLING, RINGING, TALKING, HOLDING -> true;
      case AVAILABLE, READING, WRAPPING_UP, PAUSED -> false;
    };
  }
}
