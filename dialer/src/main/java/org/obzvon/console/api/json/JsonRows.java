package org.obzvon.console.api.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A list of objects as the table that the imports read: one line a row behind the header, so that line 2 is row 0.
public final class JsonRows {
  private static final int MOST_COLUMNS = 50;
  private static final int LONGEST_CELL = 2_000;
  private static final int FIRST_LINE = 2;

  private JsonRows() {}

  public static byte[] csv(JsonValue rows, int most) {
    List<Map<String, JsonValue>> all = rows.each(most, JsonValue::members);
    if (all.isEmpty()) {
      throw rows.bad("must have at least one row");
    }
    Set<String> columns = all.stream().flatMap(row -> row.keySet().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    if (columns.size() > MOST_COLUMNS) {
      throw rows.bad("names more than " + MOST_COLUMNS + " columns");
    }
    StringBuilder csv = new StringBuilder(line(columns.stream().map(JsonRows::name).toList()));
    for (Map<String, JsonValue> row : all) {
      csv.append(line(columns.stream().map(column -> cell(row.get(column))).toList()));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Which row, counted from 0, a line of the table is.
  public static int row(int line) {
    return line - FIRST_LINE;
  }

  /// The imports say which names they do not know; here they are only kept from breaking the line.
  private static String name(String column) {
    return column.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
  }

  private static String cell(JsonValue value) {
    return value == null ? "" : value.cell(LONGEST_CELL);
  }

  private static String line(List<String> cells) {
    return cells.stream().map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(",")) + "\n";
  }
}
