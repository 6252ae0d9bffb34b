package org.obzvon.comparison.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.obzvon.comparison.AccountFile;
import org.obzvon.comparison.AccountTable;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.csv.CellReader;
import org.obzvon.register.csv.Row;
import org.obzvon.register.csv.Table;
import org.obzvon.register.yaml.MappingFile;

/// Reads a table of accounts with the readers of the importers: any of their encodings and separators, amounts and
/// dates as people write them, and columns with other names by the same kind of mapping. Lines without any text are
/// skipped.
public final class CsvAccountFile implements AccountFile {
  private static final int MOST_PROBLEMS = 20;

  @Override
  public Reading read(Request request) {
    List<String> ours = AccountRowReader.known(request.covariate());
    Mapping mapping = request.mapping().map(file -> MappingFile.read(file, ours)).orElse(Mapping.NONE);
    List<String> unused = new ArrayList<>();
    Table file = Table.open(request.file(),
        new Table.Columns(ours, AccountRowReader.REQUIRED, Optional.of(unused::add)),
        mapping);
    AccountRowReader columns = AccountRowReader.of(request, file, mapping);
    String source = String.valueOf(request.file().getFileName());
    AccountTable table = new AccountTable(columns.kinds());
    List<Problem> problems = new ArrayList<>();
    List<String> strange = new ArrayList<>();
    file.read(
        line -> {
          if (problems.size() < MOST_PROBLEMS) {
            take(source, line, columns, table, problems);
            strange.addAll(remarks(line));
          }
        });
    if (!problems.isEmpty()) {
      throw new BadInput(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
    }
    if (table.size() == 0) {
      throw BadInput.of(source, "has no accounts below its header");
    }
    columns.empty().forEach(table::drop);
    List<String> remarks = new ArrayList<>(columns.remarks(unused));
    strange.stream().limit(MOST_PROBLEMS).forEach(remarks::add);
    if (strange.size() > MOST_PROBLEMS) {
      remarks.add("file: " + (strange.size() - MOST_PROBLEMS) + " more remarks of this kind");
    }
    file.titles().ifPresent(titles -> remarks.add("file: " + titles.reason().english()));
    file.hint().map(Sentence::english).ifPresent(hint -> remarks.add("file: " + hint));
    return new Reading(table, remarks);
  }

  /// Returns the warnings of a row that could be read, such as a quotation mark that is never closed.
  private static List<String> remarks(Table.Line line) {
    List<Finding> findings = switch (line) {
      case Table.Line.Ragged _ -> List.of();
      case Table.Line.Totals(Finding finding, Row _) -> List.of(finding);
      case Table.Line.Filled(Row row) -> new CellReader(row).warnings();
    };
    return findings.stream().map(one -> "file: line " + one.line() + ": the row " + one.reason().english()).toList();
  }

  private static void take(
      String source, Table.Line line, AccountRowReader columns, AccountTable table, List<Problem> problems) {
    switch (line) {
      case Table.Line.Totals _ -> {
      } // it is listed in the remarks
      case Table.Line.Ragged(int number, Sentence reason) -> problems.add(new Problem(source, number, "", reason));
      case Table.Line.Filled(Row row) -> {
        try {
          refused(source, row.line(), table.add(columns.row(row))).ifPresent(problems::add);
        } catch (BadInput e) {
          problems.addAll(e.problems());
        }
      }
    }
  }

  private static Optional<Problem> refused(String source, int number, AccountTable.Refusal refusal) {
    return switch (refusal) {
      case NONE -> Optional.empty();
      case ACCOUNT_TWICE ->
          Optional.of(
              new Problem(source, number, "account_id",
                  "stands on an earlier line already; one line for each account"));
      case TOO_MANY_ROWS ->
          Optional.of(
              new Problem(source, number, "", "is beyond " + AccountTable.MOST_ROWS + " accounts; split the file"));
      case TOO_MANY_ARMS ->
          Optional.of(
              new Problem(
                  source, number, "arm", "is beyond " + AccountTable.MOST_ARMS + " arms; is it the right column?"));
      case TOO_MANY_REASONS ->
          Optional.of(
              new Problem(
                  source, number, "reason", "is beyond " + AccountTable.MOST_REASONS + " reasons; group them first"));
    };
  }
}
