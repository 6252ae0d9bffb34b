package org.obzvon.comparison;

/// The effect of reaching a person, among those who could be reached only by the arm (Imbens and Angrist 1994): the
/// assignment is the instrument, effect = (difference in payment) / (difference in being reached), two-stage least
/// squares. It is not the difference between reached and not reached, who differ in more than that.
///
/// @param reach difference in the share reached
/// @param estimate NaN when reach is zero
/// @param se from the two-stage residuals y - effect·d, without assuming equal spread (HC0)
public record Instrument(double reach, double estimate, double se) {

  /// @param arm x = reached (0/1), y = paid (0/1)
  public static Instrument effect(PairMoments arm, PairMoments base) {
    double reach = arm.meanX() - base.meanX();
    if (reach == 0 || Double.isNaN(reach)) {
      return new Instrument(reach, Double.NaN, Double.NaN);
    }
    double estimate = (arm.meanY() - base.meanY()) / reach;
    double variance = residual(arm, estimate) + residual(base, estimate);
    return new Instrument(reach, estimate, Math.sqrt(variance) / Math.abs(reach));
  }

  /// Returns the variance of y - effect·d over n; the residuals have mean zero in each arm, so their squares give it.
  private static double residual(PairMoments arm, double estimate) {
    double n = arm.n();
    return n < 2 ? 0 : arm.residualVariance(estimate) * (n - 1) / (n * n);
  }
}
