package org.obzvon.comparison.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.obzvon.comparison.AccountFile;
import org.obzvon.comparison.AccountRow;
import org.obzvon.comparison.AccountTable;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;

/// UTF-8, with or without a byte order mark; separated by comma, semicolon or tab, whichever the header has most.
/// Lines without any text are passed over.
public final class CsvAccountFile implements AccountFile {
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int MOST_PROBLEMS = 20;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  @Override
  public Reading read(Path file, Optional<String> covariate) {
    String source = String.valueOf(file.getFileName());
    if (!Files.isRegularFile(file)) {
      throw BadInput.of(file.toString(), "is no file; check the path");
    }
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try (var text = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder), LONGEST_HEADER)) {
      return read(source, text, covariate);
    } catch (CharacterCodingException _) {
      throw BadInput.of(source, "is not UTF-8; save it as UTF-8");
    } catch (CsvParseException e) {
      throw BadInput.of(source, "is not CSV: " + e.getMessage());
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw BadInput.of(source, "is not UTF-8; save it as UTF-8");
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reading read(String source, BufferedReader text, Optional<String> covariate) throws IOException {
    char separator = separator(text);
    try (CsvReader<CsvRecord> lines =
        CsvReader.builder()
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      Iterator<CsvRecord> rows = lines.iterator();
      if (!rows.hasNext()) {
        throw BadInput.of(source, "is empty; the first line names the columns");
      }
      CsvRecord header = rows.next();
      Columns columns = Columns.of(source, header, covariate, new Numbers(separator != ','));
      AccountTable table = new AccountTable(columns.kinds());
      readRows(source, rows, columns, table);
      if (table.size() == 0) {
        throw BadInput.of(source, "has no accounts below its header");
      }
      columns.empty().forEach(table::drop);
      return new Reading(table, columns.remarks());
    }
  }

  private static void readRows(String source, Iterator<CsvRecord> rows, Columns columns, AccountTable table) {
    List<Problem> problems = new ArrayList<>();
    while (rows.hasNext() && problems.size() < MOST_PROBLEMS) {
      CsvRecord line = rows.next();
      if (line.getFieldCount() == 1 && line.getField(0).isBlank()) {
        continue;
      }
      try {
        AccountRow row = columns.row(line);
        AccountTable.Refusal refusal = table.add(row);
        if (refusal != AccountTable.Refusal.NONE) {
          problems.add(problem(source, line, refusal));
        }
      } catch (BadInput e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
    }
  }

  private static Problem problem(String source, CsvRecord line, AccountTable.Refusal refusal) {
    int number = Math.toIntExact(line.getStartingLineNumber());
    return switch (refusal) {
      case ACCOUNT_TWICE ->
          new Problem(source, number, "account_id", "stands on an earlier line already; one line for each account");
      case TOO_MANY_ROWS ->
          new Problem(source, number, "", "is beyond " + AccountTable.MOST_ROWS + " accounts; split the file");
      case TOO_MANY_ARMS ->
          new Problem(source, number, "arm", "is beyond " + AccountTable.MOST_ARMS + " arms; is it the right column?");
      case TOO_MANY_REASONS ->
          new Problem(
              source, number, "reason", "is beyond " + AccountTable.MOST_REASONS + " reasons; group them first");
      case NONE -> throw new IllegalStateException("the row was taken");
    };
  }

  /// Looks at the header line without consuming it, the byte order mark aside.
  private static char separator(BufferedReader text) throws IOException {
    text.mark(LONGEST_HEADER);
    int first = text.read();
    if (first == BYTE_ORDER_MARK) {
      text.mark(LONGEST_HEADER);
      first = text.read();
    }
    int[] counts = new int[128];
    int length = 1;
    for (int letter = first; letter >= 0 && letter != '\n' && length < LONGEST_HEADER; letter = text.read()) {
      counts[letter < 128 ? letter : 0]++;
      length++;
    }
    text.reset();
    char best = counts[';'] > counts[','] ? ';' : ',';
    return counts['\t'] > counts[best] ? '\t' : best;
  }
}
