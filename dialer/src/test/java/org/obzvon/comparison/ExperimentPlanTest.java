package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentPlanTest {
  private static final Map<String, Double> TWO = Map.of("HOLD_OUT", 1.0, "ROBOT", 1.0);
  private static final ExperimentPlan.Crowd ALONE = new ExperimentPlan.Crowd(1, 0, 1);

  /// R: power.prop.test(p1=.5, p2=.75, power=.9) gives n = 76.7 an arm.
  @Test
  void two_equal_arms_need_what_the_known_formula_says() {
    assertThat(plan(0.5, TWO, ALONE, false, 0.9).accounts(0.25) / 2).isCloseTo(76.7069301, within(1e-5));
    assertThat(plan(0.5, TWO, ALONE, false, 0.9).detectable(2 * 76.7069301)).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void households_reach_and_more_arms_ask_for_more_accounts() {
    double plain = plan(0.4, TWO, ALONE, false, 0.8).accounts(0.05);
    double alike = plan(0.4, TWO, new ExperimentPlan.Crowd(2, 0.5, 1), false, 0.8).accounts(0.05);
    assertThat(alike).isCloseTo(plain * 1.5, within(1e-6 * plain));
    assertThat(plan(0.4, TWO, new ExperimentPlan.Crowd(1, 0, 0.5), false, 0.8).accounts(0.1))
        .isCloseTo(plain, within(1e-6 * plain));
    assertThat(plan(0.4, TWO, ALONE, true, 0.8).accounts(0.05)).isBetween(1.5 * plain, 2.5 * plain);
    Map<String, Double> three = Map.of("HOLD_OUT", 1.0, "ROBOT", 1.0, "SMS", 1.0);
    assertThat(plan(0.4, three, ALONE, false, 0.8).accounts(0.05)).isGreaterThan(1.5 * plain);
  }

  @Test
  void a_lopsided_split_needs_more_than_an_even_one() {
    double even = plan(0.4, TWO, ALONE, false, 0.8).accounts(0.05);
    double lopsided = plan(0.4, Map.of("HOLD_OUT", 1.0, "ROBOT", 9.0), ALONE, false, 0.8).accounts(0.05);
    assertThat(lopsided).isBetween(2.5 * even, 3.0 * even);
  }

  private static ExperimentPlan plan(
      double base, Map<String, Double> weights, ExperimentPlan.Crowd crowd, boolean sequential, double power) {
    return new ExperimentPlan(base, "HOLD_OUT", weights, new ExperimentPlan.Trust(0.05, power, sequential), crowd);
  }
}
