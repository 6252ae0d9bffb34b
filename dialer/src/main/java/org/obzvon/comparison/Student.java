package org.obzvon.comparison;

import org.apache.commons.statistics.distribution.TDistribution;

/// The t distribution.
final class Student {
  private Student() {}

  static double critical(double df, double level) {
    return TDistribution.of(df).inverseSurvivalProbability((1 - level) / 2);
  }

  static double twoSided(double t, double df) {
    return Math.min(1, 2 * TDistribution.of(df).survivalProbability(Math.abs(t)));
  }
}
