package org.obzvon.comparison;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Tests whether arms pay at the same pace, over the whole time (Mantel 1966, weights 1): observed minus expected
/// payers of each arm with the hypergeometric covariance, which handles ties correctly. In the stratified test the sums
/// run over strata first.
///
/// @param df number of arms that could be compared, minus one; 0 and NaN when there is nothing to compare
public record LogRank(double chi2, int df, double p) {
  /// A pivot below this part of its variance is a combination of arms already counted.
  private static final double SINGULAR = 1e-10;

  public static LogRank test(List<LifeTable> arms) {
    return stratified(List.of(arms));
  }

  /// @param strata for each stratum the tables of all arms, in the same order; an arm without accounts has an empty one
  public static LogRank stratified(List<List<LifeTable>> strata) {
    int arms = strata.getFirst().size();
    Sums sums = new Sums(new double[arms], new double[arms], new double[arms][arms]);
    strata.forEach(sums::add);
    return sums.chiSquare();
  }

  /// The sums over strata, for tests of the parts.
  record Sums(double[] observed, double[] expected, double[][] covariance) {

    void add(List<LifeTable> tables) {
      int[] paidAt = new int[tables.size()];
      int[] at = new int[tables.size()];
      for (double day = nextPaid(tables, paidAt); day < Double.POSITIVE_INFINITY; day = nextPaid(tables, paidAt)) {
        addDay(tables, at, paidAt, day);
      }
    }

    /// Moves every table to the next day on which its own accounts paid. Returns the first of those days.
    private static double nextPaid(List<LifeTable> tables, int[] paidAt) {
      double first = Double.POSITIVE_INFINITY;
      for (int arm = 0; arm < paidAt.length; arm++) {
        LifeTable table = tables.get(arm);
        while (paidAt[arm] < table.size() && table.paid(paidAt[arm]) == 0) {
          paidAt[arm]++;
        }
        if (paidAt[arm] < table.size()) {
          first = Math.min(first, table.day(paidAt[arm]));
        }
      }
      return first;
    }

    private void addDay(List<LifeTable> tables, int[] at, int[] paidAt, double day) {
      double[] atRisk = new double[at.length];
      double paid = 0;
      double all = 0;
      for (int arm = 0; arm < at.length; arm++) {
        LifeTable table = tables.get(arm);
        while (at[arm] < table.size() && table.day(at[arm]) < day) {
          at[arm]++;
        }
        atRisk[arm] = at[arm] < table.size() ? table.atRisk(at[arm]) : 0;
        all += atRisk[arm];
        if (paidAt[arm] < table.size() && table.day(paidAt[arm]) == day) {
          observed[arm] += table.paid(paidAt[arm]);
          paid += table.paid(paidAt[arm]);
          paidAt[arm]++;
        }
      }
      addMoments(atRisk, paid, all);
    }

    private void addMoments(double[] atRisk, double paid, double all) {
      double spread = all > 1 ? paid * (all - paid) / (all - 1) : 0;
      for (int arm = 0; arm < atRisk.length; arm++) {
        double share = atRisk[arm] / all;
        expected[arm] += paid * share;
        for (int other = 0; other < atRisk.length; other++) {
          covariance[arm][other] += spread * share * ((arm == other ? 1 : 0) - atRisk[other] / all);
        }
      }
    }

    /// Returns (O-E)' V⁻ (O-E) by elimination; a row without variance of its own adds neither chi-square nor a degree.
    LogRank chiSquare() {
      int size = observed.length;
      double[] rest = new double[size];
      double[][] v = new double[size][];
      double[] whole = new double[size];
      for (int arm = 0; arm < size; arm++) {
        rest[arm] = observed[arm] - expected[arm];
        v[arm] = covariance[arm].clone();
        whole[arm] = v[arm][arm];
      }
      double chi2 = 0;
      int df = 0;
      for (int pivot = 0; pivot < size; pivot++) {
        if (v[pivot][pivot] <= SINGULAR * whole[pivot]) {
          continue;
        }
        chi2 += rest[pivot] * rest[pivot] / v[pivot][pivot];
        df++;
        for (int row = pivot + 1; row < size; row++) {
          double factor = v[row][pivot] / v[pivot][pivot];
          rest[row] -= factor * rest[pivot];
          for (int column = pivot; column < size; column++) {
            v[row][column] -= factor * v[pivot][column];
          }
        }
      }
      return df == 0
          ? new LogRank(Double.NaN, 0, Double.NaN)
          : new LogRank(chi2, df, ChiSquaredDistribution.of(df).survivalProbability(chi2));
    }
  }
}
