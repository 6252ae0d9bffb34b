package org.obzvon.comparison;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// One odds ratio over several segments (Mantel and Haenszel 1959), its test, and its interval with the variance of
/// Robins, Breslow and Greenland (1986).
///
/// @param oddsRatio NaN when nobody paid in the arm or in the baseline of any segment
/// @param corrected chi-square with the continuity correction of a half; `plain` is without it
public record MantelHaenszel(double oddsRatio, Interval interval, Test corrected, Test plain) {

  public record Test(double chi2, double p) {
    static Test of(double chi2) {
      return new Test(chi2, Double.isNaN(chi2) ? Double.NaN : ChiSquaredDistribution.of(1).survivalProbability(chi2));
    }
  }

  public static MantelHaenszel of(List<RatePair> segments, double level) {
    Sums sums = new Sums();
    segments.forEach(sums::add);
    double difference = Math.abs(sums.difference);
    double half = Math.min(0.5, difference);
    double scale = sums.variance > 0 ? sums.variance : Double.NaN;
    double ratio = sums.r > 0 && sums.s > 0 ? sums.r / sums.s : Double.NaN;
    double reach = StandardNormal.critical(level) * sums.logStandardError();
    return new MantelHaenszel(
        ratio,
        new Interval(ratio * Math.exp(-reach), ratio * Math.exp(reach)),
        Test.of(square(difference - half) / scale),
        Test.of(square(difference) / scale));
  }

  private static final class Sums {
    private double difference;
    private double variance;
    private double r;
    private double s;
    private double pr;
    private double psqr;
    private double qs;

    void add(RatePair segment) {
      double a = segment.paidArm();
      double b = segment.allArm() - a;
      double c = segment.paidBase();
      double d = segment.allBase() - c;
      double n = a + b + c + d;
      if (n < 2) {
        return;
      }
      difference += a - (a + b) * (a + c) / n;
      variance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1));
      r += a * d / n;
      s += b * c / n;
      pr += (a + d) / n * a * d / n;
      psqr += (a + d) / n * b * c / n + (b + c) / n * a * d / n;
      qs += (b + c) / n * b * c / n;
    }

    double logStandardError() {
      return Math.sqrt(pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s));
    }
  }

  private static double square(double value) {
    return value * value;
  }
}
