package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;

/// One arm against the baseline, by the day after the assignment: the difference in the share that has paid by then,
/// with an interval that holds on all days together.
///
/// @param days from day 1; the ends are NaN if neither rate varies yet
public record DailyDifferences(String arm, List<Day> days) {
  private static final int MOST_DAYS = 366;

  public record Day(int day, double difference, Interval anytime) {}

  /// @param alpha of each arm's line
  /// @param designEffect the factor by which households enlarge the variance
  static List<DailyDifferences> of(AccountTable table, ComparisonQuestion question, double alpha, double designEffect) {
    int last = (int) Math.min(MOST_DAYS, Math.floor(question.windowDays()));
    int[] positions = table.armPositions();
    int[][] paidOn = new int[table.arms().size()][last + 1];
    int[] accounts = new int[table.arms().size()];
    for (int row = 0; row < table.size(); row++) {
      int arm = positions[table.armId(row)];
      accounts[arm]++;
      if (table.event(row) == FollowUpEnd.PAID && table.days(row) <= last) {
        paidOn[arm][(int) Math.ceil(table.days(row))]++;
      }
    }
    AnytimeInterval interval = new AnytimeInterval(alpha, question.expectedAccounts());
    int base = table.arms().indexOf(question.baseline());
    List<DailyDifferences> lines = new ArrayList<>();
    for (int arm = 0; arm < accounts.length; arm++) {
      if (arm != base) {
        lines.add(
            new Counts(new int[][]{paidOn[arm], paidOn[base]}, new int[]{accounts[arm], accounts[base]})
                .line(table.arms().get(arm), interval, Math.sqrt(designEffect)));
      }
    }
    return lines;
  }

  /// The counts of the arm and of the baseline.
  private record Counts(int[][] paidOn, int[] accounts) {

    DailyDifferences line(String arm, AnytimeInterval interval, double wider) {
      List<Day> days = new ArrayList<>();
      int paid = paidOn[0][0];
      int paidBase = paidOn[1][0];
      for (int day = 1; day < paidOn[0].length; day++) {
        paid += paidOn[0][day];
        paidBase += paidOn[1][day];
        RatePair rates = new RatePair(paid, accounts[0], paidBase, accounts[1]);
        double n = (double) accounts[0] + accounts[1];
        Interval anytime = interval.around(rates.difference(), wider * rates.standardError(), n);
        days.add(new Day(day, rates.difference(), anytime));
      }
      return new DailyDifferences(arm, days);
    }
  }
}
