package org.obzvon.register.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;

/// The cells of one row while it is read: gathers everything that is wrong with it, so that whoever mends the file
/// sees all of it at once.
public final class Cells {
  private final Row row;
  private final List<Finding> problems = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  public Cells(Row row) {
    this.row = row;
    this.warnings.addAll(row.remarks());
  }

  public String text(String column) {
    return row.cell(column);
  }

  /// As it stands in the file, also where it says that there is nothing.
  String raw(String column) {
    return row.raw(column);
  }

  public boolean isEmpty(String column) {
    return row.cell(column).isEmpty();
  }

  /// What the reader makes of the cell; `null` when it cannot be read, and the row then has a problem.
  public <T> T read(String column, Function<String, T> reader) {
    String cell = row.cell(column);
    try {
      return reader.apply(cell);
    } catch (Unreadable e) {
      reject(column, cell, e.reason());
      return null;
    }
  }

  /// The same for a cell that may be empty.
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
