package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// How much work one operator had in a campaign and what resulted from it.
///
/// @param cost of their talk and wrap-up, without the line; empty when a turn has no price
public record OperatorLoad(
    String operator, Turns turns, Spent spent, WorkResults accounts, Optional<BigDecimal> cost) {

  /// @param days on which they had a turn
  public record Turns(int all, int answered, int days) {}

  /// @param present from the first ring to the last wrap-up of each day, summed
  public record Spent(Duration talk, Duration wrapUp, Duration present) {

    /// Returns the part of their presence spent in talk or wrap-up; NaN if the presence is zero.
    public double busy() {
      return present.isZero() ? Double.NaN : (double) talk.plus(wrapUp).toMillis() / present.toMillis();
    }
  }
}
