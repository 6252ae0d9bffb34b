package org.obzvon.comparison;

/// How many accounts a comparison of two rates needs before it is started, for independent accounts in two arms of
/// equal size; R's `power.prop.test` gives the same.
///
/// @param alpha the chance of a false finding
/// @param sides 2, or 1 when only one direction matters
public record Planner(double alpha, int sides) {
  private static final int STEPS = 200;

  /// Accounts an arm: ((za·sqrt((p1+p2)(1-(p1+p2)/2)) + zb·sqrt(p1(1-p1)+p2(1-p2))) / (p2-p1))².
  public double accountsAnArm(double base, double arm, double power) {
    double root = critical() * pooled(base, arm) + StandardNormal.quantile(power) * separate(base, arm);
    return Math.pow(root / (arm - base), 2);
  }

  /// The chance to find the difference if it is there.
  public double power(double base, double arm, double accountsAnArm) {
    double distance = Math.sqrt(accountsAnArm) * Math.abs(arm - base);
    return StandardNormal.cumulative((distance - critical() * pooled(base, arm)) / separate(base, arm));
  }

  /// The smallest rise above the base rate that is found with that power; NaN if even a rise to 1 is not.
  public double detectable(double base, double power, double accountsAnArm) {
    double low = base;
    double high = 1;
    if (power(base, high, accountsAnArm) < power) {
      return Double.NaN;
    }
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (power(base, middle, accountsAnArm) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high - base;
  }

  /// Payers to be seen in both arms for a log-rank test (Schoenfeld 1981): (za + zb)² / (share·(1-share)·ln(ratio)²).
  public double payers(double hazardRatio, double shareOfArm, double power) {
    double z = critical() + StandardNormal.quantile(power);
    double log = Math.log(hazardRatio);
    return z * z / (shareOfArm * (1 - shareOfArm) * log * log);
  }

  private double critical() {
    return -StandardNormal.quantile(alpha / sides);
  }

  private static double pooled(double base, double arm) {
    return Math.sqrt((base + arm) * (1 - (base + arm) / 2));
  }

  private static double separate(double base, double arm) {
    return Math.sqrt(base * (1 - base) + arm * (1 - arm));
  }
}
