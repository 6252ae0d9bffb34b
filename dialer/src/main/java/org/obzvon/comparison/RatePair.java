package org.obzvon.comparison;

/// Two rates to compare: those who paid among all of an arm, and among all of its baseline.
public record RatePair(int paidArm, int allArm, int paidBase, int allBase) {

  public double arm() {
    return (double) paidArm / allArm;
  }

  public double base() {
    return (double) paidBase / allBase;
  }

  public double difference() {
    return arm() - base();
  }

  public boolean areKnown() {
    return allArm > 0 && allBase > 0;
  }

  /// Returns the two-sample z with the pooled rate; NaN when nobody or everybody paid in both.
  public double z() {
    double pooled = (double) (paidArm + paidBase) / (allArm + allBase);
    double variance = pooled * (1 - pooled) * (1.0 / allArm + 1.0 / allBase);
    return variance > 0 ? difference() / Math.sqrt(variance) : Double.NaN;
  }

  /// Returns the standard error of the difference without pooling, p(1-p)/n of each summed.
  public double standardError() {
    return Math.sqrt(arm() * (1 - arm()) / allArm + base() * (1 - base()) / allBase);
  }

  /// Returns the smallest expected count of a cell if both rates were equal.
  double smallestExpected() {
    double all = (double) allArm + allBase;
    double paid = paidArm + paidBase;
    return Math.min(allArm, allBase) / all * Math.min(paid, all - paid);
  }
}
