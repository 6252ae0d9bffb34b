package org.obzvon.register.csv;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;

/// One row of a [Table].
public final class Row {
  /// The texts that databases and spreadsheets write for "nothing".
  private static final Set<String> NOTHING = Set.of("null", "\\n", "(null)", "<null>", "n/a", "#n/a", "#н/д", "н/д",
      "nan", "nil", "-", "–", "—", "--");
  /// Columns in which each of those texts may be a real word.
  private static final Set<String> NAMES = Set.of("name", "address");

  private static final int LONGEST_NOTHING = NOTHING.stream().mapToInt(String::length).max().orElseThrow();

  private final int line;
  private final List<String> cells;
  private final Header header;
  private final Mapping mapping;
  private final List<Finding> remarks;

  Row(int line, List<String> cells, Header header, Mapping mapping, List<Finding> remarks) {
    this.line = line;
    this.cells = cells;
    this.header = header;
    this.mapping = mapping;
    this.remarks = remarks;
  }

  /// Returns what is strange about the quotation marks of the row although it could be read.
  List<Finding> remarks() {
    return remarks;
  }

  /// Returns the line of the file on which the row begins, counted from 1.
  public int line() {
    return line;
  }

  /// Returns the cell as the file has it; empty if the file has no such column.
  String raw(String column) {
    int place = header.place(column);
    return place < 0 ? "" : cells.get(place).strip();
  }

  /// Returns the cell of one of our columns without the spaces around it and with a foreign word already turned into
  /// ours; empty if the file has no such column or the cell says `NULL`, `\N`, `-` or the like.
  public String cell(String column) {
    int place = header.place(column);
    if (place < 0) {
      return "";
    }
    String cell = ofSpreadsheet(cells.get(place).strip());
    Map<String, String> words = mapping.words().get(column);
    String word = words == null ? null : words.get(cell.toLowerCase(Locale.ROOT));
    if (word != null) {
      return word;
    }
    return cell.length() > LONGEST_NOTHING || NAMES.contains(column) || !NOTHING.contains(cell.toLowerCase(Locale.ROOT))
        ? cell
        : "";
  }

  /// Removes the form `="100101"` or `'100101` in which spreadsheets keep a number as text.
  private static String ofSpreadsheet(String cell) {
    if (cell.length() > 3 && cell.startsWith("=\"") && cell.indexOf('"', 2) == cell.length() - 1) {
      return cell.substring(2, cell.length() - 1).strip();
    }
    boolean marked = cell.length() > 1 && cell.charAt(0) == '\'' && "+-=0123456789".indexOf(cell.charAt(1)) >= 0;
    return marked ? cell.substring(1) : cell;
  }
}
