package org.obzvon.comparison;

import java.util.Arrays;

/// The accounts counted by household and arm. One cell is one household in one arm. A household in two arms, which an
/// assignment never produces but a spreadsheet may, has two cells side by side.
final class Clusters {
  private final int[] household;
  private final byte[] arm;
  private final int[] accounts;
  private final int[] paid;
  private final int[] reached;
  private int size;

  private Clusters(int cells) {
    household = new int[cells];
    arm = new byte[cells];
    accounts = new int[cells];
    paid = new int[cells];
    reached = new int[cells];
  }

  static Clusters of(AccountTable table, double window) {
    Clusters clusters = new Clusters(table.size());
    int[] positions = table.armPositions();
    for (int row : byHousehold(table)) {
      int cell = clusters.cell(table.household(row), positions[table.armId(row)]);
      clusters.accounts[cell]++;
      clusters.paid[cell] += ArmTally.paidWithin(table, row, window) ? 1 : 0;
      clusters.reached[cell] += table.reached(row) ? 1 : 0;
    }
    return clusters;
  }

  private static int[] byHousehold(AccountTable table) {
    int[] next = new int[table.householdCount() + 1];
    for (int row = 0; row < table.size(); row++) {
      next[table.household(row) + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    int[] rows = new int[table.size()];
    for (int row = 0; row < table.size(); row++) {
      rows[next[table.household(row)]++] = row;
    }
    return rows;
  }

  private int cell(int ofHousehold, int ofArm) {
    int cell = size - 1;
    while (cell >= 0 && household[cell] == ofHousehold) {
      if (arm[cell] == ofArm) {
        return cell;
      }
      cell--;
    }
    household[size] = ofHousehold;
    arm[size] = (byte) ofArm;
    return size++;
  }

  int size() {
    return size;
  }

  int household(int cell) {
    return household[cell];
  }

  int arm(int cell) {
    return arm[cell];
  }

  int accounts(int cell) {
    return accounts[cell];
  }

  int paid(int cell) {
    return paid[cell];
  }

  int reached(int cell) {
    return reached[cell];
  }

  long households(int ofArm) {
    long count = 0;
    for (int cell = 0; cell < size; cell++) {
      count += arm[cell] == ofArm ? 1 : 0;
    }
    return count;
  }

  long householdsInSeveralArms() {
    long count = 0;
    for (int cell = 1; cell < size; cell++) {
      boolean again = household[cell] == household[cell - 1];
      boolean counted = cell > 1 && household[cell] == household[cell - 2];
      count += again && !counted ? 1 : 0;
    }
    return count;
  }
}
