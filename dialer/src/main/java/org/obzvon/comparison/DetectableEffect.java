package org.obzvon.comparison;

import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;

/// The effect that a comparison of two arms could have shown: the smallest rise of the share of payers that data of
/// this size show in [#POWER] of cases, at the level at which the report decides, and how many more households are
/// needed to show a wanted effect. It is computed with the share that paid in the baseline and with households whose
/// accounts pay alike.
///
/// @param difference NaN when no rise, however large, would be shown
/// @param alpha the chance of a false finding that this pair may use, its part of the error of the family
/// @param wanted the effect that `missing` is about; NaN when none was planned and none observed
/// @param missing households of both arms together beyond those of today; empty when no realistic number is enough
public record DetectableEffect(
    double difference, double alpha, double wanted, Source source, OptionalLong missing) {
  /// The share of cases in which an existing effect is shown.
  public static final double POWER = 0.8;

  /// The value if nothing can be computed.
  static final DetectableEffect UNKNOWN = new DetectableEffect(Double.NaN, Double.NaN, Double.NaN, Source.OBSERVED,
      OptionalLong.empty());

  private static final int STEPS = 100;
  private static final double MOST_TIMES = 1e6;

  /// Where the wanted effect comes from.
  public enum Source {
    /// The campaign's goals state it.
    PLANNED,
    /// It is the difference of these data.
    OBSERVED
  }

  public boolean isEnough() {
    return missing.isPresent() && missing.getAsLong() == 0;
  }

  /// Size and test of a comparison.
  ///
  /// @param households of both arms
  /// @param designEffect ratio of the variance of the difference to that of independent accounts
  /// @param expected accounts at which the any-time interval is tightest; NaN for a comparison that is read once
  record Size(RatePair counts, long households, double designEffect, double alpha, double expected) {

    /// Returns the statistical power: the chance to show a true `difference` if there were `times` as many accounts as
    /// today.
    double power(double difference, double times) {
      double n = counts.allArm() * times / designEffect;
      double nBase = counts.allBase() * times / designEffect;
      TwoRatePower test = new TwoRatePower(counts.base(), counts.base() + difference, n, nBase);
      return Double.isNaN(expected)
          ? test.power(alpha)
          : test.powerBeyond(
              new AnytimeInterval(alpha, expected).around(0, 1, (counts.allArm() + (double) counts.allBase()) * times)
                  .high());
    }
  }

  static DetectableEffect of(Size size, double wanted, Source source) {
    double most = 1 - size.counts.base();
    double difference = most > 0 && size.power(most, 1) >= POWER ? least(rise -> size.power(rise, 1), 0, most)
        : Double.NaN;
    return new DetectableEffect(difference, size.alpha, wanted, source, missing(size, wanted));
  }

  private static OptionalLong missing(Size size, double wanted) {
    double rate = size.counts.base() + wanted;
    if (!(Math.abs(wanted) > 0) || rate < 0 || rate > 1) {
      return OptionalLong.empty();
    }
    if (size.power(wanted, 1) >= POWER) {
      return OptionalLong.of(0);
    }
    double times = 2;
    while (size.power(wanted, times) < POWER) {
      times *= 2;
      if (times > MOST_TIMES) {
        return OptionalLong.empty();
      }
    }
    double enough = least(many -> size.power(wanted, many), times / 2, times);
    return OptionalLong.of((long) Math.ceil((enough - 1) * size.households));
  }

  /// Returns the least value at which the rising power is enough.
  private static double least(DoubleUnaryOperator power, double low, double high) {
    double from = low;
    double to = high;
    for (int step = 0; step < STEPS; step++) {
      double middle = (from + to) / 2;
      if (power.applyAsDouble(middle) < POWER) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return to;
  }
}
