package org.obzvon.comparison;

import java.util.Optional;
import java.util.OptionalInt;

/// Computes the numbers of one arm.
record ArmAnalysis(AccountTable table, ComparisonQuestion question, Notes notes) {
  /// The most points of a survival curve in a report; a curve with a point for every second is thinned to this number.
  static final int MOST_POINTS = 10_000;

  Comparison.Arm of(ArmTally tally, long households) {
    String where = "arms[" + tally.arm + "].";
    boolean paidKnown = notes.have(table, where + "paid, rate, rate_ci", Column.EVENT);
    double rate = paidKnown ? (double) tally.paid / tally.accounts : Double.NaN;
    Interval interval = paidKnown ? Wilson.interval(tally.paid, tally.accounts, ComparisonQuestion.LEVEL)
        : Interval.NONE;
    OptionalInt paid = paidKnown ? OptionalInt.of(tally.paid) : OptionalInt.empty();
    return new Comparison.Arm(
        tally.arm, new Comparison.Counts(households, tally.accounts, paid), rate, interval, means(tally, where),
        pace(tally, where));
  }

  private Comparison.Means means(ArmTally tally, String where) {
    boolean amount = notes.have(table, where + "amount_mean", Column.PAID);
    boolean cost = notes.have(table, where + "cost_mean", Column.COST);
    return new Comparison.Means(
        amount ? tally.amount.meanY() : Double.NaN, cost ? tally.cost.meanY() : Double.NaN);
  }

  private Comparison.Pace pace(ArmTally tally, String where) {
    if (!notes.have(table, where + "survival, rmst, rmst_se, median_days, incidence", Column.EVENT, Column.DAYS)) {
      return Comparison.Pace.UNKNOWN;
    }
    var curve = KaplanMeier.curve(tally.life, ComparisonQuestion.LEVEL, MOST_POINTS);
    MeanSurvival mean = MeanSurvival.until(tally.life, question.windowDays());
    double median = KaplanMeier.median(tally.life);
    notes.ifMissing(median, where + "median_days", "more than half were still unpaid when following ended");
    if (!curve.isEmpty() && curve.getLast().unpaid() == 0) {
      notes.add(where + "survival", "nobody was left on the last day, so it has no standard error and no interval");
    } else if (tally.life.lastDay() < question.windowDays()) {
      notes.add(where + "rmst", "following ended before the window did; the curve is carried on level to its end");
    }
    if (curve.size() < KaplanMeier.paidDays(tally.life)) {
      notes.add(where + "survival", "paid at more than " + MOST_POINTS + " different times; the curve is thinned");
    }
    if (tally.followedShorter > 0) {
      notes.add(
          where + "rate",
          tally.followedShorter + " accounts were followed for less than the window and count as unpaid in the rate");
    }
    return new Comparison.Pace(Optional.of(curve), mean, median, incidence(tally, where));
  }

  private Incidence incidence(ArmTally tally, String where) {
    Incidence incidence = Incidence.at(tally.life, question.windowDays());
    return notes.have(table, where + "incidence.left", Column.LEFT)
        ? incidence
        : new Incidence(incidence.paid(), Double.NaN, incidence.paidSe(), Double.NaN);
  }
}
