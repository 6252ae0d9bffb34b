package org.obzvon.comparison;

/// The difference of two means. A number that cannot be computed is NaN.
///
/// @param df degrees of freedom of the t distribution behind p and the interval
public record MeanDifference(double difference, double se, double df, double p, Interval interval) {

  /// Returns the difference with p and interval by the t distribution; without a spread these are unknown.
  static MeanDifference byStudent(double difference, double se, double df, double level) {
    if (!(se > 0) || !(df > 0)) {
      return new MeanDifference(difference, Double.isNaN(se) ? Double.NaN : se, Double.NaN, Double.NaN, Interval.NONE);
    }
    double half = Student.critical(df, level) * se;
    return new MeanDifference(
        difference, se, df, Student.twoSided(difference / se, df), Interval.around(difference, half));
  }
}
