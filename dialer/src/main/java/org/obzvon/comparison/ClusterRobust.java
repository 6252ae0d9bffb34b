package org.obzvon.comparison;

/// The standard error of a difference when accounts of one household behave alike (Liang and Zeger 1986, with the
/// small-sample factor G/(G-1)·(N-1)/(N-2), "CR1"): residuals are summed by household before they are squared. It is
/// read against t with G-1 degrees of freedom.
///
/// @param se NaN with fewer than two households in one of the arms: a single one cannot show how households differ
/// @param households G, over both arms
/// @param plain the same without the small-sample factor, "CR0"
public record ClusterRobust(double se, long households, double plain) {

  /// Returns the standard error of the difference in payment.
  static ClusterRobust difference(Clusters clusters, int arm, int base) {
    return new Sandwich(clusters, arm, base).of(0);
  }

  /// Returns the standard error of [Instrument]: the same with the residuals y - effect·d, divided by the difference in
  /// reach.
  static ClusterRobust effect(Clusters clusters, int arm, int base, Instrument instrument) {
    ClusterRobust sum = new Sandwich(clusters, arm, base).of(instrument.estimate());
    double reach = Math.abs(instrument.reach());
    return new ClusterRobust(sum.se / reach, sum.households, sum.plain / reach);
  }

  /// Returns the p of difference/se against t with G-1 degrees of freedom.
  public double p(double difference) {
    return se > 0 && households > 1 ? Student.twoSided(difference / se, households - 1.0) : Double.NaN;
  }

  public Interval interval(double difference, double level) {
    return se > 0 && households > 1
        ? Interval.around(difference, Student.critical(households - 1.0, level) * se)
        : Interval.NONE;
  }

  /// Returns the ratio of the variance to that of independent accounts: 1 + ((1 + CV²)·m - 1)·ICC.
  public static double designEffect(double meanSize, double variationOfSize, double icc) {
    return 1 + ((1 + variationOfSize * variationOfSize) * meanSize - 1) * icc;
  }

  private record Sandwich(Clusters clusters, int arm, int base) {

    ClusterRobust of(double effect) {
      double[] accounts = new double[2];
      long[] paid = new long[2];
      long[] reached = new long[2];
      for (int cell = 0; cell < clusters.size(); cell++) {
        int side = side(cell);
        if (side >= 0) {
          accounts[side] += clusters.accounts(cell);
          paid[side] += clusters.paid(cell);
          reached[side] += clusters.reached(cell);
        }
      }
      double[] mean = {
        (paid[0] - effect * reached[0]) / accounts[0], (paid[1] - effect * reached[1]) / accounts[1]
      };
      ExactSum squares = new ExactSum();
      long[] households = new long[2];
      long all = 0;
      double residual = 0;
      int open = -1;
      for (int cell = 0; cell < clusters.size(); cell++) {
        int side = side(cell);
        if (side < 0) {
          continue;
        }
        if (clusters.household(cell) != open) {
          squares.addProduct(residual, residual);
          residual = 0;
          all++;
          open = clusters.household(cell);
        }
        households[side]++;
        double value = clusters.paid(cell) - effect * clusters.reached(cell);
        double sum = (value - clusters.accounts(cell) * mean[side]) / accounts[side];
        residual += side == 0 ? -sum : sum;
      }
      squares.addProduct(residual, residual);
      boolean enough = Math.min(households[0], households[1]) > 1;
      return robust(squares.value(), all, enough ? accounts[0] + accounts[1] : 0);
    }

    /// @param accounts 0 if there are too few accounts for an estimate
    private static ClusterRobust robust(double variance, long households, double accounts) {
      if (households < 2 || accounts < 3) {
        return new ClusterRobust(Double.NaN, households, Math.sqrt(variance));
      }
      double factor = households / (households - 1.0) * (accounts - 1) / (accounts - 2);
      return new ClusterRobust(Math.sqrt(variance * factor), households, Math.sqrt(variance));
    }

    /// Returns 0 for the baseline, 1 for the arm, -1 for neither.
    private int side(int cell) {
      int of = clusters.arm(cell);
      return of == base ? 0 : of == arm ? 1 : -1;
    }
  }
}
