package org.obzvon.comparison;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/// The interval of one rate: the score interval of Wilson (1927), (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n).
/// It stays within 0..1 and does not collapse when nobody or everybody paid.
public final class Wilson {
  private Wilson() {}

  public static Interval interval(int paid, int accounts, double level) {
    if (accounts == 0) {
      return Interval.NONE;
    }
    var interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(accounts, paid, 1 - level);
    double low = paid == 0 ? 0 : interval.getLowerBound();
    double high = paid == accounts ? 1 : interval.getUpperBound();
    return new Interval(low, high);
  }
}
