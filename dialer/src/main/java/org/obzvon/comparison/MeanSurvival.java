package org.obzvon.comparison;

/// The mean time unpaid within the first `tau` days ("restricted mean survival time"): the area under Kaplan-Meier up
/// to tau. Variance = sum of a²·d/(n(n-d)), a = the area right of the day. If the follow-up ended before tau with
/// accounts still unpaid, the curve is continued level, as R's survfit does.
public record MeanSurvival(double days, double se) {

  public static MeanSurvival until(LifeTable table, double tau) {
    double unpaid = 1;
    double area = 0;
    double from = 0;
    double[] before = new double[table.size()];
    int last = 0;
    for (; last < table.size() && table.day(last) <= tau; last++) {
      area += unpaid * (table.day(last) - from);
      before[last] = area;
      from = table.day(last);
      double atRisk = table.atRisk(last);
      unpaid *= (atRisk - table.paid(last)) / atRisk;
    }
    area += unpaid * (tau - from);
    double variance = 0;
    for (int index = 0; index < last; index++) {
      double atRisk = table.atRisk(index);
      double paid = table.paid(index);
      if (paid > 0 && paid < atRisk) {
        double right = area - before[index];
        variance += right * right * paid / (atRisk * (atRisk - paid));
      }
    }
    return new MeanSurvival(area, Math.sqrt(variance));
  }

  /// Returns how many days longer than the baseline the arm stays unpaid; below zero it pays sooner.
  public static Difference difference(MeanSurvival arm, MeanSurvival base) {
    double estimate = arm.days - base.days;
    double se = Math.hypot(arm.se, base.se);
    return new Difference(estimate, se, se > 0 ? StandardNormal.twoSided(estimate / se) : Double.NaN);
  }

  public record Difference(double estimate, double se, double p) {}
}
