package org.obzvon.comparison;

/// Computes the money of one arm compared with another.
record PairMoney(AccountTable table, Notes notes) {
  private static final String NO_SPREAD = "needs two accounts in each arm and amounts that vary";

  Comparison.MoneyDifference of(PairAnalysis.Sides sides) {
    return new Comparison.MoneyDifference(amount(sides), adjusted(sides), costPerPayer(sides), net(sides));
  }

  private MeanDifference amount(PairAnalysis.Sides sides) {
    if (!notes.have(table, sides.where("amount"), Column.PAID)) {
      return Comparison.MoneyDifference.NOTHING;
    }
    MeanDifference amount = Welch.difference(sides.arm().amount.sampleY(), sides.base().amount.sampleY(),
        ComparisonQuestion.LEVEL);
    notes.ifMissing(amount.p(), sides.where("amount"), NO_SPREAD);
    return amount;
  }

  private Cuped.Adjusted adjusted(PairAnalysis.Sides sides) {
    if (!notes.have(table, sides.where("amount_adjusted"), Column.PAID, Column.COVARIATE)) {
      return Comparison.MoneyDifference.NOT_ADJUSTED;
    }
    Cuped.Adjusted adjusted = Cuped.adjust(sides.arm().amount, sides.base().amount, ComparisonQuestion.LEVEL);
    String why = Double.isNaN(adjusted.theta()) ? "the covariate does not vary" : NO_SPREAD;
    notes.ifMissing(adjusted.difference().p(), sides.where("amount_adjusted"), why);
    return adjusted;
  }

  /// Returns the cost per payer: a = difference in cost, b = difference in payment; both come from the same accounts,
  /// hence the covariance.
  private Fieller costPerPayer(PairAnalysis.Sides sides) {
    String where = sides.where("cost_per_incremental_payer");
    if (!notes.have(table, where, Column.EVENT, Column.COST)) {
      return Comparison.MoneyDifference.NO_RATIO;
    }
    PairMoments arm = sides.arm().cost;
    PairMoments base = sides.base().cost;
    Fieller ratio = Fieller.ratio(
        new Fieller.Estimates(
            arm.meanY() - base.meanY(),
            arm.meanX() - base.meanX(),
            arm.varianceY() / arm.n() + base.varianceY() / base.n(),
            arm.varianceX() / arm.n() + base.varianceX() / base.n(),
            arm.covariance() / arm.n() + base.covariance() / base.n()),
        StandardNormal.critical(ComparisonQuestion.LEVEL));
    notes.ifMissing(ratio.estimate(), where + ".estimate", "both arms paid alike, so there is no payer to divide by");
    if (!ratio.bounded()) {
      notes.add(where + ".ci", "not bounded: the difference in payment is not separated from zero");
    }
    return ratio;
  }

  private MeanDifference net(PairAnalysis.Sides sides) {
    if (!notes.have(table, sides.where("net_per_account"), Column.PAID, Column.COST)) {
      return Comparison.MoneyDifference.NOTHING;
    }
    MeanDifference net = Welch.difference(sides.arm().net.sampleY(), sides.base().net.sampleY(),
        ComparisonQuestion.LEVEL);
    notes.ifMissing(net.se(), sides.where("net_per_account.se"), NO_SPREAD);
    return net;
  }
}
