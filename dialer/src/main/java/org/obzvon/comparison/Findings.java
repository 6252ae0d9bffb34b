package org.obzvon.comparison;

import java.util.List;

/// What stands beside a comparison: how far it can be trusted and how the difference grew. Empty lists where the table
/// does not tell.
///
/// @param balances of the covariate, each arm against the baseline
public record Findings(
    Likeness likeness, List<Balance> balances, SplitChecks splits, List<DayLine> lines, List<Adjusted> adjusted) {

  /// @param splits of a campaign; a file tells its strata by itself
  static Findings of(AccountTable table, Question question, Stage stage, SplitChecks splits) {
    List<ArmTally> tallies = ArmTally.of(table, question.windowDays());
    Clusters clusters = Clusters.of(table, question.windowDays());
    int arms = table.arms().size();
    int base = table.arms().indexOf(question.baseline());
    boolean dated = table.has(Column.EVENT) && table.has(Column.DAYS);
    double alpha = stage == Stage.ONE_LOOK ? stage.alpha() : Stage.RUNNING.alpha() / Math.max(1, arms * (arms - 1) / 2);
    return new Findings(
        Likeness.of(clusters, arms),
        table.has(Column.COVARIATE) ? Balance.of(tallies, base) : List.of(),
        splits,
        dated ? DayLine.of(table, question, alpha) : List.of(),
        Adjusted.of(table, question.baseline()));
  }
}
