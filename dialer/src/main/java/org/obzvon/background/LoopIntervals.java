package org.obzvon.background;

import java.time.Duration;

/// The times of a [BackgroundLoop]. They are pure values: the loop asks them how long to pause.
///
/// @param first the pause before the first round
/// @param interval the pause between two rounds; a call of [BackgroundLoop#wake] ends it early
/// @param gather an extra pause before each further round, so that wakes which come close together cause one round
/// @param longest the longest pause after failed rounds; the pause begins at the interval and doubles up to this
/// @param lastRound how long a stop waits for the round that is under way before it interrupts it
/// @param drains whether a stop lets further rounds run until one finds no more work
public record LoopIntervals(
    Duration first, Duration interval, Duration gather, Duration longest, Duration lastRound, boolean drains) {

  /// Returns the times of a loop that begins at once, does not back off and is interrupted as soon as it is to stop.
  public static LoopIntervals every(Duration interval) {
    return new LoopIntervals(Duration.ZERO, interval, Duration.ZERO, interval, Duration.ZERO, false);
  }

  public LoopIntervals firstAfter(Duration pause) {
    return new LoopIntervals(pause, interval, gather, longest, lastRound, drains);
  }

  public LoopIntervals gathering(Duration pause) {
    return new LoopIntervals(first, interval, pause, longest, lastRound, drains);
  }

  public LoopIntervals backingOffTo(Duration most) {
    return new LoopIntervals(first, interval, gather, most, lastRound, drains);
  }

  /// Gives the last round this time to end by itself.
  public LoopIntervals endingWithin(Duration patience) {
    return new LoopIntervals(first, interval, gather, longest, patience, drains);
  }

  /// Lets a stop wait this long until no work is left.
  public LoopIntervals drainingWithin(Duration patience) {
    return new LoopIntervals(first, interval, gather, longest, patience, true);
  }

  /// Returns the pause after this many failed rounds in a row.
  Duration afterFailures(int inARow) {
    Duration pause = interval;
    for (int more = 1; more < inARow && pause.compareTo(longest) < 0; more++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
