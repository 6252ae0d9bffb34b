package org.obzvon.comparison;

import java.util.Arrays;
import java.util.Comparator;

/// Adjusts p-values of comparisons made together. Holm (1979) controls the chance of any false finding, Benjamini and
/// Hochberg (1995) the share of false findings. A NaN is no comparison: it stays NaN and does not count.
public final class Multiplicity {
  private Multiplicity() {}

  public static double[] holm(double[] p) {
    Integer[] order = ascending(p);
    double[] adjusted = unknown(p.length);
    double most = 0;
    for (int rank = 0; rank < order.length; rank++) {
      most = Math.max(most, Math.min(1, (order.length - rank) * p[order[rank]]));
      adjusted[order[rank]] = most;
    }
    return adjusted;
  }

  public static double[] benjaminiHochberg(double[] p) {
    Integer[] order = ascending(p);
    double[] adjusted = unknown(p.length);
    double least = 1;
    for (int rank = order.length - 1; rank >= 0; rank--) {
      least = Math.min(least, p[order[rank]] * order.length / (rank + 1));
      adjusted[order[rank]] = least;
    }
    return adjusted;
  }

  private static Integer[] ascending(double[] p) {
    return java.util.stream.IntStream.range(0, p.length)
        .filter(index -> !Double.isNaN(p[index]))
        .boxed()
        .sorted(Comparator.comparingDouble(index -> p[index]))
        .toArray(Integer[]::new);
  }

  private static double[] unknown(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
