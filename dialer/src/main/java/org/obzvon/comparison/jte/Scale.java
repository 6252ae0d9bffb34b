package org.obzvon.comparison.jte;

import java.util.ArrayList;
import java.util.List;

/// Maps values to positions on the paper, and chooses the round values that an axis names.
record Scale(double low, double high, double from, double to) {
  private static final int MOST_TICKS = 12;

  /// @param from position of the low end; `to` is that of the high one
  static Scale of(double low, double high, double from, double to) {
    double room = high > low ? high - low : 1;
    return new Scale(low, low + room, from, to);
  }

  double at(double value) {
    double clipped = Math.max(low, Math.min(high, value));
    return from + (clipped - low) / (high - low) * (to - from);
  }

  /// Returns multiples of 1, 2 or 5 times a power of ten, about `wanted` of them.
  List<Double> ticks(int wanted) {
    double rough = (high - low) / wanted;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double part = rough / power;
    double step = power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10);
    List<Double> ticks = new ArrayList<>();
    double first = Math.ceil(low / step - 1e-9);
    for (int index = 0; index < MOST_TICKS && (first + index) * step <= high + step * 1e-9; index++) {
      ticks.add((first + index) * step);
    }
    return ticks;
  }

  /// Returns the number of digits after the point that distinguish two ticks.
  int digits(int wanted) {
    return (high - low) / wanted >= 1 ? 0 : (high - low) / wanted >= 0.1 ? 1 : 2;
  }
}
