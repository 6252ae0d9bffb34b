package org.obzvon.register.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.obzvon.document.Sentence;
import org.obzvon.document.SentenceValue;
import org.obzvon.register.Finding;
import org.obzvon.register.FindingListReader;

/// Reads the lists of rejected rows or warnings that [FindingsFile] wrote.
public final class CsvFindingListReader implements FindingListReader {
  private static final String BETWEEN_VALUES = " \\| ";
  private static final Pattern COUNT = Pattern.compile("0|-?[1-9]\\d{0,17}");

  @Override
  public List<Finding> first(Path list, int most) {
    try (CsvReader<NamedCsvRecord> rows = rows(list)) {
      return rows.stream().limit(most).map(CsvFindingListReader::finding).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String said(Path list, Function<Sentence, String> words) {
    StringWriter said = new StringWriter();
    try (CsvReader<NamedCsvRecord> rows = rows(list); CsvWriter writer = CsvWriter.builder().build(said)) {
      writer.writeRecord(FindingsFile.header());
      rows.stream().map(CsvFindingListReader::finding).forEach(
          finding -> writer.writeRecord(FindingsFile.row(finding, words.apply(finding.reason()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return said.toString();
  }

  private static CsvReader<NamedCsvRecord> rows(Path list) throws IOException {
    return CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(list);
  }

  private static Finding finding(NamedCsvRecord row) {
    String code = row.getField("code");
    String texts = row.getField("values");
    List<SentenceValue> values = texts.isEmpty()
        ? List.of()
        : Stream.of(texts.split(BETWEEN_VALUES, -1)).map(text -> value(code, text)).toList();
    Sentence reason = new Sentence(code, values, List.of(), row.getField("reason"));
    return new Finding(Integer.parseInt(row.getField("line")), row.getField("column"), row.getField("value"), reason);
  }

  /// Returns a value as it was before it was written. The list has texts only: in it, whole numbers are counts, and
  /// days occur in one reason.
  private static SentenceValue value(String code, String text) {
    if (code.equals(RowFault.DATE_RANGE.code())) {
      return new SentenceValue.Day(LocalDate.parse(text));
    }
    return COUNT.matcher(text).matches() ? new SentenceValue.Count(Long.parseLong(text)) : new SentenceValue.Text(text);
  }
}
