package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;

/// Those of an arm who were reached held against those who were not. It is not what contact does: who answers the
/// telephone also pays more readily. Told only beside the effect that assignment shows, as a warning.
///
/// @param difference in the share that paid, reached less not reached
public record AsTreated(String arm, double difference) {

  static List<AsTreated> of(List<ArmTally> tallies) {
    List<AsTreated> all = new ArrayList<>();
    for (ArmTally tally : tallies) {
      double reached = tally.payment.meanX();
      if (reached > 0 && reached < 1) {
        // For 0/1 values: E(y | x=1) - E(y | x=0) = Cov(x, y) / Var(x).
        all.add(new AsTreated(tally.arm, tally.payment.covariance() / tally.payment.varianceX()));
      }
    }
    return all;
  }
}
