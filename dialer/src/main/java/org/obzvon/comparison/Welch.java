package org.obzvon.comparison;

/// The difference of two means without assuming equal spread (Welch 1947): se² = s1²/n1 + s2²/n2, degrees of freedom
/// by Satterthwaite. `relative` is the same as a part of the baseline's mean, by the delta method.
public final class Welch {
  private Welch() {}

  public static MeanDifference difference(Sample arm, Sample base, double level) {
    double a = arm.varianceOfMean();
    double b = base.varianceOfMean();
    double df = (a + b) * (a + b) / (a * a / (arm.n() - 1) + b * b / (base.n() - 1));
    return MeanDifference.byStudent(arm.mean() - base.mean(), Math.sqrt(a + b), df, level);
  }

  /// Returns (mB - mA) / |mA| with variance sB²/(nB mA²) + sA² mB²/(nA mA⁴).
  public static MeanDifference relative(Sample arm, Sample base, double level) {
    MeanDifference absolute = difference(arm, base, level);
    double mean = base.mean();
    double variance = arm.varianceOfMean() / (mean * mean)
        + base.varianceOfMean() * arm.mean() * arm.mean() / (mean * mean * mean * mean);
    return MeanDifference.byStudent(
        absolute.difference() / Math.abs(mean), Math.sqrt(variance), absolute.df(), level);
  }

  /// Returns the variance of a ratio of two means m/d by the delta method: Vm/d² + Vd·m²/d⁴ - 2·Cov·m/d³, from one
  /// table of pairs.
  public static double ratioVariance(PairMoments denominatorAndNumerator) {
    double d = denominatorAndNumerator.meanX();
    double m = denominatorAndNumerator.meanY();
    return (denominatorAndNumerator.varianceY() / (d * d)
        + denominatorAndNumerator.varianceX() * m * m / (d * d * d * d)
        - 2 * denominatorAndNumerator.covariance() * m / (d * d * d))
        / denominatorAndNumerator.n();
  }
}
