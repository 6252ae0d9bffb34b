package org.obzvon.register.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;

/// The cells of one row while it is read. It collects every fault of the row, so that the person who corrects the file
/// sees all of them at once.
public final class CellReader {
  private final Row row;
  private final List<Finding> problems = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  public CellReader(Row row) {
    this.row = row;
    this.warnings.addAll(row.remarks());
  }

  public String text(String column) {
    return row.cell(column);
  }

  /// Returns the cell as the file has it, even if its text means "nothing".
  String raw(String column) {
    return row.raw(column);
  }

  public boolean isEmpty(String column) {
    return row.cell(column).isEmpty();
  }

  /// Returns what the reader makes of the cell, or `null` if it cannot be read; the row then has a problem.
  public <T> T read(String column, Function<String, T> reader) {
    String cell = row.cell(column);
    try {
      return reader.apply(cell);
    } catch (UnreadableCell e) {
      reject(column, cell, e.reason());
      return null;
    }
  }

  /// Does the same for a cell that may be empty.
  public <T> Optional<T> readIfThere(String column, Function<String, T> reader) {
    return isEmpty(column) ? Optional.empty() : Optional.ofNullable(read(column, reader));
  }

  public void reject(String column, String value, Sentence reason) {
    if (problems.isEmpty()) {
      problems.addAll(row.remarks());
    }
    problems.add(new Finding(row.line(), column, value, reason));
  }

  public void warn(String column, String value, Sentence reason) {
    warnings.add(new Finding(row.line(), column, value, reason));
  }

  public List<Finding> problems() {
    return problems;
  }

  public List<Finding> warnings() {
    return warnings;
  }
}
