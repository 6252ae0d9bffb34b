package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;

/// The numbers that suggest themselves and mislead: accounts that were reached compared with those that were not, and
/// with the whole baseline. Neither is the effect of contact: people who answer the telephone also pay more readily.
/// The report shows them only as a warning, beside the effect by assignment.
///
/// @param difference in the share that paid, reached minus not reached, over the arm and its baseline ("as treated")
/// @param perProtocol the reached accounts of the arm minus the baseline's accounts that were not reached
public record AsTreated(String arm, double difference, double perProtocol) {

  static List<AsTreated> of(List<ArmTally> tallies, int baseline) {
    List<AsTreated> all = new ArrayList<>();
    for (int arm = 0; arm < tallies.size(); arm++) {
      PairMoments own = tallies.get(arm).payment;
      if (arm != baseline && own.meanX() > 0) {
        all.add(of(tallies.get(arm).arm, own, tallies.get(baseline).payment));
      }
    }
    return all;
  }

  /// @param own x = reached (0/1), y = paid (0/1)
  static AsTreated of(String arm, PairMoments own, PairMoments base) {
    PairMoments both = own.plus(base);
    return new AsTreated(arm, paidOf(both, true) - paidOf(both, false), paidOf(own, true) - paidOf(base, false));
  }

  /// Returns the share that paid among the reached accounts or among the others; NaN if there are none.
  private static double paidOf(PairMoments moments, boolean reached) {
    double share = reached ? moments.meanX() : 1 - moments.meanX();
    double paid = reached ? moments.meanProduct() : moments.meanY() - moments.meanProduct();
    return share > 0 ? paid / share : Double.NaN;
  }
}
