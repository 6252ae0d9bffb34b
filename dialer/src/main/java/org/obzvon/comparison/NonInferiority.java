package org.obzvon.comparison;

/// Tests whether an arm is worse than its baseline by no more than a margin set in advance. This is shown when the
/// lower end of the one-sided Miettinen-Nurminen interval lies above minus the margin (Farrington and Manning 1990 test
/// the same).
///
/// @param low the worst difference that the numbers leave possible
public record NonInferiority(double margin, double low, double p) {

  /// @param margin in rate: 0.02 is two payers of every 100
  public static NonInferiority of(RatePair rates, double margin, double level) {
    double low = MiettinenNurminen.interval(rates, 2 * level - 1).low();
    double p = StandardNormal.cumulative(-MiettinenNurminen.score(rates, -margin));
    return new NonInferiority(margin, low, p);
  }

  public boolean isShown() {
    return low > -margin;
  }
}
