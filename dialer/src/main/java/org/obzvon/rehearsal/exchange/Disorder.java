package org.obzvon.rehearsal.exchange;

import java.time.Duration;
import org.obzvon.rehearsal.Chance;

/// How unreliable the exchange is about its events: real ones send them in changing order, hold some back for
/// seconds and lose a few.
///
/// @param delayed share of events held back, each for up to `longest` of real time
/// @param dropped share of events never sent
public record Disorder(long seed, double delayed, double dropped, Duration longest) {
  public static final Disorder NONE = new Disorder(0, 0, 0, Duration.ZERO);

  public Disorder {
    if (delayed < 0 || dropped < 0 || delayed + dropped > 1 || longest.isNegative()) {
      throw new IllegalArgumentException("shares of disorder must lie between 0 and 1 together");
    }
  }

  sealed interface Fate {
    record Sent() implements Fate {}

    record Delayed(Duration by) implements Fate {}

    record Dropped() implements Fate {}
  }

  /// @param event its place among the events of the call
  Fate of(String dialled, long call, int event) {
    Chance chance = Chance.of(seed, "event", dialled, call, event);
    double draw = chance.next();
    if (draw < dropped) {
      return new Fate.Dropped();
    }
    if (draw < dropped + delayed) {
      return new Fate.Delayed(longest.dividedBy(100).multipliedBy(chance.between(1, 100)));
    }
    return new Fate.Sent();
  }

  /// Whether OriginateResponse comes after the Hangup of a call that was not answered: both orders are seen.
  boolean responseLast(String dialled, long call) {
    return Chance.of(seed, "order", dialled, call).happens(0.5);
  }
}
