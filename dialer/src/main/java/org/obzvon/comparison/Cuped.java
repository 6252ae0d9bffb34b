package org.obzvon.comparison;

/// Removes from a difference what was different before (Deng et al. 2013, "CUPED"): Y' = Y - theta·(X - mean X) with
/// theta = Cov(Y, X) / Var(X) over both arms together, then Welch on Y'. X must be from before the assignment.
public final class Cuped {
  private Cuped() {}

  /// @param theta the slope of the outcome on the covariate; NaN when the covariate does not vary
  /// @param kept the part of the variance that is left, 1 when the covariate explains nothing
  public record Adjusted(double theta, MeanDifference difference, double kept) {}

  /// @param arm x = covariate, y = outcome
  public static Adjusted adjust(PairMoments arm, PairMoments base, double level) {
    PairMoments both = arm.plus(base);
    double variance = both.varianceX();
    if (!(variance > 0)) {
      MeanDifference nothing = new MeanDifference(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Interval.NONE);
      return new Adjusted(Double.NaN, nothing, Double.NaN);
    }
    double theta = both.covariance() / variance;
    Sample first = new Sample(arm.n(), arm.meanY() - theta * arm.meanX(), arm.residualVariance(theta));
    Sample second = new Sample(base.n(), base.meanY() - theta * base.meanX(), base.residualVariance(theta));
    MeanDifference raw = Welch.difference(arm.sampleY(), base.sampleY(), level);
    MeanDifference adjusted = Welch.difference(first, second, level);
    return new Adjusted(theta, adjusted, Math.pow(adjusted.se() / raw.se(), 2));
  }
}
