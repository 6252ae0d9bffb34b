package org.obzvon.comparison.csv;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.obzvon.comparison.Column;

/// Tracks which optional columns have had values so far and which have been empty on every line.
final class EmptyColumns {
  private final Map<Column, Long> firstEmpty = new EnumMap<>(Column.class);
  private final Set<Column> filled = EnumSet.noneOf(Column.class);

  /// Records an empty field. Returns false if the column has had a value before.
  boolean isBlank(Column column, long line) {
    if (filled.contains(column)) {
      return false;
    }
    firstEmpty.putIfAbsent(column, line);
    return true;
  }

  /// Records a field with a value. Returns the line on which the column was first empty, unless there is none or it was
  /// returned before.
  OptionalLong filled(Column column) {
    filled.add(column);
    Long line = firstEmpty.remove(column);
    return line == null ? OptionalLong.empty() : OptionalLong.of(line);
  }

  Set<Column> columns() {
    return firstEmpty.keySet();
  }
}
