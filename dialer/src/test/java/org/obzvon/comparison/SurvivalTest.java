package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.obzvon.comparison.RatePairTest.near;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Tests the time to payment against published numbers.
class SurvivalTest {
  private static final LifeTable MAINTAINED = table(new int[]{9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161},
      new int[]{1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0});
  private static final LifeTable NOT_MAINTAINED = table(
      new int[]{5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45}, new int[]{1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1});
  private static final LifeTable FIRST = table(new int[]{3, 1, 2, 3, 2, 1, 5, 3}, new int[]{0, 1, 1, 1, 0, 0, 1, 0});
  private static final LifeTable SECOND = table(new int[]{1, 1, 2, 3, 7, 1, 5, 3, 9},
      new int[]{0, 1, 0, 0, 1, 0, 1, 0, 1});
  private static final Offset<Double> PRINTED = within(1e-6);

  @Test
  void the_curve_agrees_with_statsmodels() {
    List<KaplanMeier.Point> curve = KaplanMeier.curve(FIRST, 0.95, 100);
    assertThat(curve).extracting(KaplanMeier.Point::day).containsExactly(1.0, 2.0, 3.0, 5.0);
    assertThat(curve).extracting(KaplanMeier.Point::atRisk).containsExactly(8, 6, 4, 1);
    double[] unpaid = curve.stream().mapToDouble(KaplanMeier.Point::unpaid).toArray();
    assertThat(unpaid).containsExactly(new double[]{.875, .7291667, .546875, 0}, PRINTED);
    double[] se = curve.stream().mapToDouble(KaplanMeier.Point::se).toArray();
    assertThat(se).containsExactly(new double[]{.1169268, .1649762, .20058, Double.NaN}, PRINTED);
  }

  @Test
  void the_curve_agrees_with_r_on_aml() {
    List<KaplanMeier.Point> curve = KaplanMeier.curve(MAINTAINED, 0.95, 100).subList(0, 5);
    assertThat(curve.stream().mapToDouble(KaplanMeier.Point::unpaid).toArray())
        .containsExactly(new double[]{.909091, .818182, .715909, .613636, .490909}, PRINTED);
    assertThat(curve.stream().mapToDouble(KaplanMeier.Point::se).toArray())
        .containsExactly(new double[]{.0866784, .1162913, .1396650, .1526323, .1641933}, PRINTED);
    near(curve.get(3).interval(), .265752, .835299, 1e-6);
    assertThat(KaplanMeier.median(MAINTAINED)).isEqualTo(31);
    assertThat(KaplanMeier.median(NOT_MAINTAINED)).isEqualTo(23);
  }

  @Test
  void a_median_that_was_not_seen_is_unknown() {
    assertThat(KaplanMeier.median(table(new int[]{1, 2, 3}, new int[]{1, 0, 0}))).isNaN();
  }

  @Test
  void a_curve_with_too_many_points_is_thinned_and_keeps_its_end() {
    LifeTable.Builder lives = new LifeTable.Builder();
    for (int day = 1; day <= 1000; day++) {
      lives.add(FollowUpEnd.PAID, day / 10.0);
    }
    List<KaplanMeier.Point> thin = KaplanMeier.curve(lives.add(FollowUpEnd.CENSORED, 200).build(), 0.95, 50);
    assertThat(thin).hasSizeLessThanOrEqualTo(50).hasSizeGreaterThan(20);
    assertThat(thin.getLast().day()).isEqualTo(100);
    assertThat(thin.getLast().unpaid()).isCloseTo(1 / 1001.0, within(1e-12));
  }

  @Test
  void log_rank_agrees_with_statsmodels() {
    LogRank test = LogRank.test(List.of(FIRST, SECOND));
    assertThat(test.chi2()).isCloseTo(2.146730238, within(1e-8));
    assertThat(test.p()).isCloseTo(.1428738806, within(1e-9));
  }

  @Test
  void log_rank_agrees_with_r_on_aml() {
    var sums = new LogRank.Sums(new double[2], new double[2], new double[2][2]);
    sums.add(List.of(MAINTAINED, NOT_MAINTAINED));
    assertThat(sums.observed()).containsExactly(7, 11);
    assertThat(sums.expected()).containsExactly(new double[]{10.6893359923, 7.3106640077}, within(1e-9));
    assertThat(sums.covariance()[0][0]).isCloseTo(4.00755074594, within(1e-9));
    LogRank test = LogRank.test(List.of(MAINTAINED, NOT_MAINTAINED));
    assertThat(test.chi2()).isCloseTo(3.39638869898, within(1e-9));
    assertThat(test.p()).isCloseTo(.0653393220, within(1e-9));
    assertThat(test.df()).isEqualTo(1);
  }

  @Test
  void log_rank_agrees_with_r_on_six_mp() {
    LifeTable control = table(
        new int[]{1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23},
        new int[]{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    LifeTable treated = table(
        new int[]{6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 25},
        new int[]{1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThat(LogRank.test(List.of(control, treated)).chi2()).isCloseTo(16.79294, within(1e-4));
  }

  @Test
  void an_arm_without_accounts_or_payers_to_be_leaves_log_rank_as_it_is() {
    LifeTable empty = new LifeTable.Builder().build();
    LifeTable early = table(new int[]{1, 2}, new int[]{0, 0});
    double plain = LogRank.test(List.of(MAINTAINED, NOT_MAINTAINED)).chi2();
    LogRank withOthers = LogRank.test(List.of(MAINTAINED, empty, NOT_MAINTAINED, early));
    assertThat(withOthers.chi2()).isCloseTo(plain, within(1e-9));
    assertThat(withOthers.df()).isEqualTo(1);
    assertThat(LogRank.test(List.of(early, early)).chi2()).isNaN();
  }

  @Test
  void one_stratum_more_adds_its_own_sums() {
    LogRank twice = LogRank
        .stratified(List.of(List.of(MAINTAINED, NOT_MAINTAINED), List.of(MAINTAINED, NOT_MAINTAINED)));
    assertThat(twice.chi2()).isCloseTo(2 * 3.39638869898, within(1e-8));
  }

  @Test
  void the_mean_within_thirty_days_agrees_with_r() {
    MeanSurvival maintained = MeanSurvival.until(MAINTAINED, 30);
    MeanSurvival other = MeanSurvival.until(NOT_MAINTAINED, 30);
    assertThat(maintained.days()).isCloseTo(24.6022727273, within(1e-9));
    assertThat(maintained.se()).isCloseTo(2.31314937732, within(1e-9));
    assertThat(other.days()).isCloseTo(19.6944444444, within(1e-9));
    assertThat(other.se()).isCloseTo(3.05419793072, within(1e-9));
    MeanSurvival.Difference difference = MeanSurvival.difference(maintained, other);
    assertThat(difference.estimate()).isCloseTo(4.9078282828, within(1e-9));
    assertThat(difference.se()).isCloseTo(3.8312902581, within(1e-9));
    assertThat(difference.p()).isCloseTo(.2001986661, within(1e-9));
  }

  /// There are three causes. Each is tested against the other two together, since only the sum of the others matters.
  @Test
  void incidence_agrees_with_stata() {
    int[] day = {1, 1, 2, 4, 4, 4, 6, 6, 7, 8, 9, 9, 9, 1, 2, 2, 4, 4};
    int[] cause = {1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    Incidence first = Incidence.at(ofCause(day, cause, 1), 1);
    assertThat(first.paid()).isCloseTo(.11111, within(1e-5));
    assertThat(first.paidSe()).isCloseTo(.07407, within(1e-5));
    Incidence second = Incidence.at(ofCause(day, cause, 1), 2);
    assertThat(second.paid()).isCloseTo(.17037, within(1e-5));
    assertThat(second.paidSe()).isCloseTo(.08976, within(1e-5));
    Incidence third = Incidence.at(ofCause(day, cause, 2), 4);
    assertThat(third.paid()).isCloseTo(.20741, within(1e-5));
    assertThat(third.paidSe()).isCloseTo(.10610, within(1e-5));
    Incidence sixth = Incidence.at(ofCause(day, cause, 3), 6);
    assertThat(sixth.paid()).isCloseTo(.17778, within(1e-5));
    assertThat(sixth.paidSe()).isCloseTo(.11196, within(1e-5));
    Incidence last = Incidence.at(ofCause(day, cause, 3), 30);
    assertThat(last.paid()).isCloseTo(.26667, within(1e-5));
    assertThat(last.paidSe()).isCloseTo(.12788, within(1e-5));
    assertThat(Incidence.at(ofCause(day, cause, 3), 30).left()).isCloseTo(.17037 + .20741, within(1e-5));
  }

  private static LifeTable ofCause(int[] day, int[] cause, int wanted) {
    LifeTable.Builder lives = new LifeTable.Builder();
    for (int index = 0; index < day.length; index++) {
      lives.add(cause[index] == 0 ? FollowUpEnd.CENSORED : cause[index] == wanted ? FollowUpEnd.PAID : FollowUpEnd.LEFT,
          day[index]);
    }
    return lives.build();
  }

  static LifeTable table(int[] day, int[] paid) {
    LifeTable.Builder lives = new LifeTable.Builder();
    for (int index = 0; index < day.length; index++) {
      lives.add(paid[index] == 1 ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, day[index]);
    }
    return lives.build();
  }
}
