package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;

/// The difference in amount, adjusted by regression on the covariate: with one slope for both arms (analysis of
/// covariance) and with one slope for each (Lin 2013). The standard errors allow for unequal spread (HC2).
public record Adjusted(String arm, Estimate covariance, Estimate lin) {
  /// Above this number the rows of a regression take more memory than the report is worth; CUPED gives the same from
  /// sums.
  private static final int MOST_ROWS = 200_000;

  public record Estimate(double difference, double se) {}

  /// Returns the adjusted differences; empty when the table has no covariate or amount, or is too large.
  static List<Adjusted> of(AccountTable table, String baseline) {
    if (!table.has(Column.COVARIATE) || !table.has(Column.PAID) || table.size() > MOST_ROWS) {
      return List.of();
    }
    List<Adjusted> all = new ArrayList<>();
    int base = table.arms().indexOf(baseline);
    for (int arm = 0; arm < table.arms().size(); arm++) {
      if (arm != base) {
        all.add(
            new Adjusted(
                table.arms().get(arm), estimate(table, arm, base, false), estimate(table, arm, base, true)));
      }
    }
    return all;
  }

  private static Estimate estimate(AccountTable table, int arm, int base, boolean ownSlopes) {
    int[] positions = table.armPositions();
    List<Integer> rows = new ArrayList<>();
    double sum = 0;
    for (int row = 0; row < table.size(); row++) {
      int position = positions[table.armId(row)];
      if (position == arm || position == base) {
        rows.add(row);
        sum += table.covariate(row);
      }
    }
    double mean = sum / rows.size();
    double[][] x = new double[rows.size()][];
    double[] y = new double[rows.size()];
    for (int index = 0; index < y.length; index++) {
      int row = rows.get(index);
      double treated = positions[table.armId(row)] == arm ? 1 : 0;
      double centred = table.covariate(row) - mean;
      x[index] = ownSlopes ? new double[]{1, treated, centred, treated * centred} : new double[]{1, treated, centred};
      y[index] = table.amount(row);
    }
    try {
      Regression fit = Regression.fit(x, y);
      return new Estimate(fit.coefficient(1), fit.standardError(1, Regression.Spread.HC2));
    } catch (IllegalArgumentException _) {
      return new Estimate(Double.NaN, Double.NaN);
    }
  }
}
