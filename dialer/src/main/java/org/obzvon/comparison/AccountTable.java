package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The accounts to compare, column by column in plain arrays: a million rows take about 45 MB and their names, if
/// they have any, 60 MB.
/// The table is filled row by row and then read. Arms and reasons are listed in alphabetical order, so no result
/// depends on the order of the rows.
public final class AccountTable {
  public static final int MOST_ROWS = 20_000_000;
  public static final int MOST_ARMS = 20;
  public static final int MOST_REASONS = 200;

  /// Why a row was refused.
  public enum Refusal {
    ACCOUNT_TWICE,
    TOO_MANY_ROWS,
    TOO_MANY_ARMS,
    TOO_MANY_REASONS,
    NONE
  }

  private static final FollowUpEnd[] EVENTS = FollowUpEnd.values();

  private final Set<Column> columns;
  private final NameTable accounts = new NameTable();
  private final NameTable households = new NameTable();
  private final List<String> arms = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private int[] household = new int[64];
  private byte[] arm = new byte[64];
  private short[] reason = new short[64];
  private byte[] flags = new byte[64];
  private double[][] numbers = new double[4][64];
  private int size;
  private int householdCount;

  public AccountTable(Set<Column> columns) {
    this.columns = EnumSet.noneOf(Column.class);
    this.columns.addAll(columns);
  }

  /// Adds a row. Returns the reason and adds nothing if the row is refused.
  public Refusal add(AccountRow row) {
    Refusal refusal = refusal(row.arm(), row.traits());
    if (refusal != Refusal.NONE) {
      return refusal;
    }
    if (accounts.idOf(row.account()) != size) {
      return Refusal.ACCOUNT_TWICE;
    }
    append(households.idOf(row.household()), row.arm(), row.end(), row.money(), row.traits());
    return Refusal.NONE;
  }

  /// Adds an account without its name. The caller numbers the households and adds no account twice; a table is filled
  /// with names or without.
  ///
  /// @param number of the household, counted from 0 in the order in which households are added
  Refusal add(int number, String armName, AccountRow.End end, AccountRow.Money money, AccountRow.Traits traits) {
    Refusal refusal = refusal(armName, traits);
    if (refusal == Refusal.NONE) {
      append(number, armName, end, money, traits);
    }
    return refusal;
  }

  private Refusal refusal(String armName, AccountRow.Traits traits) {
    if (size == MOST_ROWS) {
      return Refusal.TOO_MANY_ROWS;
    }
    if (idOf(arms, armName, MOST_ARMS) < 0) {
      return Refusal.TOO_MANY_ARMS;
    }
    return has(Column.REASON) && idOf(reasons, traits.reason(), MOST_REASONS) < 0
        ? Refusal.TOO_MANY_REASONS
        : Refusal.NONE;
  }

  private void append(
      int number, String armName, AccountRow.End end, AccountRow.Money money, AccountRow.Traits traits) {
    if (size == household.length) {
      grow(size + (size >> 1));
    }
    household[size] = number;
    householdCount = Math.max(householdCount, number + 1);
    arm[size] = (byte) arms.indexOf(armName);
    reason[size] = (short) (has(Column.REASON) ? reasons.indexOf(traits.reason()) : 0);
    flags[size] = (byte) (end.event().ordinal() << 1 | (traits.reached() ? 1 : 0));
    numbers[0][size] = end.days();
    numbers[1][size] = money.paid();
    numbers[2][size] = money.contactCost();
    numbers[3][size] = traits.covariate();
    size++;
  }

  private static int idOf(List<String> names, String name, int most) {
    int id = names.indexOf(name);
    if (id < 0 && names.size() < most) {
      names.add(name);
      return names.size() - 1;
    }
    return id;
  }

  private void grow(int length) {
    household = Arrays.copyOf(household, length);
    arm = Arrays.copyOf(arm, length);
    reason = Arrays.copyOf(reason, length);
    flags = Arrays.copyOf(flags, length);
    for (int column = 0; column < numbers.length; column++) {
      numbers[column] = Arrays.copyOf(numbers[column], length);
    }
  }

  /// Removes a column that turned out to hold no values.
  public void drop(Column column) {
    columns.remove(column);
  }

  public int size() {
    return size;
  }

  public boolean has(Column column) {
    return columns.contains(column);
  }

  /// Returns the arms that have accounts, in alphabetical order.
  public List<String> arms() {
    return arms.stream().sorted().toList();
  }

  public List<String> reasons() {
    return reasons.stream().sorted().toList();
  }

  int householdCount() {
    return householdCount;
  }

  int household(int row) {
    return household[row];
  }

  /// Returns the position of each row's arm in [#arms()].
  int[] armPositions() {
    return positions(arms);
  }

  int[] reasonPositions() {
    return positions(reasons);
  }

  private static int[] positions(List<String> names) {
    List<String> sorted = names.stream().sorted().toList();
    return names.stream().mapToInt(sorted::indexOf).toArray();
  }

  int armId(int row) {
    return arm[row];
  }

  int reasonId(int row) {
    return reason[row];
  }

  FollowUpEnd event(int row) {
    return EVENTS[flags[row] >> 1];
  }

  boolean reached(int row) {
    return (flags[row] & 1) == 1;
  }

  double days(int row) {
    return numbers[0][row];
  }

  double amount(int row) {
    return numbers[1][row];
  }

  double cost(int row) {
    return numbers[2][row];
  }

  double covariate(int row) {
    return numbers[3][row];
  }
}
