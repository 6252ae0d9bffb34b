package org.obzvon.rehearsal.exchange;

import java.time.Duration;
import org.obzvon.rehearsal.Chance;

/// How unreliable the exchange's events are: real exchanges send them in varying order, delay some for seconds and lose
/// a few.
///
/// @param delayed share of events delayed, each for up to `longest` of real time
/// @param dropped share of events never sent
public record EventDisorder(long seed, double delayed, double dropped, Duration longest) {
  public static final EventDisorder NONE = new EventDisorder(0, 0, 0, Duration.ZERO);

  public EventDisorder {
    if (delayed < 0 || dropped < 0 || delayed + dropped > 1 || longest.isNegative()) {
      throw new IllegalArgumentException("shares of disorder must lie between 0 and 1 together");
    }
  }

  sealed interface Fate {
    record Sent() implements Fate {}

    record Delayed(Duration by) implements Fate {}

    record Dropped() implements Fate {}
  }

  /// @param event the position among the events of the call
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

  /// Returns whether OriginateResponse comes after the Hangup of an unanswered call: both orders occur.
  boolean responseLast(String dialled, long call) {
    return Chance.of(seed, "order", dialled, call).happens(0.5);
  }
}
