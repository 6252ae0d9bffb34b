package org.obzvon.comparison;

import java.util.Map;

/// The size an experiment needs to show an effect on the share that pays, and the effect that a given size can show.
/// Each arm is compared with the baseline, and with three arms or more also the best two with each other; the error is
/// divided among these comparisons (Bonferroni, which is the first and hardest step of Holm).
///
/// @param weights households by arm, in any unit
public record ExperimentPlan(double base, String baseline, Map<String, Double> weights, Trust trust, Crowd crowd) {
  private static final int STEPS = 200;
  private static final double MOST_ACCOUNTS = 1e9;

  /// @param alpha the chance of any false finding
  /// @param sequential whether the any-time interval must show the effect, at whatever time it is read
  public record Trust(double alpha, double power, boolean sequential) {}

  /// @param icc how much alike the accounts of one household are in paying
  /// @param reach share of the accounts that a contact reaches; the effect on all accounts is smaller by this factor
  public record Crowd(double accountsPerHousehold, double icc, double reach) {

    public double designEffect() {
      return 1 + (accountsPerHousehold - 1) * icc;
    }
  }

  public ExperimentPlan {
    weights = Map.copyOf(weights);
  }

  public int comparisons() {
    int arms = weights.size() - 1;
    return arms > 1 ? arms + 1 : arms;
  }

  /// Returns the number of accounts in all arms together with which the weakest comparison with the baseline has the
  /// wanted power; NaN when no number is enough.
  ///
  /// @param effect rise of the share among those who are reached, 0.05 = five of a hundred
  public double accounts(double effect) {
    double high = 2;
    while (power(effect, high) < trust.power) {
      high *= 2;
      if (high > MOST_ACCOUNTS) {
        return Double.NaN;
      }
    }
    double low = high / 2;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (power(effect, middle) < trust.power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /// Returns the smallest rise among those reached that this many accounts show; NaN when even the greatest is not
  /// shown.
  public double detectable(double accounts) {
    double low = 0;
    double high = (1 - base) / crowd.reach;
    if (power(high, accounts) < trust.power) {
      return Double.NaN;
    }
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (power(middle, accounts) < trust.power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /// Returns the chance to show the effect in the arm with the fewest accounts.
  public double power(double effect, double accounts) {
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    double smallest = weights.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(baseline))
        .mapToDouble(Map.Entry::getValue).min().orElseThrow();
    double independent = accounts / crowd.designEffect() / sum;
    return power(base + effect * crowd.reach, smallest * independent, weights.get(baseline) * independent);
  }

  private double power(double rate, double n, double nBase) {
    double alpha = trust.alpha / comparisons();
    TwoRatePower test = new TwoRatePower(base, rate, n, nBase);
    return trust.sequential ? test.powerBeyond(AnytimeInterval.tightestHalfWidth(alpha)) : test.power(alpha);
  }

  /// Returns the number of accounts of one arm, given the number in all arms.
  public double accountsOf(String arm, double accounts) {
    return weights.get(arm) / weights.values().stream().mapToDouble(Double::doubleValue).sum() * accounts;
  }
}
