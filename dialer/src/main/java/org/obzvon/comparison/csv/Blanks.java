package org.obzvon.comparison.csv;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.obzvon.comparison.Column;

/// Which optional columns have had values so far and which have been empty on every line.
final class Blanks {
  private final Map<Column, Long> firstEmpty = new EnumMap<>(Column.class);
  private final Set<Column> filled = EnumSet.noneOf(Column.class);

  /// Takes an empty field; false if the column has had a value before.
  boolean isBlank(Column column, long line) {
    if (filled.contains(column)) {
      return false;
    }
    firstEmpty.putIfAbsent(column, line);
    return true;
  }

  /// Takes a field with a value and tells the line on which the column was empty, if there was one and it was not told.
  OptionalLong filled(Column column) {
    filled.add(column);
    Long line = firstEmpty.remove(column);
    return line == null ? OptionalLong.empty() : OptionalLong.of(line);
  }

  Set<Column> columns() {
    return firstEmpty.keySet();
  }
}
