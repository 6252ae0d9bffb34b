package org.obzvon.register.csv;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;
import org.obzvon.register.Progress;
import org.obzvon.register.RowResult;
import org.obzvon.register.RowSource;

/// The rows of a [Table] as values of one kind of import.
public final class TableRows<T> implements RowSource<T> {
  private final Table table;
  private final Optional<ColumnTotal> total;
  private final RowReader<T> reader;

  /// Makes a value from the cells of a row.
  public interface RowReader<T> {

    /// Returns the value, or nothing if `cells` has problems afterwards.
    Optional<T> read(Row row, CellReader cells);
  }

  /// @param total checked against the totals that the file states; empty: nothing is checked
  public TableRows(Table table, Optional<ColumnTotal> total, RowReader<T> reader) {
    this.table = table;
    this.total = total;
    this.reader = reader;
  }

  @Override
  public Sentence form() {
    return table.form();
  }

  @Override
  public void read(Consumer<RowResult<T>> results, Progress progress) {
    progress.stage("reading", table.expectedRows());
    table.hint().ifPresent(hint -> results.accept(new RowResult.NoRow<>(new Finding(1, "", "", hint))));
    table.titles().ifPresent(titles -> results.accept(new RowResult.NoRow<>(titles)));
    table.read(
        line -> {
          progress.advance(1);
          results.accept(result(line));
        });
  }

  private RowResult<T> result(Table.Line line) {
    total.ifPresent(sum -> count(sum, line));
    return result(line, reader);
  }

  /// Adds a line to the total, or checks the total that it states.
  static void count(ColumnTotal total, Table.Line line) {
    switch (line) {
      case Table.Line.Ragged _ -> total.unreadable();
      case Table.Line.Filled(Row row) -> total.add(row);
      case Table.Line.Totals(_, Row totals) -> total.check(totals);
    }
  }

  /// Returns what a reader makes of a line.
  static <T> RowResult<T> result(Table.Line line, RowReader<T> reader) {
    return switch (line) {
      case Table.Line.Ragged(int number, Sentence reason) ->
          new RowResult.Rejected<>(List.of(new Finding(number, "", "", reason)));
      case Table.Line.Filled(Row row) -> {
        CellReader cells = new CellReader(row);
        yield reader.read(row, cells)
            .<RowResult<T>>map(value -> new RowResult.Accepted<>(row.line(), value, cells.warnings()))
            .orElseGet(() -> new RowResult.Rejected<>(cells.problems()));
      }
      case Table.Line.Totals(Finding finding, _) -> new RowResult.NoRow<>(finding);
    };
  }
}
