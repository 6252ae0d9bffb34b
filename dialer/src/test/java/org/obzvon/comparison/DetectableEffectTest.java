package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the effect that a report says it would show in 80 % of cases against thousands of experiments in which that
/// effect is true. The seeds are fixed; the reports decide by themselves.
@Tag("slow")
class DetectableEffectTest {
  private static final int RUNS = 2000;

  /// Three standard errors of a share of 0.8 in that many runs.
  private static final double CHANCE = 3 * Math.sqrt(0.8 * 0.2 / RUNS);

  private static final ComparisonQuestion QUESTION = new ComparisonQuestion("A", 30, Map.of(), 1000);

  /// The numbers are computed apart from this code, with Python's normal distribution, by the formula of R's
  /// power.prop.test.
  @ParameterizedTest
  @CsvSource({
    "1500, 0.37, 0.05,       0.04999",
    "1000, 0.40, 0.05,       0.06201",
    "500,  0.37, 0.04,       0.09012",
    "500,  0.37, 0.00666667, 0.11099"
  })
  void the_effect_is_that_of_the_closed_form(int n, double base, double alpha, double difference) {
    RatePair rates = new RatePair((int) Math.round(base * n), n, (int) Math.round(base * n), n);
    DetectableEffect could = DetectableEffect.of(
        new DetectableEffect.Size(rates, 2L * n, 1, alpha, Double.NaN), 0.05, DetectableEffect.Source.PLANNED);
    assertThat(could.difference()).isCloseTo(difference, within(1e-5));
  }

  /// 1,499.4 accounts an arm show 0.05 above 0.37; a design effect of 1.5 needs half as many again.
  @Test
  void the_households_that_are_missing_are_those_that_the_closed_form_asks_for() {
    RatePair rates = new RatePair(370, 1000, 370, 1000);
    DetectableEffect plain = DetectableEffect.of(
        new DetectableEffect.Size(rates, 2000, 1, 0.05, Double.NaN), 0.05, DetectableEffect.Source.PLANNED);
    assertThat(plain.missing().orElseThrow()).isBetween(998L, 1000L);
    DetectableEffect alike = DetectableEffect.of(
        new DetectableEffect.Size(rates, 1600, 1.5, 0.05, Double.NaN), 0.05, DetectableEffect.Source.PLANNED);
    assertThat(alike.missing().orElseThrow()).isBetween(1997L, 2000L);
    assertThat(alike.isEnough()).isFalse();
  }

  @Test
  void what_no_number_of_households_shows_is_said_to_be_so() {
    RatePair rates = new RatePair(2, 4, 2, 4);
    DetectableEffect could = DetectableEffect.of(
        new DetectableEffect.Size(rates, 8, 1, 0.01, Double.NaN), 0, DetectableEffect.Source.OBSERVED);
    assertThat(could.difference()).isNaN();
    assertThat(could.missing()).isEmpty();
  }

  @Test
  void two_arms_read_once_show_the_effect_in_four_of_five_experiments() {
    double shown = shown(new Crowd(1, 0, new int[]{400, 600}), 41);
    assertThat(shown).isCloseTo(DetectableEffect.POWER, within(CHANCE));
  }

  /// The crowd has households of three; in half of them all members pay together or not at all.
  @Test
  void accounts_that_pay_alike_are_reckoned_with() {
    double shown = shown(new Crowd(3, 0.5, new int[]{300, 300}), 42);
    assertThat(shown).isCloseTo(DetectableEffect.POWER, within(CHANCE + 0.01));
  }

  /// Six comparisons share the error. The third arm, as the baseline, is no better than the second; Holm's later steps
  /// are easier than the first, so the effect is shown a little more often than stated, never less.
  @Test
  void among_several_arms_the_error_of_the_family_is_shared() {
    double shown = shown(new Crowd(1, 0, new int[]{500, 500, 500, 500}), 43);
    assertThat(shown).isBetween(DetectableEffect.POWER - CHANCE, DetectableEffect.POWER + CHANCE + 0.02);
  }

  @Test
  void a_running_campaign_is_held_to_the_any_time_interval() {
    SplittableRandom random = new SplittableRandom(44);
    RatePair expected = new RatePair(296, 800, 296, 800);
    double alpha = AnalysisStage.RUNNING.alpha();
    double difference = DetectableEffect.of(
        new DetectableEffect.Size(expected, 1600, 1, alpha, 1000), 0.1, DetectableEffect.Source.PLANNED)
        .difference();
    AnytimeInterval anytime = new AnytimeInterval(alpha, 1000);
    int shown = 0;
    for (int run = 0; run < RUNS; run++) {
      RatePair rates = new RatePair(paid(random, 800, 0.37 + difference), 800, paid(random, 800, 0.37), 800);
      shown += anytime.around(rates.difference(), rates.standardError(), 1600).contains(0) ? 0 : 1;
    }
    assertThat(shown / (double) RUNS).isCloseTo(DetectableEffect.POWER, within(CHANCE));
  }

  private static int paid(SplittableRandom random, int accounts, double rate) {
    int paid = 0;
    for (int account = 0; account < accounts; account++) {
      paid += random.nextDouble() < rate ? 1 : 0;
    }
    return paid;
  }

  /// @param members the number of accounts of a household
  /// @param together the share of households that pay together or not at all
  /// @param households the number of households of each arm, the baseline first; the second has the effect
  private record Crowd(int members, double together, int[] households) {}

  /// Returns the share of experiments whose report shows that the second arm brings more payers than the baseline. The
  /// true effect is the one that a first report of the same size says it would show.
  private static double shown(Crowd crowd, long seed) {
    double base = 0.37;
    SplittableRandom random = new SplittableRandom(seed);
    double effect = 0;
    int guesses = 200;
    for (int guess = 0; guess < guesses; guess++) {
      Report report = report(table(crowd, base, base, random));
      effect += report.detectable(first(report)).difference() / guesses;
    }
    int shown = 0;
    for (int run = 0; run < RUNS; run++) {
      Report report = report(table(crowd, base, base + effect, random));
      shown += report.showsMore(first(report)) ? 1 : 0;
    }
    return shown / (double) RUNS;
  }

  private static Comparison.Pair first(Report report) {
    return report.comparison().pairs().stream()
        .filter(pair -> pair.arm().equals("B") && pair.baseline().equals("A")).findFirst().orElseThrow();
  }

  private static Report report(AccountTable table) {
    return Report.ofFile(table, new Report.Asked(QUESTION, OptionalDouble.empty()), List.of());
  }

  private static AccountTable table(Crowd crowd, double base, double rate, SplittableRandom random) {
    AccountTable table = new AccountTable(EnumSet.of(Column.EVENT));
    for (int arm = 0; arm < crowd.households.length; arm++) {
      double pays = arm == 1 ? rate : base;
      for (int household = 0; household < crowd.households[arm]; household++) {
        boolean alike = random.nextDouble() < crowd.together;
        double draw = random.nextDouble();
        for (int member = 0; member < crowd.members; member++) {
          boolean paid = (alike ? draw : random.nextDouble()) < pays;
          String name = arm + "-" + household;
          table.add(
              new AccountRow(name + "-" + member, name, String.valueOf((char) ('A' + arm)),
                  new AccountRow.End(paid ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, 0), new AccountRow.Money(0, 0),
                  new AccountRow.Traits(false, "", 0)));
        }
      }
    }
    return table;
  }
}
