package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;

/// The share of accounts still unpaid after each day (Kaplan and Meier 1958), S = product of (1 - d/n); its standard
/// error by Greenwood, S·sqrt(sum d/(n(n-d))); its interval on the log-log scale,
/// exp(-exp(ln(-ln S) ± z·se/(S·|ln S|))).
/// An account that left is censored here; the share that paid or left is [Incidence].
public final class KaplanMeier {
  /// The tolerance within which a half that was rounded still counts as a half.
  private static final double ROUNDING = 1e-12;

  private KaplanMeier() {}

  /// @param se NaN if no account is left: unpaid is 0
  public record Point(double day, int atRisk, double unpaid, double se, Interval interval) {}

  /// Returns one point for each day on which somebody paid. If there are more than `most`, the time is cut into `most`
  /// equal parts and the last point of each part is kept.
  public static List<Point> curve(LifeTable table, double level, int most) {
    double z = StandardNormal.critical(level);
    double part = paidDays(table) > most ? table.lastDay() / most : 0;
    List<Point> points = new ArrayList<>();
    double unpaid = 1;
    double greenwood = 0;
    for (int index = 0; index < table.size(); index++) {
      if (table.paid(index) == 0) {
        continue;
      }
      double atRisk = table.atRisk(index);
      double paid = table.paid(index);
      unpaid *= (atRisk - paid) / atRisk;
      greenwood += paid / (atRisk * (atRisk - paid));
      if (!points.isEmpty() && samePart(points.getLast().day(), table.day(index), part)) {
        points.removeLast();
      }
      points.add(point(table, index, unpaid, Math.sqrt(greenwood), z));
    }
    return points;
  }

  private static boolean samePart(double day, double other, double part) {
    return part > 0 && Math.ceil(day / part) == Math.ceil(other / part);
  }

  static int paidDays(LifeTable table) {
    int days = 0;
    for (int index = 0; index < table.size(); index++) {
      days += table.paid(index) > 0 ? 1 : 0;
    }
    return days;
  }

  /// @param relative se / unpaid
  private static Point point(LifeTable table, int index, double unpaid, double relative, double z) {
    if (unpaid <= 0) {
      return new Point(table.day(index), table.atRisk(index), 0, Double.NaN, Interval.NONE);
    }
    double half = z * relative / Math.abs(Math.log(unpaid));
    double middle = Math.log(-Math.log(unpaid));
    Interval interval = new Interval(Math.exp(-Math.exp(middle + half)), Math.exp(-Math.exp(middle - half)));
    return new Point(table.day(index), table.atRisk(index), unpaid, unpaid * relative, interval);
  }

  /// Returns the first day on which no more than half are unpaid; NaN if there was no such day.
  public static double median(LifeTable table) {
    double unpaid = 1;
    for (int index = 0; index < table.size(); index++) {
      double atRisk = table.atRisk(index);
      unpaid *= (atRisk - table.paid(index)) / atRisk;
      if (unpaid <= 0.5 + ROUNDING) {
        return table.day(index);
      }
    }
    return Double.NaN;
  }
}
