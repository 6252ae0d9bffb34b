package org.obzvon.comparison;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// The normal distribution with mean 0 and deviation 1.
final class StandardNormal {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private StandardNormal() {}

  /// Returns 1.96 for 0.95: how many standard errors an interval of that level reaches to each side.
  static double critical(double level) {
    return NORMAL.inverseSurvivalProbability((1 - level) / 2);
  }

  static double quantile(double probability) {
    return NORMAL.inverseCumulativeProbability(probability);
  }

  static double cumulative(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  static double twoSided(double z) {
    return Double.isNaN(z) ? Double.NaN : Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
  }
}
