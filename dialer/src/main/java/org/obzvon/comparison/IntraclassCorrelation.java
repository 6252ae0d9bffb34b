package org.obzvon.comparison;

/// How much alike the accounts of one household are in paying, and what that costs: the intraclass correlation within
/// arms by analysis of variance, and the design effect 1 + ((1 + CV²)·m - 1)·ICC for households of unequal size
/// (Eldridge et al. 2006). The design effect is the factor by which more accounts are needed than if each were a
/// household of its own.
///
/// @param meanSize accounts of a household, m
/// @param icc NaN when every household has one account
public record IntraclassCorrelation(double meanSize, double icc, double designEffect) {

  static IntraclassCorrelation of(Clusters clusters, int arms) {
    double[] accounts = new double[arms];
    double[] paid = new double[arms];
    double[] squares = new double[arms];
    for (int cell = 0; cell < clusters.size(); cell++) {
      int arm = clusters.arm(cell);
      double size = clusters.accounts(cell);
      accounts[arm] += size;
      paid[arm] += clusters.paid(cell);
      squares[arm] += size * size;
    }
    double between = 0;
    double within = 0;
    double all = 0;
    double unequal = 0;
    double sumOfSquares = 0;
    for (int cell = 0; cell < clusters.size(); cell++) {
      double size = clusters.accounts(cell);
      double share = clusters.paid(cell) / size;
      between += size * Math.pow(share - paid[clusters.arm(cell)] / accounts[clusters.arm(cell)], 2);
      within += size * share * (1 - share);
    }
    for (int arm = 0; arm < arms; arm++) {
      all += accounts[arm];
      sumOfSquares += squares[arm];
      unequal += accounts[arm] > 0 ? squares[arm] / accounts[arm] : 0;
    }
    double households = clusters.size();
    double mean = all / households;
    if (all <= households || households <= arms) {
      return new IntraclassCorrelation(mean, Double.NaN, 1);
    }
    double meanBetween = between / (households - arms);
    double meanWithin = within / (all - households);
    double typical = (all - unequal) / (households - arms);
    double icc = (meanBetween - meanWithin) / (meanBetween + (typical - 1) * meanWithin);
    double variation = sumOfSquares / households / (mean * mean) - 1;
    double effect = 1 + ((1 + variation) * mean - 1) * Math.max(0, icc);
    return new IntraclassCorrelation(mean, icc, Double.isFinite(icc) ? effect : Double.NaN);
  }
}
