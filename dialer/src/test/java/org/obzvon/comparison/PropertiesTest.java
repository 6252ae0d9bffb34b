package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

/// Tests properties that hold for all numbers, without a reference.
class PropertiesTest {
  private static final double LEVEL = 0.95;

  @Property
  void an_interval_leaves_zero_out_exactly_when_its_test_rejects(
      @ForAll @IntRange(max = 200) int x1, @ForAll @IntRange(min = 1, max = 200) int n1,
      @ForAll @IntRange(max = 200) int x2, @ForAll @IntRange(min = 1, max = 200) int n2) {
    Assume.that(x1 <= n1 && x2 <= n2);
    RatePair rates = new RatePair(x1, n1, x2, n2);
    double z = StandardNormal.critical(LEVEL);
    double score = Math.abs(MiettinenNurminen.score(rates, 0));
    Assume.that(Math.abs(score - z) > 1e-6);
    assertThat(MiettinenNurminen.interval(rates, LEVEL).contains(0)).isEqualTo(!(score > z));
  }

  @Property
  void changing_the_arms_places_changes_the_sign_and_nothing_else(
      @ForAll @IntRange(max = 100) int x1, @ForAll @IntRange(min = 1, max = 100) int n1,
      @ForAll @IntRange(max = 100) int x2, @ForAll @IntRange(min = 1, max = 100) int n2) {
    Assume.that(x1 <= n1 && x2 <= n2);
    RatePair one = new RatePair(x1, n1, x2, n2);
    RatePair other = new RatePair(x2, n2, x1, n1);
    opposite(MiettinenNurminen.interval(one, LEVEL), MiettinenNurminen.interval(other, LEVEL), 1e-9);
    opposite(Newcombe.interval(one, LEVEL), Newcombe.interval(other, LEVEL), 1e-12);
    if (!Double.isNaN(one.z())) {
      assertThat(one.z()).isCloseTo(-other.z(), within(1e-12));
    }
  }

  @Property
  void counting_those_who_did_not_pay_mirrors_the_interval_of_a_rate(
      @ForAll @IntRange(max = 500) int paid, @ForAll @IntRange(min = 1, max = 500) int accounts) {
    Assume.that(paid <= accounts);
    Interval payers = Wilson.interval(paid, accounts, LEVEL);
    Interval others = Wilson.interval(accounts - paid, accounts, LEVEL);
    assertThat(payers.low()).isCloseTo(1 - others.high(), within(1e-12)).isBetween(0.0, 1.0);
    assertThat(payers.contains((double) paid / accounts)).isTrue();
  }

  @Property
  void moments_of_parts_merged_are_the_moments_of_the_whole(
      @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @IntRange(max = 40) int cut) {
    PairMoments whole = new PairMoments();
    PairMoments first = new PairMoments();
    PairMoments second = new PairMoments();
    for (int index = 0; index < values.size(); index++) {
      double x = values.get(index);
      double y = x * x / 1e6 - index;
      whole.add(x, y);
      (index < cut ? first : second).add(x, y);
    }
    PairMoments merged = first.plus(second);
    assertThat(merged.n()).isEqualTo(whole.n());
    assertThat(merged.meanX()).isEqualTo(whole.meanX());
    assertThat(merged.varianceX()).isEqualTo(whole.varianceX());
    assertThat(merged.covariance()).isEqualTo(whole.covariance());
  }

  @Property
  void a_change_of_currency_changes_neither_t_nor_what_the_past_explains(
      @ForAll @Size(min = 8, max = 30) List<@DoubleRange(min = 0, max = 1000) Double> amounts,
      @ForAll @DoubleRange(min = 0.01, max = 100) double rate) {
    PairMoments[] plain = {new PairMoments(), new PairMoments()};
    PairMoments[] changed = {new PairMoments(), new PairMoments()};
    for (int index = 0; index < amounts.size(); index++) {
      double past = (index * 37 % 11) + amounts.get(index) / 2;
      plain[index % 2].add(past, amounts.get(index));
      changed[index % 2].add(past * rate, amounts.get(index) * rate);
    }
    MeanDifference one = Cuped.adjust(plain[1], plain[0], LEVEL).difference();
    MeanDifference other = Cuped.adjust(changed[1], changed[0], LEVEL).difference();
    Assume.that(one.se() > 1e-3);
    assertThat(other.difference() / other.se()).isCloseTo(one.difference() / one.se(), within(1e-6));
  }

  @Property
  void the_any_time_interval_holds_the_one_for_a_single_look(
      @ForAll @DoubleRange(min = -1, max = 1) double estimate,
      @ForAll @Scale(4) @DoubleRange(min = 1e-4, max = 1) double se,
      @ForAll @IntRange(min = 1, max = 1_000_000) int n) {
    AnytimeInterval anytime = new AnytimeInterval(0.05, 5000);
    Interval wide = anytime.around(estimate, se, n);
    Interval single = Interval.around(estimate, StandardNormal.critical(LEVEL) * se);
    assertThat(wide.low()).isLessThanOrEqualTo(single.low());
    assertThat(wide.high()).isGreaterThanOrEqualTo(single.high());
    assertThat(anytime.p(estimate, se, n)).isGreaterThanOrEqualTo(StandardNormal.twoSided(estimate / se));
    if (Math.abs(wide.low()) > 1e-9 && Math.abs(wide.high()) > 1e-9) {
      assertThat(anytime.p(estimate, se, n) < 0.05).isEqualTo(!wide.contains(0));
    }
  }

  @Property
  void without_censoring_the_curve_is_the_share_that_has_not_paid(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 40) Integer> days) {
    LifeTable.Builder lives = new LifeTable.Builder();
    days.forEach(day -> lives.add(FollowUpEnd.PAID, day));
    for (KaplanMeier.Point point : KaplanMeier.curve(lives.build(), LEVEL, 1000)) {
      double later = days.stream().filter(day -> day > point.day()).count();
      assertThat(point.unpaid()).isCloseTo(later / days.size(), within(1e-12));
    }
  }

  @Property
  void paid_left_and_neither_make_one(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 89) Integer> ends, @ForAll @IntRange(max = 30) int day) {
    LifeTable.Builder lives = new LifeTable.Builder();
    LifeTable.Builder either = new LifeTable.Builder();
    for (int end : ends) {
      FollowUpEnd event = FollowUpEnd.values()[end % 3];
      lives.add(event, end / 3);
      either.add(event == FollowUpEnd.CENSORED ? FollowUpEnd.CENSORED : FollowUpEnd.PAID, end / 3);
    }
    double neither = KaplanMeier.curve(either.build(), LEVEL, 1000).stream()
        .filter(point -> point.day() <= day)
        .mapToDouble(KaplanMeier.Point::unpaid)
        .reduce(1, (_, last) -> last);
    Incidence incidence = Incidence.at(lives.build(), day);
    assertThat(incidence.paid() + incidence.left() + neither).isCloseTo(1, within(1e-12));
  }

  @Property
  void the_ends_of_fieller_are_exactly_z_standard_errors_away(
      @ForAll @DoubleRange(min = -100, max = 100) double a, @ForAll @DoubleRange(min = -10, max = 10) double b,
      @ForAll @DoubleRange(min = 0.1, max = 50) double va, @ForAll @DoubleRange(min = 0.1, max = 5) double vb,
      @ForAll @DoubleRange(min = -0.9, max = 0.9) double correlation) {
    double covariance = correlation * Math.sqrt(va * vb);
    double z = StandardNormal.critical(LEVEL);
    Fieller result = Fieller.ratio(new Fieller.Estimates(a, b, va, vb, covariance), z);
    assertThat(result.bounded()).isEqualTo(b * b - z * z * vb > 0);
    Assume.that(result.bounded() && b * b - z * z * vb > 1e-6);
    for (double r : new double[]{result.interval().low(), result.interval().high()}) {
      double se = Math.sqrt(va - 2 * r * covariance + r * r * vb);
      assertThat(Math.abs(a - r * b) / se).isCloseTo(z, within(1e-4));
    }
  }

  @Property
  void the_effect_on_those_reached_is_the_ratio_of_two_differences(
      @ForAll @Size(min = 4, max = 50) List<@IntRange(max = 7) Integer> accounts) {
    PairMoments[] arms = {new PairMoments(), new PairMoments()};
    for (int account : accounts) {
      arms[account & 1].add(account >> 1 & 1, account >> 2 & 1);
    }
    Assume.that(arms[0].n() > 0 && arms[1].n() > 0 && arms[0].meanX() != arms[1].meanX());
    double ratio = (arms[1].meanY() - arms[0].meanY()) / (arms[1].meanX() - arms[0].meanX());
    assertThat(Instrument.effect(arms[1], arms[0]).estimate()).isCloseTo(ratio, within(1e-12));
  }

  @Property
  void adjusted_p_values_are_never_smaller_and_keep_their_order(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) Double> values) {
    double[] p = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] holm = Multiplicity.holm(p);
    double[] hochberg = Multiplicity.benjaminiHochberg(p);
    for (int one = 0; one < p.length; one++) {
      assertThat(hochberg[one]).isBetween(p[one] - 1e-15, holm[one] + 1e-15);
      for (int other = 0; other < p.length; other++) {
        if (p[one] < p[other]) {
          assertThat(holm[one]).isLessThanOrEqualTo(holm[other]);
        }
      }
    }
  }

  private static void opposite(Interval one, Interval other, double error) {
    assertThat(one.low()).isCloseTo(-other.high(), within(error));
    assertThat(one.high()).isCloseTo(-other.low(), within(error));
  }
}
