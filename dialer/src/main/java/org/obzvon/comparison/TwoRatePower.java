package org.obzvon.comparison;

/// The power of the comparison of two shares, by the normal approximation; with equal arms it equals R's
/// `power.prop.test`.
///
/// @param n independent accounts of the arm; `nBase` is those of its baseline
record TwoRatePower(double base, double rate, double n, double nBase) {

  /// Returns the chance that the two-sample test with the pooled share finds the difference, one look, two-sided.
  double power(double alpha) {
    double mean = (rate * n + base * nBase) / (n + nBase);
    double pooled = Math.sqrt(mean * (1 - mean) * (1 / n + 1 / nBase));
    return beyond(pooled * -StandardNormal.quantile(alpha / 2));
  }

  /// Returns the chance that the difference lies more than this many of its own standard errors from zero.
  double powerBeyond(double standardErrors) {
    return beyond(apart() * standardErrors);
  }

  private double apart() {
    return Math.sqrt(rate * (1 - rate) / n + base * (1 - base) / nBase);
  }

  private double beyond(double bound) {
    double apart = apart();
    double above = Math.abs(rate - base) - bound;
    return apart > 0 ? StandardNormal.cumulative(above / apart) : above > 0 ? 1 : 0;
  }
}
