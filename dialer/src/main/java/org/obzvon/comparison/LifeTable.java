package org.obzvon.comparison;

import java.util.Arrays;

/// How accounts ended, by day: paid, left, or no longer followed. All time-to-payment methods use it. An account that
/// ended on a day was still at risk on that day.
public final class LifeTable {
  private final double[] day;
  private final int[] paid;
  private final int[] left;
  private final int[] atRisk;

  private LifeTable(double[] day, int[] paid, int[] left, int[] atRisk) {
    this.day = day;
    this.paid = paid;
    this.left = left;
    this.atRisk = atRisk;
  }

  /// Returns the number of rows: one for each day on which the follow-up of an account ended, by payment or without.
  public int size() {
    return day.length;
  }

  public double day(int index) {
    return day[index];
  }

  public int paid(int index) {
    return paid[index];
  }

  public int left(int index) {
    return left[index];
  }

  /// Returns the number of accounts that had not ended before that day.
  public int atRisk(int index) {
    return atRisk[index];
  }

  public int accounts() {
    return atRisk.length == 0 ? 0 : atRisk[0];
  }

  public double lastDay() {
    return day.length == 0 ? 0 : day[day.length - 1];
  }

  /// Builds the table from accounts added one by one in any order.
  public static final class Builder {
    private final DayList paid = new DayList();
    private final DayList left = new DayList();
    private final DayList censored = new DayList();

    public Builder add(FollowUpEnd event, double day) {
      switch (event) {
        case PAID -> paid.add(day);
        case LEFT -> left.add(day);
        case CENSORED -> censored.add(day);
      }
      return this;
    }

    public LifeTable build() {
      Cursor paidDays = new Cursor(paid.sorted());
      Cursor leftDays = new Cursor(left.sorted());
      Cursor censoredDays = new Cursor(censored.sorted());
      int remaining = paidDays.days.length + leftDays.days.length + censoredDays.days.length;
      double[] day = new double[remaining];
      int[][] counts = new int[3][remaining];
      int size = 0;
      while (remaining > 0) {
        double next = Math.min(paidDays.next(), Math.min(leftDays.next(), censoredDays.next()));
        day[size] = next;
        counts[0][size] = paidDays.take(next);
        counts[1][size] = leftDays.take(next);
        counts[2][size] = remaining;
        remaining -= counts[0][size] + counts[1][size] + censoredDays.take(next);
        size++;
      }
      return new LifeTable(
          Arrays.copyOf(day, size),
          Arrays.copyOf(counts[0], size),
          Arrays.copyOf(counts[1], size),
          Arrays.copyOf(counts[2], size));
    }
  }

  private static final class Cursor {
    private final double[] days;
    private int at;

    Cursor(double[] days) {
      this.days = days;
    }

    double next() {
      return at < days.length ? days[at] : Double.POSITIVE_INFINITY;
    }

    int take(double day) {
      int from = at;
      while (at < days.length && days[at] == day) {
        at++;
      }
      return at - from;
    }
  }
}
