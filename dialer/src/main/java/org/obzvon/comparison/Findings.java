package org.obzvon.comparison;

import java.util.List;

/// What stands beside a comparison: how far it can be trusted and how the difference grew. Empty lists where the table
/// does not tell.
///
/// @param balances of the covariate, each arm against the baseline
public record Findings(
    Likeness likeness, List<Balance> balances, SplitChecks splits, List<DayLine> lines, List<Adjusted> adjusted,
    List<MoneyPrice> moneyPrices, List<AsTreated> asTreated) {

  /// @param splits of a campaign; a file tells its strata by itself
  static Findings of(AccountTable table, Question question, Stage stage, SplitChecks splits) {
    List<ArmTally> tallies = ArmTally.of(table, question.windowDays());
    Clusters clusters = Clusters.of(table, question.windowDays());
    int arms = table.arms().size();
    int base = table.arms().indexOf(question.baseline());
    Likeness likeness = Likeness.of(clusters, arms);
    double effect = Double.isNaN(likeness.designEffect()) ? 1 : likeness.designEffect();
    boolean dated = table.has(Column.EVENT) && table.has(Column.DAYS);
    double alpha = stage == Stage.ONE_LOOK ? stage.alpha() : Stage.RUNNING.alpha() / Math.max(1, arms * (arms - 1) / 2);
    return new Findings(
        likeness,
        table.has(Column.COVARIATE) ? Balance.of(tallies, base) : List.of(),
        splits,
        dated ? DayLine.of(table, question, alpha, effect) : List.of(),
        Adjusted.of(table, question.baseline()),
        table.has(Column.PAID) && table.has(Column.COST) ? MoneyPrice.of(tallies, base) : List.of(),
        table.has(Column.EVENT) && table.has(Column.REACHED) ? AsTreated.of(tallies, base) : List.of());
  }
}
