package org.obzvon.register.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;
import org.obzvon.register.FindingLists;

/// Reads what [FindingsFile] wrote.
public final class CsvFindingLists implements FindingLists {
  private static final String BETWEEN_VALUES = " \\| ";

  @Override
  public List<Finding> first(Path list, int most) {
    try (CsvReader<NamedCsvRecord> rows = rows(list)) {
      return rows.stream().limit(most).map(CsvFindingLists::finding).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String said(Path list, Function<Sentence, String> words) {
    StringWriter said = new StringWriter();
    try (CsvReader<NamedCsvRecord> rows = rows(list); CsvWriter writer = CsvWriter.builder().build(said)) {
      writer.writeRecord(FindingsFile.header());
      rows.stream().map(CsvFindingLists::finding).forEach(
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
    String values = row.getField("values");
    Sentence reason =
        new Sentence(
            row.getField("code"), values.isEmpty() ? List.of() : List.of(values.split(BETWEEN_VALUES, -1)), List.of(),
            row.getField("reason"));
    return new Finding(Integer.parseInt(row.getField("line")), row.getField("column"), row.getField("value"), reason);
  }
}
