package org.obzvon.comparison;

/// The two ends of an interval. An interval that cannot be computed has NaN ends and is null in JSON.
public record Interval(double low, double high) {
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  public boolean isKnown() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  static Interval around(double estimate, double half) {
    return new Interval(estimate - half, estimate + half);
  }
}
