package org.obzvon.comparison;

/// The interval of a ratio a/b of two estimates (Fieller 1954): all r with |a - r·b| ≤ z·se(a - r·b). It is bounded
/// only if b itself is separated from zero, A = b² - z²·Vb > 0; otherwise no pair of ends would be true.
///
/// @param interval NaN ends when not bounded
public record Fieller(double estimate, Interval interval, boolean bounded) {

  /// @param z how many standard errors the interval reaches: normal or t quantile
  public static Fieller ratio(Estimates estimates, double z) {
    double a = estimates.a();
    double b = estimates.b();
    double estimate = b == 0 ? Double.NaN : a / b;
    double squared = b * b - z * z * estimates.varianceB();
    double mixed = a * b - z * z * estimates.covariance();
    double last = a * a - z * z * estimates.varianceA();
    double root = mixed * mixed - squared * last;
    if (!(squared > 0) || !(root >= 0)) {
      return new Fieller(estimate, Interval.NONE, false);
    }
    return new Fieller(
        estimate,
        new Interval((mixed - Math.sqrt(root)) / squared, (mixed + Math.sqrt(root)) / squared),
        true);
  }

  /// @param covariance of the two estimates
  public record Estimates(double a, double b, double varianceA, double varianceB, double covariance) {}
}
