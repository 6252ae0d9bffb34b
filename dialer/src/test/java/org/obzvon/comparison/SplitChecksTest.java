package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitChecksTest {
  private static final Map<String, Double> EVEN = Map.of("A", 50.0, "B", 50.0);

  /// Two households of A are drawn on one day: ratio = 1 · (5001/10001)/0.5, p = its inverse.
  @Test
  void the_p_for_any_moment_is_the_inverse_of_the_mixtures_likelihood_ratio() {
    List<SplitChecks.Draw> draws = List.of(draw("s", 1, "A"), draw("s", 1, "A"));
    assertThat(SplitChecks.sequential(draws)).isCloseTo(10001 / 10002.0, within(1e-12));
  }

  @Test
  void a_right_split_looked_at_every_day_alarms_hardly_ever() {
    SplittableRandom random = new SplittableRandom(5);
    int alarms = 0;
    for (int run = 0; run < 500; run++) {
      alarms += SplitChecks.sequential(draws(random, 30, 60, 0.5)) < 0.05 ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(25);
  }

  @Test
  void a_broken_split_alarms_and_a_broken_day_is_named() {
    assertThat(SplitChecks.of(draws(new SplittableRandom(6), 30, 60, 0.65)).alarm()).contains("sequential");
    List<SplitChecks.Draw> draws = new ArrayList<>(draws(new SplittableRandom(7), 10, 60, 0.5));
    for (int household = 0; household < 60; household++) {
      draws.add(draw("early", 99, household < 52 ? "A" : "B"));
    }
    SplitChecks checks = SplitChecks.of(draws);
    assertThat(checks.days()).filteredOn(part -> part.ratio().withheld()).extracting(SplitChecks.Part::name)
        .containsExactly("day 99");
    assertThat(checks.alarm()).isPresent();
  }

  @Test
  void an_alarm_in_a_part_withholds_the_result() {
    AccountTable table = new AccountTable(java.util.Set.of(Column.EVENT));
    for (int account = 0; account < 200; account++) {
      table.add(
          new AccountRow("a" + account, "h" + account, account % 2 == 0 ? "A" : "B",
              new AccountRow.End(FollowUpEnd.PAID, 1), new AccountRow.Money(0, 0),
              new AccountRow.Traits(false, "", 0)));
    }
    SplitChecks broken = new SplitChecks(List.of(), List.of(), 1e-6);
    Comparison comparison = Analysis.of(table, new ComparisonQuestion("A", 30, EVEN, 1000), List.of(), broken);
    assertThat(comparison.sampleRatio().withheld()).isTrue();
    assertThat(comparison.pairs().getFirst().rate().difference()).isNaN();
  }

  private static List<SplitChecks.Draw> draws(SplittableRandom random, int days, int each, double share) {
    List<SplitChecks.Draw> draws = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      for (int household = 0; household < each; household++) {
        draws.add(draw(household % 3 == 0 ? "late" : "early", day, random.nextDouble() < share ? "A" : "B"));
      }
    }
    return draws;
  }

  private static SplitChecks.Draw draw(String stratum, int day, String arm) {
    return new SplitChecks.Draw(stratum, "day " + day, arm, EVEN, 1);
  }
}
