package org.obzvon.comparison;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The remarks of a report: why a value is missing, and what its reader should know. No remark appears twice.
final class Notes {
  private final Set<String> notes = new LinkedHashSet<>();

  /// @param where the path of the value in the report, `arms[SMS].median_days`
  void add(String where, String why) {
    notes.add(where + ": " + why);
  }

  void addAll(Collection<String> others) {
    notes.addAll(others);
  }

  /// Adds the note only if the value is missing.
  void ifMissing(double value, String where, String why) {
    if (!Double.isFinite(value)) {
      add(where, why);
    }
  }

  /// Returns true if the table has all the columns; otherwise notes the first that it lacks.
  boolean have(AccountTable table, String where, Column... columns) {
    for (Column column : columns) {
      if (!table.has(column)) {
        add(where, "the table does not tell " + column.title());
        return false;
      }
    }
    return true;
  }

  List<String> all() {
    return List.copyOf(notes);
  }
}
