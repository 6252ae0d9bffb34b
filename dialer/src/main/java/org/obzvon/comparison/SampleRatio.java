package org.obzvon.comparison;

import java.util.Arrays;
import org.apache.commons.statistics.inference.ChiSquareTest;

/// Tests whether the households fell into the arms as intended: Pearson's chi-square against the weights. A split that
/// is very unlikely by chance means that households were lost or moved between the arms, and then no difference between
/// them can be believed: below [#ALARM] the results are withheld.
///
/// @param p NaN when no split was stated or there is only one arm
public record SampleRatio(double chi2, int df, double p, boolean withheld) {
  public static final double ALARM = 0.001;
  public static final SampleRatio UNKNOWN = new SampleRatio(Double.NaN, 0, Double.NaN, false);

  /// @param weights one for each arm, above zero, in any unit
  public static SampleRatio test(long[] households, double[] weights) {
    long all = Arrays.stream(households).sum();
    double sum = Arrays.stream(weights).sum();
    if (households.length < 2 || all == 0) {
      return UNKNOWN;
    }
    double[] expected = Arrays.stream(weights).map(weight -> weight / sum * all).toArray();
    var result = ChiSquareTest.withDefaults().test(expected, households);
    return new SampleRatio(
        result.getStatistic(), households.length - 1, result.getPValue(), result.getPValue() < ALARM);
  }
}
