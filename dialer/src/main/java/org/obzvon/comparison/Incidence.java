package org.obzvon.comparison;

/// The share that has paid, and the share that has left, by a day, when either rules out the other (Aalen and Johansen
/// 1978): sum of S(before)·d/n over the days. One minus Kaplan-Meier would count those who left as future payers.
/// Standard errors are by the delta method (Marubini and Valsecchi 1995).
public record Incidence(double paid, double left, double paidSe, double leftSe) {

  public static Incidence at(LifeTable table, double day) {
    double paid = 0;
    double left = 0;
    double unended = 1;
    int last = 0;
    for (; last < table.size() && table.day(last) <= day; last++) {
      double atRisk = table.atRisk(last);
      paid += unended * table.paid(last) / atRisk;
      left += unended * table.left(last) / atRisk;
      unended *= (atRisk - table.paid(last) - table.left(last)) / atRisk;
    }
    return new Incidence(
        paid, left, standardError(table, last, paid, true), standardError(table, last, left, false));
  }

  private static double standardError(LifeTable table, int last, double share, boolean ofPaid) {
    double variance = 0;
    double unended = 1;
    double reached = 0;
    for (int index = 0; index < last; index++) {
      double atRisk = table.atRisk(index);
      double all = (double) table.paid(index) + table.left(index);
      double own = ofPaid ? table.paid(index) : table.left(index);
      reached += unended * own / atRisk;
      double rest = share - reached;
      if (all > 0 && all < atRisk) {
        variance += rest * rest * all / (atRisk * (atRisk - all));
      }
      variance += unended * unended * (atRisk - own) * own / (atRisk * atRisk * atRisk);
      variance -= 2 * rest * unended * own / (atRisk * atRisk);
      unended *= (atRisk - all) / atRisk;
    }
    return Math.sqrt(Math.max(0, variance));
  }
}
