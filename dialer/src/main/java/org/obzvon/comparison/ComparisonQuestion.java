package org.obzvon.comparison;

import java.util.Map;

/// The question that a comparison answers, fixed before anybody looks at results.
///
/// @param baseline the arm that all others are compared with
/// @param windowDays within how many days after the assignment a payment counts
/// @param weights the intended split of households by arm, in any unit; empty if none was stated
/// @param expectedAccounts the number of accounts at which the any-time interval is tightest
public record ComparisonQuestion(String baseline, double windowDays, Map<String, Double> weights,
    double expectedAccounts) {
  public static final double EXPECTED_ACCOUNTS = 5000;
  public static final int WINDOW_DAYS = 30;

  /// The level of every interval, and one minus the chance of a false finding.
  public static final double LEVEL = 0.95;

  public ComparisonQuestion {
    weights = Map.copyOf(weights);
  }
}
