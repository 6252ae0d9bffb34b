package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.obzvon.comparison.RatePairTest.near;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests means, ratios, instruments and intervals for many looks against published numbers.
class MeansTest {
  private static final Sample GROWTHBOOK_A = Sample.ofSums(3407, 1396.87, 52377.9767);
  private static final Sample GROWTHBOOK_B = Sample.ofSums(3461, 2422.7, 134698.29);
  private static final double[] Y = {12, 15, 9, 20, 14, 18, 11, 16, 17, 21, 13, 24, 19, 22, 15, 20};
  private static final double[] X = {10, 14, 8, 19, 12, 17, 9, 15, 11, 15, 9, 18, 13, 17, 10, 14};

  @Test
  void welch_agrees_with_growthbook() {
    MeanDifference result = Welch.difference(GROWTHBOOK_B, GROWTHBOOK_A, 0.95);
    assertThat(result.difference()).isCloseTo(.29, within(1e-5));
    near(result.interval(), .04538, .53462, 1e-5);
    assertThat(result.se()).isCloseTo(.12478, within(1e-5));
    assertThat(result.p()).isCloseTo(.02016, within(1e-5));
    assertThat(result.df()).isCloseTo(5841.742, within(1e-3));
  }

  @Test
  void the_any_time_interval_of_a_relative_difference_agrees_with_growthbook() {
    Sample first = Sample.ofSums(3000, 1396.87, 52377.9767);
    MeanDifference relative = Welch.relative(GROWTHBOOK_B, first, 0.95);
    assertThat(relative.difference()).isCloseTo(.50336, within(1e-5));
    AnytimeInterval anytime = new AnytimeInterval(0.05, 1000);
    double n = 3000 + 3461;
    near(anytime.around(relative.difference(), relative.se(), n), -.55844, 1.56516, 1e-5);
    assertThat(anytime.p(relative.difference(), relative.se(), n)).isEqualTo(1);
  }

  @Test
  void the_mixture_boundary_agrees_with_confseq() {
    AnytimeInterval anytime = new AnytimeInterval(0.05, 100);
    assertThat(1 / anytime.rhoSquared()).isCloseTo(12.60056, within(1e-5));
    assertThat(anytime.boundary(100)).isCloseTo(30.35209, within(1e-5));
    assertThat(anytime.logMixture(10, 100)).isCloseTo(-.6510052, within(1e-6));
  }

  /// The expected p is 1/LR, where LR = sqrt(V/(V+tau²))·exp(tau²·est²/(2V(V+tau²))) and tau² = rho²·n·V.
  @ParameterizedTest
  @CsvSource({"0.31,0.11,900", "-0.02,0.004,12000", "0.4,0.05,60"})
  void the_p_for_many_looks_is_that_of_the_mixture_test(double estimate, double se, double n) {
    AnytimeInterval anytime = new AnytimeInterval(0.05, 5000);
    double v = se * se;
    double tau = anytime.rhoSquared() * n * v;
    double ratio = Math.sqrt(v / (v + tau)) * Math.exp(tau * estimate * estimate / (2 * v * (v + tau)));
    assertThat(anytime.p(estimate, se, n)).isCloseTo(Math.min(1, 1 / ratio), within(1e-12));
  }

  @Test
  void cuped_theta_agrees_with_growthbook() {
    PairMoments one = pairs(new double[]{.3, .5, .9, 22}, new double[]{2, 1, 5, 3}, 0, 4);
    assertThat(Cuped.adjust(one, one, 0.95).theta()).isCloseTo(.01864, within(1e-5));
  }

  @Test
  void cuped_agrees_with_r_on_sixteen_accounts() {
    PairMoments base = pairs(X, Y, 0, 8);
    PairMoments arm = pairs(X, Y, 8, 16);
    MeanDifference raw = Welch.difference(arm.sampleY(), base.sampleY(), 0.95);
    assertThat(raw.difference()).isCloseTo(4.5, within(1e-12));
    assertThat(raw.se()).isCloseTo(1.83590188, within(1e-8));
    Cuped.Adjusted adjusted = Cuped.adjust(arm, base, 0.95);
    assertThat(adjusted.theta()).isCloseTo(1.036656389, within(1e-9));
    assertThat(adjusted.difference().difference()).isCloseTo(4.111253854, within(1e-9));
    assertThat(adjusted.difference().se()).isCloseTo(.3295756847, within(1e-9));
    assertThat(adjusted.kept()).isBetween(0.03, 0.04);
  }

  @Test
  void regression_agrees_with_r_on_sixteen_accounts() {
    double[][] ancova = new double[16][];
    double[][] lin = new double[16][];
    double mean = java.util.Arrays.stream(X).average().orElseThrow();
    for (int row = 0; row < 16; row++) {
      double arm = row < 8 ? 0 : 1;
      ancova[row] = new double[]{1, arm, X[row]};
      lin[row] = new double[]{1, arm, X[row] - mean, arm * (X[row] - mean)};
    }
    Regression first = Regression.fit(ancova, Y);
    assertThat(first.coefficient(1)).isCloseTo(4.1239690722, within(1e-9));
    assertThat(first.standardError(1, Regression.Spread.EQUAL)).isCloseTo(.3366061177, within(1e-9));
    Regression second = Regression.fit(lin, Y);
    assertThat(second.coefficient(1)).isCloseTo(4.1173152848, within(1e-9));
    assertThat(second.standardError(1, Regression.Spread.EQUAL)).isCloseTo(.2999375761, within(1e-9));
  }

  @Test
  void the_delta_method_agrees_with_growthbook() {
    Sample arm = new Sample(15, 5, .5);
    Sample base = new Sample(4, 7, 2);
    assertThat(Math.pow(Welch.difference(arm, base, 0.95).se(), 2)).isCloseTo(.53333, within(1e-5));
    assertThat(Math.pow(Welch.relative(arm, base, 0.95).se(), 2)).isCloseTo(.00589, within(1e-5));
  }

  /// If Cov(M, D) = 0 and D is constant, the ratio's variance is that of M over D².
  @Test
  void the_variance_of_a_ratio_is_that_of_its_numerator_when_the_denominator_does_not_vary() {
    PairMoments pairs = pairs(new double[]{2, 2, 2, 2}, new double[]{1, 3, 5, 7}, 0, 4);
    assertThat(Welch.ratioVariance(pairs)).isCloseTo(pairs.varianceY() / 4 / 4, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.90,1.54479,2.64235", "0.95,1.45660,2.83316", "0.99,1.27277,3.36038"})
  void fieller_agrees_with_graphpad(double level, double low, double high) {
    var estimates = new Fieller.Estimates(14, 7, 9.0 / 6, 4.0 / 6, 0);
    near(Fieller.ratio(estimates, Student.critical(10, level)).interval(), low, high, 1e-5);
  }

  @Test
  void fieller_says_when_no_interval_is_bounded() {
    double z = StandardNormal.critical(0.95);
    var clear = Fieller.ratio(new Fieller.Estimates(120, .04, 225, 6.4e-5, -.2 * 15 * .008), z);
    assertThat(clear.estimate()).isCloseTo(3000, within(1e-9));
    near(clear.interval(), 1864.53761632, 5360.96497481, 1e-6);
    var unclear = Fieller.ratio(new Fieller.Estimates(120, .01, 225, 6.4e-5, -.2 * 15 * .008), z);
    assertThat(unclear.bounded()).isFalse();
    assertThat(unclear.interval().isKnown()).isFalse();
  }

  /// The numbers are those of vitamin A and child survival, Sommer and Zeger 1991.
  @Test
  void the_effect_on_those_reached_agrees_with_imbens_and_rubin() {
    PairMoments arm = new PairMoments();
    PairMoments base = new PairMoments();
    repeat(arm, 9675 - 12, 1, 1);
    repeat(arm, 12, 1, 0);
    repeat(arm, 2419 - 34, 0, 1);
    repeat(arm, 34, 0, 0);
    repeat(base, 11588 - 74, 0, 1);
    repeat(base, 74, 0, 0);
    Instrument result = Instrument.effect(arm, base);
    assertThat(result.reach()).isCloseTo(.79998346, within(1e-8));
    assertThat(result.estimate()).isCloseTo(.00322804, within(1e-8));
    assertThat(result.se()).isCloseTo(.00115916, within(1e-8));
    AsTreated naive = AsTreated.of("VITAMIN", arm, base);
    assertThat(naive.difference()).isCloseTo(.00647012, within(1e-8));
    assertThat(naive.perProtocol()).isCloseTo(.00514561, within(1e-8));
    RatePair rates = new RatePair(12094 - 46, 12094, 11588 - 74, 11588);
    assertThat(rates.difference()).isCloseTo(.00258238, within(1e-8));
    assertThat(rates.standardError()).isCloseTo(.00092783, within(1e-8));
  }

  @Test
  void an_effect_on_those_reached_is_unknown_when_both_arms_are_reached_alike() {
    PairMoments same = pairs(new double[]{0, 1}, new double[]{1, 0}, 0, 2);
    assertThat(Instrument.effect(same, same).estimate()).isNaN();
  }

  @Test
  void equal_values_have_no_variance_at_all() {
    PairMoments moments = new PairMoments();
    repeat(moments, 1000, 0.1, 1e9 + 0.1);
    assertThat(moments.varianceX()).isZero();
    assertThat(moments.varianceY()).isZero();
  }

  @Test
  void a_small_spread_around_a_large_mean_is_not_lost() {
    PairMoments moments = pairs(new double[]{1, 2, 3}, new double[]{1e9 + 1, 1e9 + 2, 1e9 + 3}, 0, 3);
    assertThat(moments.varianceY()).isCloseTo(1, within(1e-9));
    assertThat(moments.covariance()).isCloseTo(1, within(1e-9));
  }

  static PairMoments pairs(double[] x, double[] y, int from, int to) {
    PairMoments moments = new PairMoments();
    for (int index = from; index < to; index++) {
      moments.add(x[index], y[index]);
    }
    return moments;
  }

  private static void repeat(PairMoments moments, int times, double x, double y) {
    for (int count = 0; count < times; count++) {
      moments.add(x, y);
    }
  }
}
