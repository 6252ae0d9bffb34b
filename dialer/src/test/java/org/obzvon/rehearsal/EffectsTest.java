package org.obzvon.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.BadInput;

class EffectsTest {
  private static final LocalDate START = LocalDate.of(2026, 3, 2);
  private static final Population POPULATION = new Population(20260302, 20_000, START);
  private static final List<String> ARMS = List.of("HOLD_OUT", "SMS", "ROBOT", "OPERATOR");

  /// Returns the arm that the household draws, as in a campaign, without any contact.
  private static String drawn(Debtor debtor) {
    return Chance.of(1, "arm", debtor.contract().household()).among(ARMS);
  }

  private static Map<String, double[]> shares(PotentialPayDays payDays, Randomisation randomisation, int byDay) {
    Map<String, double[]> shares = new HashMap<>();
    for (Debtor debtor : POPULATION.debtors()) {
      String arm = randomisation.kept(payDays, debtor, drawn(debtor));
      double[] share = shares.computeIfAbsent(arm, _ -> new double[2]);
      share[1]++;
      OptionalInt day = payDays.dayOf(debtor, arm);
      if (day.isPresent() && day.getAsInt() <= byDay) {
        share[0]++;
      }
    }
    return shares;
  }

  private static double rate(Map<String, double[]> shares, String arm) {
    return shares.get(arm)[0] / shares.get(arm)[1];
  }

  /// Returns four standard errors of a difference of two arms of 5,000 with some clustering.
  private static double error() {
    return 4 * 1.1 * Math.sqrt(2 * 0.4 * 0.6 / 5_000);
  }

  @Test
  void the_differences_between_arms_of_twenty_thousand_equal_the_stated_effects_within_sampling_error() {
    var shares = shares(new PotentialPayDays(POPULATION, Effects.published()), Randomisation.SOUND, 30);
    assertThat(rate(shares, "HOLD_OUT")).isCloseTo(0.37, within(error()));
    assertThat(rate(shares, "SMS") - rate(shares, "HOLD_OUT")).isCloseTo(0.03, within(error()));
    assertThat(rate(shares, "ROBOT") - rate(shares, "HOLD_OUT")).isCloseTo(0.05, within(error()));
    assertThat(rate(shares, "OPERATOR") - rate(shares, "HOLD_OUT")).isCloseTo(0.10, within(error()));
  }

  /// Compares both outcomes of the same people: no sampling between arms adds error, only the finite population.
  @Test
  void the_true_effect_in_the_population_is_the_stated_one() {
    PotentialPayDays payDays = new PotentialPayDays(POPULATION, Effects.published());
    assertThat(everybody(payDays, "SMS") - everybody(payDays, "HOLD_OUT")).isCloseTo(0.03, within(0.006));
    assertThat(everybody(payDays, "ROBOT") - everybody(payDays, "HOLD_OUT")).isCloseTo(0.05, within(0.008));
    assertThat(everybody(payDays, "OPERATOR") - everybody(payDays, "HOLD_OUT")).isCloseTo(0.10, within(0.010));
  }

  private static double everybody(PotentialPayDays payDays, String arm) {
    return POPULATION.debtors().stream().filter(debtor -> payDays.dayOf(debtor, arm).isPresent()).count()
        / (double) POPULATION.debtors().size();
  }

  @Test
  void in_the_null_experiment_nobody_pays_otherwise_or_on_another_day_whatever_his_arm() {
    PotentialPayDays payDays = new PotentialPayDays(POPULATION, Effects.none());
    assertThat(POPULATION.debtors()).allSatisfy(debtor -> {
      OptionalInt alone = payDays.dayOf(debtor, "HOLD_OUT");
      assertThat(ARMS).allSatisfy(arm -> assertThat(payDays.dayOf(debtor, arm)).isEqualTo(alone));
    });
  }

  @Test
  void a_broken_randomisation_shifts_the_sizes_of_the_arms_and_flatters_the_operators() {
    PotentialPayDays payDays = new PotentialPayDays(POPULATION, Effects.published());
    var sound = shares(payDays, Randomisation.SOUND, 30);
    var broken = shares(payDays, Randomisation.BROKEN, 30);
    assertThat(sound.get("OPERATOR")[1]).isBetween(4_700.0, 5_300.0);
    assertThat(broken.get("OPERATOR")[1]).isLessThan(sound.get("OPERATOR")[1] * 0.87);
    assertThat(broken.get("ROBOT")[1]).isGreaterThan(sound.get("ROBOT")[1] * 1.1);
    assertThat(rate(broken, "OPERATOR")).isGreaterThan(rate(sound, "OPERATOR") + 0.03);
  }

  @Test
  void self_cure_is_steep_in_the_first_days_and_the_robots_lead_is_larger_early_than_at_the_end() {
    PotentialPayDays payDays = new PotentialPayDays(POPULATION, Effects.published());
    long early = POPULATION.debtors().stream()
        .filter(debtor -> payDays.dayOf(debtor, "HOLD_OUT").orElse(99) <= 5).count();
    assertThat(early / 20_000.0).isGreaterThan(0.37 * 0.4);
    double atTen = withinDays(payDays, "ROBOT", 10) - withinDays(payDays, "HOLD_OUT", 10);
    double atThirty = withinDays(payDays, "ROBOT", 30) - withinDays(payDays, "HOLD_OUT", 30);
    assertThat(atTen).isGreaterThan(atThirty);
  }

  private static double withinDays(PotentialPayDays payDays, String arm, int days) {
    return POPULATION.debtors().stream().filter(debtor -> payDays.dayOf(debtor, arm).orElse(99) <= days).count()
        / 20_000.0;
  }

  @Test
  void payments_add_up_to_the_arrears_of_exactly_those_who_pay_and_never_leave_the_window() {
    PotentialPayDays payDays = new PotentialPayDays(POPULATION, Effects.published());
    SimulatedPayments payments = new SimulatedPayments(payDays);
    Map<String, BigDecimal> paid = new HashMap<>();
    Set<String> ids = new HashSet<>();
    int parts = 0;
    for (int day = 0; day < 30; day++) {
      for (SimulatedPayments.Payment payment : payments.due(START.plusDays(day), _ -> "ROBOT")) {
        assertThat(ids.add(payment.externalId())).isTrue();
        assertThat(payment.paidAt()).isBetween(
            START.atStartOfDay(ZoneOffset.UTC).toInstant(),
            START.plusDays(30).atStartOfDay(ZoneOffset.UTC).toInstant());
        paid.merge(payment.account(), payment.amount().amount(), BigDecimal::add);
        parts += payment.externalId().endsWith("-2") ? 1 : 0;
      }
    }
    assertThat(parts).isGreaterThan(300);
    for (Debtor debtor : POPULATION.debtors()) {
      BigDecimal expected = payDays.dayOf(debtor, "ROBOT").isPresent()
          ? debtor.arrears().owed().amount()
          : BigDecimal.ZERO;
      assertThat(paid.getOrDefault(debtor.contract().account(), BigDecimal.ZERO)).isEqualByComparingTo(expected);
    }
  }

  @Test
  void hour_by_hour_the_same_payments_are_posted_as_day_by_day() {
    Population few = new Population(5, 400, START);
    SimulatedPayments payments = new SimulatedPayments(new PotentialPayDays(few, Effects.published()));
    List<SimulatedPayments.Payment> byDay = new ArrayList<>();
    for (int day = 0; day < 30; day++) {
      byDay.addAll(payments.due(START.plusDays(day), _ -> "SMS"));
    }
    List<SimulatedPayments.Payment> byHour = new ArrayList<>();
    Instant from = START.atStartOfDay(ZoneOffset.UTC).toInstant().minus(Duration.ofDays(1));
    for (int hour = 0; hour < 32 * 24; hour++) {
      byHour.addAll(payments.posted(from, from.plus(Duration.ofHours(1)), _ -> "SMS"));
      from = from.plus(Duration.ofHours(1));
    }
    assertThat(byHour).containsExactlyInAnyOrderElementsOf(byDay).hasSizeGreaterThan(100);
  }

  @Test
  void an_arm_of_which_nothing_is_stated_is_refused_and_can_be_stated() {
    Effects effects = Effects.published();
    assertThatThrownBy(() -> effects.of("ROBOT_THEN_OPERATOR"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no effect is stated for arm 'ROBOT_THEN_OPERATOR'");
    assertThat(effects.with("ROBOT_THEN_OPERATOR", Effects.Touch.OPERATOR, 0.09).of("ROBOT_THEN_OPERATOR").lift())
        .isEqualTo(0.09);
  }

  @Test
  void an_effect_that_cannot_be_had_is_refused() {
    assertThatThrownBy(() -> Effects.published().with("MIRACLE", Effects.Touch.ROBOT, 0.60))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("MIRACLE");
  }

  @Test
  void the_effect_differs_by_reason_and_a_dispute_is_not_helped_by_the_robot() {
    Effects effects = Effects.published();
    assertThat(effects.rate("ROBOT", NonPaymentReason.FORGOT) - effects.rate("HOLD_OUT", NonPaymentReason.FORGOT))
        .isGreaterThan(0.07);
    assertThat(effects.rate("ROBOT", NonPaymentReason.DISPUTE))
        .isLessThan(effects.rate("HOLD_OUT", NonPaymentReason.DISPUTE));
    assertThat(
        effects.rate("OPERATOR", NonPaymentReason.NO_MONEY) - effects.rate("HOLD_OUT", NonPaymentReason.NO_MONEY))
        .isGreaterThan(
            effects.rate("ROBOT", NonPaymentReason.NO_MONEY) - effects.rate("HOLD_OUT", NonPaymentReason.NO_MONEY));
  }
}
