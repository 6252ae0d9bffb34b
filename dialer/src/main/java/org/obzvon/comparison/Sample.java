package org.obzvon.comparison;

/// How many, their mean and their variance (over n - 1; NaN below two).
public record Sample(long n, double mean, double variance) {

  public static Sample ofSums(long n, double sum, double sumOfSquares) {
    return new Sample(n, sum / n, n < 2 ? Double.NaN : (sumOfSquares - sum * sum / n) / (n - 1));
  }

  /// The variance of the mean.
  double varianceOfMean() {
    return variance / n;
  }
}
