package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;

/// The cost of an arm's contacts for each unit of money that it brought in above the baseline: the difference in cost
/// divided by the difference in amount, with Fieller's interval.
public record CostPerMoneyGained(String arm, Fieller price) {

  static List<CostPerMoneyGained> of(List<ArmTally> tallies, int baseline) {
    List<CostPerMoneyGained> prices = new ArrayList<>();
    for (int arm = 0; arm < tallies.size(); arm++) {
      if (arm != baseline) {
        prices.add(new CostPerMoneyGained(tallies.get(arm).arm, price(tallies.get(arm), tallies.get(baseline))));
      }
    }
    return prices;
  }

  private static Fieller price(ArmTally arm, ArmTally base) {
    return Fieller.ratio(
        new Fieller.Estimates(
            arm.cost.meanY() - base.cost.meanY(),
            arm.amount.meanY() - base.amount.meanY(),
            arm.cost.varianceY() / arm.accounts + base.cost.varianceY() / base.accounts,
            arm.amount.varianceY() / arm.accounts + base.amount.varianceY() / base.accounts,
            covariance(arm) / arm.accounts + covariance(base) / base.accounts),
        StandardNormal.critical(ComparisonQuestion.LEVEL));
  }

  /// Returns Cov(a, c) = (Var a + Var c - Var(a - c)) / 2, of amount and cost.
  private static double covariance(ArmTally tally) {
    return (tally.amount.varianceY() + tally.cost.varianceY() - tally.net.varianceY()) / 2;
  }
}
