package org.obzvon.comparison;

import java.util.function.DoublePredicate;

/// The interval of a difference of two rates: the score interval of Miettinen and Nurminen (1985), Statistics in
/// Medicine 4:213-226. It holds every d whose score |p1 - p2 - d| / sqrt(V(d)) does not exceed z, where V takes the
/// rates most likely under p1 - p2 = d (a cubic, their appendix I) and the factor N/(N-1).
public final class MiettinenNurminen {
  /// The number of halvings of an interval no longer than 2: beyond the digits of a double.
  private static final int STEPS = 64;

  private MiettinenNurminen() {}

  public static Interval interval(RatePair rates, double level) {
    if (!rates.areKnown()) {
      return Interval.NONE;
    }
    double z = StandardNormal.critical(level);
    double low = end(rates.difference(), -1, d -> score(rates, d) < z);
    double high = end(rates.difference(), 1, d -> score(rates, d) > -z);
    return new Interval(low, high);
  }

  /// Returns the last value on the way from `inside` to `outside` for which the predicate still holds.
  private static double end(double inside, double outside, DoublePredicate holds) {
    double near = inside;
    double far = outside;
    for (int step = 0; step < STEPS; step++) {
      double middle = (near + far) / 2;
      if (holds.test(middle)) {
        near = middle;
      } else {
        far = middle;
      }
    }
    return near == inside ? inside : far;
  }

  static double score(RatePair rates, double d) {
    double base = likeliestBase(rates, d);
    double arm = Math.clamp(base + d, 0, 1);
    double all = (double) rates.allArm() + rates.allBase();
    double variance = (arm * (1 - arm) / rates.allArm() + base * (1 - base) / rates.allBase()) * all / (all - 1);
    double distance = rates.difference() - d;
    return distance == 0 ? 0 : distance / Math.sqrt(Math.max(variance, 0));
  }

  /// Returns the maximum likelihood rate of the baseline when the arm's is higher by exactly d.
  private static double likeliestBase(RatePair rates, double d) {
    double n1 = rates.allArm();
    double n2 = rates.allBase();
    double all = n1 + n2;
    double paid = (double) rates.paidArm() + rates.paidBase();
    double l2 = (n1 + 2 * n2) * d - all - paid;
    double l1 = (n2 * d - all - 2 * rates.paidBase()) * d + paid;
    double l0 = rates.paidBase() * d * (1 - d);
    double b = l2 / (3 * all);
    double q = b * b * b - l1 * l2 / (6 * all * all) + l0 / (2 * all);
    double root = Math.sqrt(Math.max(0, b * b - l1 / (3 * all)));
    double p = q < 0 ? -root : root;
    double cosine = p == 0 ? 0 : Math.clamp(q / (p * p * p), -1, 1);
    double guess = 2 * p * Math.cos((Math.PI + Math.acos(cosine)) / 3) - b;
    double polished = polish(new double[]{l0, l1, l2, all}, guess);
    return Math.clamp(polished, Math.max(0, -d), Math.min(1, 1 - d));
  }

  /// Refines the root: the arc cosine loses half the digits near ±1; Newton's steps on the cubic bring them back.
  private static double polish(double[] cubic, double guess) {
    double best = guess;
    for (int step = 0; step < 3; step++) {
      double slope = (3 * cubic[3] * best + 2 * cubic[2]) * best + cubic[1];
      double next = best - value(cubic, best) / slope;
      if (!(Math.abs(value(cubic, next)) < Math.abs(value(cubic, best)))) {
        return best;
      }
      best = next;
    }
    return best;
  }

  private static double value(double[] cubic, double p) {
    return ((cubic[3] * p + cubic[2]) * p + cubic[1]) * p + cubic[0];
  }
}
