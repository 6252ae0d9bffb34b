package org.obzvon.comparison;

/// An interval that may be read every day: the asymptotic confidence sequence of Waudby-Smith et al. (2021), a normal
/// mixture boundary (Robbins 1970; Howard et al. 2021). Its chance of ever missing the truth, over all looks together,
/// is `alpha`; in return it is wider than the interval for one look.
///
/// @param expected the number of accounts at which it is tightest
public record AnytimeInterval(double alpha, double expected) {

  /// Returns rho² = (-2 ln a + ln(1 - 2 ln a)) / N*
  double rhoSquared() {
    double log = -2 * Math.log(alpha);
    return (log + Math.log(1 + log)) / expected;
  }

  /// Returns the estimate ± half = se·sqrt(n)·sqrt( 2(n·rho²+1)/(n·rho)² · ln( sqrt(n·rho²+1)/a ) )
  public Interval around(double estimate, double se, double n) {
    if (!(se > 0)) {
      return Interval.NONE;
    }
    double t = n * rhoSquared() + 1;
    double half = se * Math.sqrt(2 * t / (n * rhoSquared()) * Math.log(Math.sqrt(t) / alpha));
    return Interval.around(estimate, half);
  }

  /// Returns the half width in standard errors at `expected` accounts, where it is smallest relative to the standard
  /// error. It depends on alpha only.
  static double tightestHalfWidth(double alpha) {
    double log = -2 * Math.log(alpha);
    double at = log + Math.log(1 + log);
    return Math.sqrt(2 * (at + 1) / at * Math.log(Math.sqrt(at + 1) / alpha));
  }

  /// Returns the p-value that goes with the interval; over several looks the smallest one counts.
  public double p(double estimate, double se, double n) {
    if (!(se > 0)) {
      return Double.NaN;
    }
    double t = n * rhoSquared() + 1;
    double z = estimate / se;
    return Math.min(1, Math.exp(0.5 * Math.log(t) - rhoSquared() * n * z * z / (2 * t)));
  }

  /// Returns the two-sided normal mixture boundary at intrinsic time v, tightest at `expected`:
  /// sqrt((v+r)·ln((v+r)/(a²r))).
  public double boundary(double v) {
    double r = 1 / rhoSquared();
    return Math.sqrt((v + r) * Math.log((v + r) / (alpha * alpha * r)));
  }

  /// Returns the logarithm of the mixture's likelihood ratio for a sum s at intrinsic time v.
  public double logMixture(double s, double v) {
    double r = 1 / rhoSquared();
    return 0.5 * Math.log(r / (v + r)) + s * s / (2 * (v + r));
  }
}
