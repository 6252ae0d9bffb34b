package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Checks the split of a file's households within each reason.
final class FileSplitChecks {
  static final String HINT = "sample_ratio: within a reason the households are not split as intended; if reasons were heard in contacts they"
      + " are no strata: leave that column out";

  private FileSplitChecks() {}

  /// Returns the split by reason. A household with several reasons, or in several arms, counts with the first of them
  /// by name, so that the order of the rows does not matter. Empty if no split was stated for every arm.
  static List<SplitChecks.Part> split(AccountTable table, ComparisonQuestion question) {
    if (!table.has(Column.REASON) || !question.weights().keySet().containsAll(table.arms())) {
      return List.of();
    }
    List<String> names = question.weights().keySet().stream().sorted().toList();
    int[] columns = table.arms().stream().mapToInt(names::indexOf).toArray();
    int[] arms = least(table, table.armPositions(), true);
    int[] reasons = least(table, table.reasonPositions(), false);
    long[][] households = new long[table.reasons().size()][names.size()];
    for (int household = 0; household < arms.length; household++) {
      households[reasons[household]][columns[arms[household]]]++;
    }
    double[] weights = names.stream().mapToDouble(question.weights()::get).toArray();
    List<SplitChecks.Part> parts = new ArrayList<>();
    for (int reason = 0; reason < households.length; reason++) {
      String name = table.reasons().get(reason);
      SplitChecks.ratio(households[reason], weights).ifPresent(ratio -> parts.add(new SplitChecks.Part(name, ratio)));
    }
    return parts;
  }

  private static int[] least(AccountTable table, int[] positions, boolean ofArm) {
    int[] least = new int[table.householdCount()];
    Arrays.fill(least, Integer.MAX_VALUE);
    for (int row = 0; row < table.size(); row++) {
      int position = positions[ofArm ? table.armId(row) : table.reasonId(row)];
      least[table.household(row)] = Math.min(least[table.household(row)], position);
    }
    return least;
  }
}
