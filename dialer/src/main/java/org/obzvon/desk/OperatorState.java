package org.obzvon.desk;

/// What a signed-on operator is doing.
public enum OperatorState {
  /// Takes the next call.
  AVAILABLE,
  /// Has a debtor of a campaign before him and has not dialled yet.
  READING,
  /// His own telephone rings first, then the debtor's.
  DIALLING,
  /// His telephone rings for a debtor who waits.
  RINGING,
  TALKING,
  /// The debtor hears the hold tone.
  HOLDING,
  /// The call is over; the operator writes down what came of it.
  WRAPPING_UP,
  /// Gets no calls.
  PAUSED;

  /// Whether a debtor is on the line or being called.
  public boolean isInCall() {
    return switch (this) {
      case DIALLING, RINGING, TALKING, HOLDING -> true;
      case AVAILABLE, READING, WRAPPING_UP, PAUSED -> false;
    };
  }
}
