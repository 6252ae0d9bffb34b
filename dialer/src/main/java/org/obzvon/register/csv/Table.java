package org.obzvon.register.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.document.BadInput;
import org.obzvon.document.Sentence;
import org.obzvon.register.Mapping;

/// A CSV file with a header, whoever wrote it: UTF-8 or windows-1251, with or without a byte order mark, separated by
/// comma, semicolon or tab. Rows are read one by one and never kept.
///
/// Everything that makes the file as a whole unfit (not a text, an unknown or missing column, a quote that is never
/// closed) is [BadInput]; a row that does not fit the header is handed on as [Line.Ragged].
public final class Table {
  private static final int MOST_ROWS = 1_000_000;

  private final Path file;
  private final Scan scan;
  private final Header header;
  private final Mapping mapping;

  private Table(Path file, Scan scan, Header header, Mapping mapping) {
    this.file = file;
    this.scan = scan;
    this.header = header;
    this.mapping = mapping;
  }

  /// @param known our columns, all of them
  /// @param required those that the file must have
  public record Columns(List<String> known, List<String> required) {}

  public sealed interface Line {
    int number();

    record Filled(Row row) implements Line {
      @Override
      public int number() {
        return row.line();
      }
    }

    /// A row with more or fewer cells than the header.
    record Ragged(int number, Sentence reason) implements Line {}
  }

  public static Table open(Path file, Columns columns, Mapping mapping) {
    try {
      Scan scan = Scan.of(file);
      try (Reader text = text(Files.newInputStream(file), scan)) {
        return new Table(file, scan, Header.read(file, text, columns, mapping), mapping);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String sha256() {
    return scan.sha256();
  }

  /// How many rows there may be.
  public long expectedRows() {
    return scan.lines();
  }

  /// Why the text may be damaged.
  public Optional<Sentence> hint() {
    return scan.hint();
  }

  /// `UTF-8, separated by ;`
  public Sentence form() {
    String separator = header.separator() == '\t' ? "tab" : String.valueOf(header.separator());
    return FileForm.SEPARATED.with(scan.charset().name(), separator);
  }

  /// Hands over every row but the blank ones. Whoever collects them must not use any of them before this returns:
  /// a fault of the file as a whole may stand on its last line.
  public void read(Consumer<Line> rows) {
    MessageDigest sha = Digests.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha);
        Reader text = text(in, scan);
        CsvReader<CsvRecord> csv = header.csv().ofCsvRecord(text)) {
      int read = 0;
      for (CsvRecord line : csv) {
        if (read > MOST_ROWS) {
          throw BadInput.of(file.toString(), FileFault.TOO_MANY_ROWS.with(MOST_ROWS));
        }
        if (read > 0 && line.getFields().stream().anyMatch(cell -> !cell.isBlank())) {
          rows.accept(line(line));
        }
        read++;
      }
    } catch (CsvParseException e) {
      throw Header.broken(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!HexFormat.of().formatHex(sha.digest()).equals(scan.sha256())) {
      throw BadInput.of(file.toString(), FileFault.CHANGED.with());
    }
  }

  private Line line(CsvRecord line) {
    int number = (int) line.getStartingLineNumber();
    List<String> cells = line.getFields();
    int width = header.width();
    boolean tooMany = cells.size() > width && cells.stream().skip(width).anyMatch(cell -> !cell.isBlank());
    if (cells.size() < width || tooMany) {
      return new Line.Ragged(number, RowFault.CELLS.with(cells.size(), width));
    }
    return new Line.Filled(new Row(number, cells, header, mapping));
  }

  /// The text without its byte order mark. The mark is read, not skipped: it belongs to the digest.
  private static Reader text(InputStream in, Scan scan) throws IOException {
    in.readNBytes(scan.bomBytes());
    return new BufferedReader(new InputStreamReader(in, scan.charset()));
  }
}
