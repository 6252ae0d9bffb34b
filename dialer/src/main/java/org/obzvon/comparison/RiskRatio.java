package org.obzvon.comparison;

import java.util.function.DoublePredicate;

/// The ratio of the rates of payment, p1 / p2. `katz` is the log interval of Katz et al. (1978),
/// ln(p1/p2) ± z·sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2); `koopman` is the score interval of Koopman (1984), which also exists
/// when somebody paid in one of them only.
public final class RiskRatio {
  private static final int STEPS = 200;
  private static final double LARGEST = 1e12;

  private RiskRatio() {}

  public static double estimate(RatePair rates) {
    return rates.paidBase() == 0 ? Double.NaN : rates.arm() / rates.base();
  }

  public static Interval katz(RatePair rates, double level) {
    if (rates.paidArm() == 0 || rates.paidBase() == 0) {
      return Interval.NONE;
    }
    double se = Math
        .sqrt(1.0 / rates.paidArm() - 1.0 / rates.allArm() + 1.0 / rates.paidBase() - 1.0 / rates.allBase());
    double log = Math.log(estimate(rates));
    double half = StandardNormal.critical(level) * se;
    return new Interval(Math.exp(log - half), Math.exp(log + half));
  }

  /// Returns the score interval. The upper end is infinite when nobody paid in the baseline.
  public static Interval koopman(RatePair rates, double level) {
    if (rates.paidArm() == 0 && rates.paidBase() == 0) {
      return Interval.NONE;
    }
    double z = StandardNormal.critical(level);
    DoublePredicate holds = ratio -> chiSquare(rates, ratio) < z * z;
    double inside = rates.paidArm() == 0 ? 1 / LARGEST : rates.paidBase() == 0 ? LARGEST : estimate(rates);
    return new Interval(
        rates.paidArm() == 0 ? 0 : end(inside, 1 / LARGEST, holds),
        rates.paidBase() == 0 ? Double.POSITIVE_INFINITY : end(inside, LARGEST, holds));
  }

  private static double end(double inside, double outside, DoublePredicate holds) {
    double near = Math.log(inside);
    double far = Math.log(outside);
    for (int step = 0; step < STEPS; step++) {
      double middle = (near + far) / 2;
      if (holds.test(Math.exp(middle))) {
        near = middle;
      } else {
        far = middle;
      }
    }
    return Math.exp(near);
  }

  /// Returns Koopman's U: the squared distances of both counts from the counts most likely under this ratio.
  private static double chiSquare(RatePair rates, double ratio) {
    double n1 = rates.allArm();
    double n2 = rates.allBase();
    double paid = (double) rates.paidArm() + rates.paidBase();
    double b = ratio * (n1 + rates.paidBase()) + rates.paidArm() + n2;
    double root = Math.sqrt(Math.max(0, b * b - 4 * (n1 + n2) * ratio * paid));
    double arm = Math.min(1, 2 * ratio * paid / (b + root));
    return distance(rates.paidArm(), n1, arm) + distance(rates.paidBase(), n2, Math.min(1, arm / ratio));
  }

  private static double distance(double paid, double all, double rate) {
    double apart = paid - all * rate;
    return apart == 0 ? 0 : apart * apart / (all * rate * (1 - rate));
  }
}
