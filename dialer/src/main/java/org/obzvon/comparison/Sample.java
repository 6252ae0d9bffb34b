package org.obzvon.comparison;

/// The size of a sample, its mean and its variance (over n - 1; NaN below two).
public record Sample(long n, double mean, double variance) {

  public static Sample ofSums(long n, double sum, double sumOfSquares) {
    return new Sample(n, sum / n, n < 2 ? Double.NaN : (sumOfSquares - sum * sum / n) / (n - 1));
  }

  /// Returns the variance of the mean.
  double varianceOfMean() {
    return variance / n;
  }
}
