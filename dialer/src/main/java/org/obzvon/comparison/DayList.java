package org.obzvon.comparison;

import java.util.Arrays;

/// A growing list of days, eight bytes each.
final class DayList {
  private double[] days = new double[16];
  private int size;

  void add(double day) {
    if (size == days.length) {
      days = Arrays.copyOf(days, size + (size >> 1));
    }
    days[size++] = day == 0 ? 0.0 : day; // -0 sorts before 0 but is the same day
  }

  double[] sorted() {
    double[] copy = Arrays.copyOf(days, size);
    Arrays.sort(copy);
    return copy;
  }
}
