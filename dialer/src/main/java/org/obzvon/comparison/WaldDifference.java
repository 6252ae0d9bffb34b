package org.obzvon.comparison;

/// The plain intervals of a difference of two rates, d ± z·sqrt(p(1-p)/n of each summed), for comparison with the
/// reports of other tools: they are too narrow for few accounts. `agrestiCaffo` mends most of that with one payer and
/// one debtor more in each arm (Agresti and Caffo 2000).
public final class WaldDifference {
  private WaldDifference() {}

  public static Interval interval(RatePair rates, double level) {
    return rates.areKnown()
        ? Interval.around(rates.difference(), StandardNormal.critical(level) * rates.standardError())
        : Interval.NONE;
  }

  public static Interval agrestiCaffo(RatePair rates, double level) {
    RatePair more = new RatePair(rates.paidArm() + 1, rates.allArm() + 2, rates.paidBase() + 1, rates.allBase() + 2);
    return rates.areKnown() ? interval(more, level) : Interval.NONE;
  }
}
