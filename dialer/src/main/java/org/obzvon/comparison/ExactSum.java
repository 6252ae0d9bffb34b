package org.obzvon.comparison;

/// A sum with twice the digits of a double (Knuth's two-sum with the errors kept), so that neither the order of the
/// rows nor the merging of parts changes the result.
final class ExactSum {
  private double high;
  private double low;

  void add(double value) {
    double sum = high + value;
    double part = sum - high;
    low += (high - (sum - part)) + (value - part);
    high = sum;
  }

  void addProduct(double left, double right) {
    double product = left * right;
    add(product);
    low += Math.fma(left, right, -product);
  }

  void add(ExactSum other) {
    add(other.high);
    low += other.low;
  }

  /// Adds `factor` times the other sum.
  void addScaled(double factor, ExactSum other) {
    addProduct(factor, other.high);
    addProduct(factor, other.low);
  }

  double value() {
    return high + low;
  }
}
