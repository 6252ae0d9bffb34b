package org.obzvon.register.csv;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;

/// One row of a [Table].
public final class Row {
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

  /// What is strange about the quotation marks of the row although it could be read.
  List<Finding> remarks() {
    return remarks;
  }

  /// The line of the file on which the row begins, counted from 1.
  public int line() {
    return line;
  }

  /// The cell of one of our columns without the spaces around it, a foreign word already turned into ours; empty when
  /// the file has no such column.
  public String cell(String column) {
    int place = header.place(column);
    if (place < 0) {
      return "";
    }
    String cell = cells.get(place).strip();
    Map<String, String> words = mapping.words().get(column);
    return words == null ? cell : words.getOrDefault(cell.toLowerCase(Locale.ROOT), cell);
  }
}
