package org.obzvon.comparison;

import java.util.List;

/// The findings beside a comparison: how far it can be trusted and how the difference grew. A list is empty if
/// the table lacks its data.
///
/// @param balances of the covariate, each arm against the baseline
public record ComparisonDiagnostics(
    IntraclassCorrelation likeness, List<Balance> balances, SplitChecks splits, List<DailyDifferences> lines,
    List<Adjusted> adjusted,
    List<CostPerMoneyGained> moneyPrices, List<AsTreated> asTreated) {

  /// @param splits of a campaign; the strata of a file are computed from the file
  static ComparisonDiagnostics of(AccountTable table, ComparisonQuestion question, AnalysisStage stage,
      SplitChecks splits) {
    List<ArmTally> tallies = ArmTally.of(table, question.windowDays());
    Clusters clusters = Clusters.of(table, question.windowDays());
    int arms = table.arms().size();
    int base = table.arms().indexOf(question.baseline());
    IntraclassCorrelation likeness = IntraclassCorrelation.of(clusters, arms);
    double effect = Double.isNaN(likeness.designEffect()) ? 1 : likeness.designEffect();
    boolean dated = table.has(Column.EVENT) && table.has(Column.DAYS);
    double alpha = stage == AnalysisStage.ONE_LOOK ? stage.alpha()
        : AnalysisStage.RUNNING.alpha() / Math.max(1, arms * (arms - 1) / 2);
    return new ComparisonDiagnostics(
        likeness,
        table.has(Column.COVARIATE) ? Balance.of(tallies, base) : List.of(),
        splits,
        dated ? DailyDifferences.of(table, question, alpha, effect) : List.of(),
        Adjusted.of(table, question.baseline()),
        table.has(Column.PAID) && table.has(Column.COST) ? CostPerMoneyGained.of(tallies, base) : List.of(),
        table.has(Column.EVENT) && table.has(Column.REACHED) ? AsTreated.of(tallies, base) : List.of());
  }
}
