package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;

/// Tests whether an arm differed from the baseline before anybody was contacted: Welch's test of the covariate. Chance
/// alone gives a p below [SampleRatio#ALARM] once in a thousand arms.
public record Balance(String arm, MeanDifference difference) {

  public boolean isBroken() {
    return difference.p() < SampleRatio.ALARM;
  }

  static List<Balance> of(List<ArmTally> tallies, int baseline) {
    List<Balance> balances = new ArrayList<>();
    for (int arm = 0; arm < tallies.size(); arm++) {
      if (arm != baseline) {
        MeanDifference difference = Welch.difference(
            tallies.get(arm).amount.sampleX(), tallies.get(baseline).amount.sampleX(), ComparisonQuestion.LEVEL);
        balances.add(new Balance(tallies.get(arm).arm, difference));
      }
    }
    return balances;
  }
}
