package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A second estimate of the interval of the cost of one more payer: households of each arm are drawn anew with
/// replacement and the ratio is computed again and again; the interval is corrected for bias and skewness (Efron 1987,
/// "BCa", with the jackknife over households). The draws are seeded, so the same data give the same interval.
///
/// @param interval [Interval#NONE] if Fieller's is not bounded: then samples without an additional payer make every
///     cost possible
public record BootstrapCostInterval(String arm, Interval interval) {
  private static final int DRAWS = 2000;
  private static final int MOST_ROWS = 200_000;
  private static final long SEED = 20260301;

  /// Sums by household of one arm.
  private record Households(double[] accounts, double[] paid, double[] cost) {
    double[] sums() {
      return new double[]{sum(accounts), sum(paid), sum(cost)};
    }

    double[] draw(SplittableRandom random) {
      double[] sums = new double[3];
      for (int index = 0; index < accounts.length; index++) {
        int one = random.nextInt(accounts.length);
        sums[0] += accounts[one];
        sums[1] += paid[one];
        sums[2] += cost[one];
      }
      return sums;
    }

    double[] without(int one, double[] all) {
      return new double[]{all[0] - accounts[one], all[1] - paid[one], all[2] - cost[one]};
    }

    private static double sum(double[] values) {
      return Arrays.stream(values).sum();
    }
  }

  /// Returns the prices; empty when the table has no costs, or is too large for resampling to be worth its time.
  static List<BootstrapCostInterval> of(AccountTable table, ComparisonQuestion question, Comparison comparison) {
    if (!table.has(Column.COST) || !table.has(Column.EVENT) || table.size() > MOST_ROWS) {
      return List.of();
    }
    List<BootstrapCostInterval> prices = new ArrayList<>();
    Households base = households(table, question, question.baseline());
    for (Comparison.Pair pair : comparison.pairs()) {
      if (pair.baseline().equals(question.baseline())) {
        boolean bounded = pair.money().costPerPayer().bounded();
        Interval interval = bounded ? interval(households(table, question, pair.arm()), base, ComparisonQuestion.LEVEL)
            : Interval.NONE;
        prices.add(new BootstrapCostInterval(pair.arm(), interval));
      }
    }
    return prices;
  }

  private static Households households(AccountTable table, ComparisonQuestion question, String arm) {
    int[] positions = table.armPositions();
    int wanted = table.arms().indexOf(arm);
    int[] index = new int[table.householdCount()];
    double[][] sums = new double[3][table.householdCount()];
    int size = 0;
    for (int row = 0; row < table.size(); row++) {
      if (positions[table.armId(row)] == wanted) {
        int household = table.household(row);
        index[household] = index[household] == 0 ? ++size : index[household];
        int at = index[household] - 1;
        sums[0][at]++;
        sums[1][at] += ArmTally.paidWithin(table, row, question.windowDays()) ? 1 : 0;
        sums[2][at] += table.cost(row);
      }
    }
    return new Households(
        Arrays.copyOf(sums[0], size), Arrays.copyOf(sums[1], size), Arrays.copyOf(sums[2], size));
  }

  private static double ratio(double[] arm, double[] base) {
    return (arm[2] / arm[0] - base[2] / base[0]) / (arm[1] / arm[0] - base[1] / base[0]);
  }

  private static Interval interval(Households arm, Households base, double level) {
    double[] allArm = arm.sums();
    double[] allBase = base.sums();
    double estimate = ratio(allArm, allBase);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] draws = new double[DRAWS];
    int below = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      draws[draw] = ratio(arm.draw(random), base.draw(random));
      below += draws[draw] < estimate ? 1 : 0;
    }
    if (below == 0 || below == DRAWS || Arrays.stream(draws).anyMatch(value -> !Double.isFinite(value))) {
      return Interval.NONE;
    }
    Arrays.sort(draws);
    double bias = StandardNormal.quantile((double) below / DRAWS);
    double skew = acceleration(arm, base);
    double z = StandardNormal.critical(level);
    return new Interval(at(draws, bias, skew, -z), at(draws, bias, skew, z));
  }

  /// Returns the sum of cubes over six times the 3/2 power of the summed squares of the jackknife's influences.
  private static double acceleration(Households arm, Households base) {
    double[] allArm = arm.sums();
    double[] allBase = base.sums();
    double estimate = ratio(allArm, allBase);
    double cubes = 0;
    double squares = 0;
    for (int one = 0; one < arm.accounts.length; one++) {
      double influence = (arm.accounts.length - 1.0) * (estimate - ratio(arm.without(one, allArm), allBase));
      influence /= arm.accounts.length;
      cubes += influence * influence * influence;
      squares += influence * influence;
    }
    for (int one = 0; one < base.accounts.length; one++) {
      double influence = (base.accounts.length - 1.0) * (estimate - ratio(allArm, base.without(one, allBase)));
      influence /= base.accounts.length;
      cubes += influence * influence * influence;
      squares += influence * influence;
    }
    return squares > 0 ? cubes / (6 * Math.pow(squares, 1.5)) : 0;
  }

  private static double at(double[] sorted, double bias, double skew, double z) {
    double share = StandardNormal.cumulative(bias + (bias + z) / (1 - skew * (bias + z)));
    int place = (int) Math.floor(share * (sorted.length + 1)) - 1;
    return sorted[Math.clamp(place, 0, sorted.length - 1)];
  }
}
