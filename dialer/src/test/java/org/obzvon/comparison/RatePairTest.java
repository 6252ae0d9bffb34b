package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.statistics.inference.UnconditionedExactTest;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests rates and their differences against published numbers.
class RatePairTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void wilson_agrees_with_binom_of_r() {
    near(Wilson.interval(4, 20, 0.95), 0.0806576625797981, 0.4160174322518935, 1e-14);
    near(Wilson.interval(100, 200, 0.95), 0.4313609, 0.5686391, 1e-7);
  }

  /// The library's other intervals are those of R; this test fails if the library changes them.
  @Test
  void the_library_knows_the_other_intervals_of_one_rate() {
    var exact = BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(20, 4, 0.05);
    assertThat(exact.getLowerBound()).isCloseTo(0.05733399705003284, EXACT);
    assertThat(exact.getUpperBound()).isCloseTo(0.436614002996668, EXACT);
    var adjusted = BinomialConfidenceInterval.AGRESTI_COULL.fromErrorRate(200, 4, 0.05);
    assertThat(adjusted.getLowerBound()).isCloseTo(0.005991954548218395, EXACT);
    assertThat(adjusted.getUpperBound()).isCloseTo(0.0520995587739575, EXACT);
    var jeffreys = BinomialConfidenceInterval.JEFFREYS.fromErrorRate(200, 100, 0.05);
    assertThat(jeffreys.getLowerBound()).isCloseTo(0.4311217, within(1e-7));
    assertThat(jeffreys.getUpperBound()).isCloseTo(0.5688783, within(1e-7));
  }

  @Test
  void wilson_stays_within_zero_and_one_when_nobody_or_everybody_paid() {
    assertThat(Wilson.interval(0, 10, 0.95).low()).isZero();
    assertThat(Wilson.interval(0, 10, 0.95).high()).isBetween(0.2, 0.3);
    assertThat(Wilson.interval(10, 10, 0.95).high()).isEqualTo(1);
    assertThat(Wilson.interval(0, 0, 0.95)).isEqualTo(Interval.NONE);
  }

  @Test
  void the_pooled_z_agrees_with_statsmodels() {
    RatePair rates = new RatePair(5, 83, 12, 99);
    assertThat(rates.z()).isCloseTo(-1.4078304151258787, EXACT);
    assertThat(StandardNormal.twoSided(rates.z())).isCloseTo(0.15918129181156992, EXACT);
  }

  @ParameterizedTest
  @CsvSource({
    "56,70,48,80,0.0524314724024,0.333872654037,1e-12",
    "9,10,3,10,0.1705,0.8090,1e-4",
    "6,7,2,7,0.0582,0.8062,1e-4",
    "5,56,0,29,-0.0381,0.1926,1e-4",
    "0,10,0,20,-0.1611,0.2775,1e-4",
    "10,10,0,10,0.6075,1.0,1e-4",
    "7,34,1,34,0.019,0.340,1e-3"
  })
  void newcombe_agrees_with_his_table(int x1, int n1, int x2, int n2, double low, double high, double error) {
    near(Newcombe.interval(new RatePair(x1, n1, x2, n2), 0.95), low, high, error);
  }

  @Test
  void miettinen_and_nurminen_agree_with_prop_cis_of_r() {
    near(MiettinenNurminen.interval(new RatePair(7, 34, 1, 34), 0.95), 0.02704, 0.34529, 6e-6);
    near(MiettinenNurminen.interval(new RatePair(7, 34, 1, 34), 0.95), 0.02704162658, 0.34529121697, 1e-10);
  }

  @Test
  void miettinen_and_nurminen_reach_the_ends_of_the_scale() {
    assertThat(MiettinenNurminen.interval(new RatePair(10, 10, 0, 10), 0.95).high()).isEqualTo(1);
    Interval none = MiettinenNurminen.interval(new RatePair(0, 10, 0, 10), 0.95);
    assertThat(none.low()).isCloseTo(-none.high(), within(1e-9));
    assertThat(none.high()).isBetween(0.2, 0.4);
  }

  @Test
  void ratios_of_rates_agree_with_prop_cis_of_r() {
    RatePair rates = new RatePair(7, 34, 1, 34);
    near(RiskRatio.katz(rates, 0.95), 0.909606, 53.8695, 1e-4);
    near(RiskRatio.koopman(rates, 0.95), 1.220853, 42.575718, 1e-6);
  }

  /// The numbers are computed from the definition with SciPy, apart from this code.
  @ParameterizedTest
  @CsvSource({
    "12,99,5,83,0.7751992718553591,5.316820125186563", "30,60,45,50,0.4146384809755524,0.7135678208259559",
    "0,20,5,25,0,0.8616553047337743"
  })
  void koopman_stands_between_the_published_rows_too(int x1, int n1, int x2, int n2, double low, double high) {
    near(RiskRatio.koopman(new RatePair(x1, n1, x2, n2), 0.95), low, high, 1e-9);
  }

  @Test
  void a_ratio_to_nobody_has_a_lower_end_alone() {
    Interval open = RiskRatio.koopman(new RatePair(6, 40, 0, 38), 0.95);
    assertThat(open.low()).isCloseTo(1.578781729450315, within(1e-9));
    assertThat(open.high()).isInfinite();
    assertThat(RiskRatio.koopman(new RatePair(0, 40, 0, 38), 0.95)).isEqualTo(Interval.NONE);
    near(RiskRatio.koopman(new RatePair(10, 10, 10, 10), 0.95), 1 / 1.384146, 1.384146, 1e-6);
  }

  @Test
  void the_plain_intervals_of_a_difference_agree_with_prop_cis_of_r() {
    RatePair rates = new RatePair(7, 34, 1, 34);
    near(WaldDifference.interval(rates, 0.95), 0.02916942, 0.32377176, 1e-8);
    near(WaldDifference.agrestiCaffo(rates, 0.95), 0.01161167, 0.32172166, 1e-8);
  }

  /// SciPy takes the columns as groups and finds 0.03846 on the transposed table with a coarser search.
  @Test
  void the_library_knows_boschloo() {
    double p = UnconditionedExactTest.withDefaults().test(new int[][]{{7, 27}, {1, 33}}).getPValue();
    assertThat(p).isCloseTo(0.03900, within(5e-6));
  }

  @Test
  void mantel_haenszel_agrees_with_r_on_the_berkeley_admissions() {
    List<RatePair> departments = List.of(
        new RatePair(512, 825, 89, 108),
        new RatePair(353, 560, 17, 25),
        new RatePair(120, 325, 202, 593),
        new RatePair(138, 417, 131, 375),
        new RatePair(53, 191, 94, 393),
        new RatePair(22, 373, 24, 341));
    MantelHaenszel result = MantelHaenszel.of(departments, 0.95);
    assertThat(result.corrected().chi2()).isCloseTo(1.4269462, within(1e-6));
    assertThat(result.corrected().p()).isCloseTo(0.2322635, within(1e-6));
    assertThat(result.plain().chi2()).isCloseTo(1.5246067, within(1e-6));
    assertThat(result.plain().p()).isCloseTo(0.2169237, within(1e-6));
    assertThat(result.oddsRatio()).isCloseTo(0.9046968, within(1e-6));
    near(result.interval(), 0.7719074, 1.0603298, 1e-6);
  }

  @Test
  void holm_and_benjamini_hochberg_agree_with_growthbook() {
    assertThat(Multiplicity.holm(new double[]{.01, .04, .03, .005, .55, .6}))
        .containsExactly(new double[]{.05, .12, .12, .03, 1, 1}, EXACT);
    assertThat(Multiplicity.benjaminiHochberg(new double[]{.898, .138, .007, .964, .538, .006, .138}))
        .containsExactly(new double[]{.964, .2415, .0245, .964, .7532, .0245, .2415}, within(1e-10));
  }

  @Test
  void a_missing_p_does_not_count_among_the_comparisons() {
    assertThat(Multiplicity.holm(new double[]{Double.NaN, .01, .04}))
        .containsExactly(new double[]{Double.NaN, .02, .04}, EXACT);
  }

  @Test
  void not_worse_by_more_than_the_margin_is_shown_only_when_the_interval_says_so() {
    assertThat(NonInferiority.of(new RatePair(400, 1000, 400, 1000), 0.06, 0.95).isShown()).isTrue();
    assertThat(NonInferiority.of(new RatePair(400, 1000, 400, 1000), 0.02, 0.95).isShown()).isFalse();
    NonInferiority edge = NonInferiority.of(new RatePair(370, 1000, 400, 1000), 0.06, 0.95);
    assertThat(edge.isShown()).isEqualTo(edge.p() < 0.05);
  }

  static void near(Interval interval, double low, double high, double error) {
    assertThat(interval.low()).isCloseTo(low, within(error));
    assertThat(interval.high()).isCloseTo(high, within(error));
  }
}
