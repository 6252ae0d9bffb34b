package org.obzvon.comparison;

/// Means, variances and the covariance of pairs, from sums alone: two tables can be merged, and the merged moments are
/// those of all their rows. Variances are over n - 1 and NaN below two pairs.
public final class PairMoments {
  /// A centred sum of squares below this part of the raw one is rounding error: 2^-90 of double-double arithmetic.
  private static final double ROUNDING = 0x1p-90;

  private long n;
  private final ExactSum x = new ExactSum();
  private final ExactSum y = new ExactSum();
  private final ExactSum xx = new ExactSum();
  private final ExactSum xy = new ExactSum();
  private final ExactSum yy = new ExactSum();

  public void add(double left, double right) {
    n++;
    x.add(left);
    y.add(right);
    xx.addProduct(left, left);
    xy.addProduct(left, right);
    yy.addProduct(right, right);
  }

  public PairMoments plus(PairMoments other) {
    PairMoments merged = new PairMoments();
    for (PairMoments part : new PairMoments[]{this, other}) {
      merged.n += part.n;
      merged.x.add(part.x);
      merged.y.add(part.y);
      merged.xx.add(part.xx);
      merged.xy.add(part.xy);
      merged.yy.add(part.yy);
    }
    return merged;
  }

  public long n() {
    return n;
  }

  public double meanX() {
    return x.value() / n;
  }

  public double meanY() {
    return y.value() / n;
  }

  double meanProduct() {
    return xy.value() / n;
  }

  public double varianceX() {
    return Math.max(0, centred(x, x, xx)) / degrees();
  }

  public double varianceY() {
    return Math.max(0, centred(y, y, yy)) / degrees();
  }

  public double covariance() {
    return centred(x, y, xy) / degrees();
  }

  public Sample sampleX() {
    return new Sample(n, meanX(), varianceX());
  }

  public Sample sampleY() {
    return new Sample(n, meanY(), varianceY());
  }

  /// Returns the variance of y - slope * x, over n - 1.
  double residualVariance(double slope) {
    return Math.max(0, varianceY() - 2 * slope * covariance() + slope * slope * varianceX());
  }

  private double degrees() {
    return n < 2 ? Double.NaN : n - 1.0;
  }

  /// Returns the sum of (a - mean a)(b - mean b) = ab - mb*a - ma*b + n*ma*mb, computed before the digits that cancel
  /// are lost.
  private double centred(ExactSum a, ExactSum b, ExactSum ab) {
    double meanA = a.value() / n;
    double meanB = b.value() / n;
    ExactSum sum = new ExactSum();
    sum.add(ab);
    sum.addScaled(-meanB, a);
    sum.addScaled(-meanA, b);
    double total = n * meanA;
    sum.addProduct(total, meanB);
    sum.addProduct(Math.fma(n, meanA, -total), meanB);
    double scale = Math.abs(ab.value()) + Math.abs(total * meanB);
    return Math.abs(sum.value()) <= scale * ROUNDING ? 0 : sum.value();
  }
}
