package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests two arms that are truly the same, thousands of times, with fixed seeds.
@Tag("slow")
class SimulationTest {
  private static final int RUNS = 2000;
  private static final double ALPHA = 0.05;

  /// Makes thirty daily looks at forty accounts a day in each arm. Readers who trust the p for one look are misled far
  /// more often than they believe; readers of the any-time interval are not.
  @Test
  void looking_every_day_misleads_with_the_plain_p_and_not_with_the_any_time_interval() {
    SplittableRandom random = new SplittableRandom(20260301);
    AnytimeInterval anytime = new AnytimeInterval(ALPHA, 1200);
    int misledByPlain = 0;
    int misledByAnytime = 0;
    for (int run = 0; run < RUNS; run++) {
      boolean plain = false;
      boolean any = false;
      int[] paid = new int[2];
      for (int day = 1; day <= 30; day++) {
        for (int account = 0; account < 40; account++) {
          paid[0] += random.nextDouble() < 0.4 ? 1 : 0;
          paid[1] += random.nextDouble() < 0.4 ? 1 : 0;
        }
        RatePair rates = new RatePair(paid[1], 40 * day, paid[0], 40 * day);
        plain |= StandardNormal.twoSided(rates.z()) < ALPHA;
        any |= !anytime.around(rates.difference(), rates.standardError(), 80.0 * day).contains(0);
      }
      misledByPlain += plain ? 1 : 0;
      misledByAnytime += any ? 1 : 0;
    }
    assertThat(misledByPlain / (double) RUNS).isGreaterThan(0.2);
    assertThat(misledByAnytime / (double) RUNS).isLessThanOrEqualTo(ALPHA);
  }

  @Test
  void the_check_of_the_split_gives_every_p_alike_when_the_split_is_right() {
    SplittableRandom random = new SplittableRandom(7);
    double[] weights = {25, 30, 35, 10};
    double[] p = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      long[] households = new long[4];
      for (int household = 0; household < 2000; household++) {
        double draw = random.nextDouble() * 100;
        households[draw < 25 ? 0 : draw < 55 ? 1 : draw < 90 ? 2 : 3]++;
      }
      p[run] = SampleRatio.test(households, weights).p();
    }
    Arrays.sort(p);
    double distance = 0;
    for (int run = 0; run < RUNS; run++) {
      distance = Math.max(distance, Math.abs(p[run] - (run + 0.5) / RUNS));
    }
    assertThat(distance).as("Kolmogorov's distance from uniform").isLessThan(1.63 / Math.sqrt(RUNS));
  }

  /// The households have four accounts that pay together or not at all.
  @Test
  void alike_households_mislead_the_plain_p_and_not_the_one_by_households() {
    SplittableRandom random = new SplittableRandom(11);
    int misledByPlain = 0;
    int misledByHouseholds = 0;
    for (int run = 0; run < RUNS; run++) {
      AccountTable table = new AccountTable(java.util.EnumSet.of(Column.EVENT));
      int[] paid = new int[2];
      for (int household = 0; household < 80; household++) {
        boolean pays = random.nextDouble() < 0.4;
        paid[household % 2] += pays ? 4 : 0;
        for (int member = 0; member < 4; member++) {
          table.add(row(household, member, pays));
        }
      }
      RatePair rates = new RatePair(paid[1], 160, paid[0], 160);
      ClusterRobust robust = ClusterRobust.difference(Clusters.of(table, 30), 1, 0);
      misledByPlain += StandardNormal.twoSided(rates.z()) < ALPHA ? 1 : 0;
      misledByHouseholds += robust.p(rates.difference()) < ALPHA ? 1 : 0;
    }
    assertThat(misledByPlain / (double) RUNS).isGreaterThan(0.2);
    assertThat(misledByHouseholds / (double) RUNS).isLessThan(0.065);
  }

  private static AccountRow row(int household, int member, boolean pays) {
    return new AccountRow(
        household + "-" + member,
        "h" + household,
        household % 2 == 0 ? "A" : "B",
        new AccountRow.End(pays ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, 1),
        new AccountRow.Money(0, 0),
        new AccountRow.Traits(false, "", 0));
  }
}
