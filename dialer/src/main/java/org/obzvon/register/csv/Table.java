package org.obzvon.register.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;

/// A CSV file with a header, from any program: in one of the encodings of [FileProbe], separated by comma, semicolon or
/// tab. Rows are read one by one and never kept.
///
/// A fault that makes the file as a whole unfit (not a text, an unknown or missing column) is [BadInput]. A row that
/// cannot be read (it does not fit the header, a quotation mark can be read in two ways, a byte is no letter) is passed
/// on as [Line.Ragged].
public final class Table {
  /// The most rows of a file whose rows are kept in memory.
  private static final int MOST_ROWS = 1_000_000;
  private static final Pattern TOTAL = Pattern.compile(
      "(?:итого|всего|total|totals|total general|grand total|sum)(?:\\s*[:.].*|\\s+(?:по|pe|for|of)\\s.*)?",
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final Path file;
  private final FileProbe scan;
  private final Header header;
  private final Mapping mapping;

  private Table(Path file, FileProbe scan, Header header, Mapping mapping) {
    this.file = file;
    this.scan = scan;
    this.header = header;
    this.mapping = mapping;
  }

  /// @param known all our columns
  /// @param required those that the file must have
  /// @param others receives the name of each column that is none of ours; empty: such a file is refused
  public record Columns(List<String> known, List<String> required, Optional<Consumer<String>> others) {

    /// Refuses columns that are none of ours.
    public Columns(List<String> known, List<String> required) {
      this(known, required, Optional.empty());
    }
  }

  public sealed interface Line {
    int number();

    record Filled(Row row) implements Line {
      @Override
      public int number() {
        return row.line();
      }
    }

    /// A row that cannot be split into the cells of the header.
    record Ragged(int number, Sentence reason) implements Line {}

    /// A row of totals below the others. It is no account, so nobody is called for it.
    record Totals(Finding finding, Row row) implements Line {
      @Override
      public int number() {
        return row.line();
      }
    }
  }

  /// Opens a file of at most [FileProbe#LARGEST_FILE] bytes.
  public static Table open(Path file, Columns columns, Mapping mapping) {
    return open(file, columns, mapping, FileProbe.LARGEST_FILE);
  }

  /// Opens a file of any size, for a reader that keeps no rows.
  static Table openLarge(Path file, Columns columns, Mapping mapping) {
    return open(file, columns, mapping, Long.MAX_VALUE);
  }

  private static Table open(Path file, Columns columns, Mapping mapping, long largest) {
    try {
      FileProbe scan = FileProbe.of(file, mapping.formats().encoding(), largest);
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

  /// Returns an estimate of the number of rows.
  public long expectedRows() {
    return scan.lines();
  }

  public char separator() {
    return header.separator();
  }

  /// Returns true if the file has this column of ours.
  public boolean has(String column) {
    return header.place(column) >= 0;
  }

  /// Returns why the text may be damaged.
  public Optional<Sentence> hint() {
    return scan.hint();
  }

  /// Returns the lines of titles before the header, which were left out.
  public Optional<Finding> titles() {
    List<CountedLines.Line> titles = header.titles();
    return titles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                titles.getFirst().number(), "", Text.printable(titles.getFirst().text()),
                RowFault.TITLES.with(titles.size(), header.lastLine())));
  }

  /// Returns encoding and separator: `UTF-8, separated by ;`
  public Sentence form() {
    String separator = header.separator() == '\t' ? "tab" : String.valueOf(header.separator());
    return FileFormSentence.SEPARATED.with(scan.charset().name(), separator);
  }

  /// Passes every row except blank ones to the consumer and returns how many there were. A caller that collects the
  /// rows must not use any of them before this returns, because the last line may have a fault that concerns the whole
  /// file.
  ///
  /// @throws BadInput also if there are more than a million rows
  public int read(Consumer<Line> rows) {
    return read(rows, MOST_ROWS);
  }

  /// Does the same for a file of more rows.
  int read(Consumer<Line> rows, int most) {
    MessageDigest sha = Digests.sha256();
    int read = 0;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha); Reader text = text(in, scan)) {
      CsvRows csv = new CsvRows(text, header.separator(), header.width());
      csv.skip(header.lastLine());
      for (CsvRows.Read row = csv.next(); row != null; row = csv.next()) {
        if (row.cells().stream().allMatch(String::isBlank)) {
          continue;
        }
        Line line = line(row, csv.fits(row.cells()));
        read += line instanceof Line.Totals ? 0 : 1;
        if (read > most) {
          throw BadInput.of(file.toString(), FileFault.TOO_MANY_ROWS.with(most));
        }
        rows.accept(line);
      }
    } catch (CountedLines.TooLong e) {
      throw new BadInput(new Problem(file.toString(), e.line(), "", FileFault.LINE_TOO_LONG.with()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!HexFormat.of().formatHex(sha.digest()).equals(scan.sha256())) {
      throw BadInput.of(file.toString(), FileFault.CHANGED.with());
    }
    return read;
  }

  private Line line(CsvRows.Read row, boolean fits) {
    if (row.cells().stream().anyMatch(cell -> cell.indexOf(FileProbe.UNREADABLE) >= 0)) {
      return new Line.Ragged(row.line(), RowFault.LETTERS_UNREADABLE.with(scan.charset().name()));
    }
    if (row.refused() || !fits) {
      return new Line.Ragged(
          row.line(), row.remark().orElseGet(() -> RowFault.CELLS.with(row.cells().size(), header.width())));
    }
    if (isTotals(row)) {
      Row totals = new Row(row.line(), row.cells(), header, mapping, List.of());
      Finding finding = new Finding(row.line(), "", Text.printable(String.join(" ", row.cells()).strip()),
          RowFault.TOTALS.with());
      return new Line.Totals(finding, totals);
    }
    List<Finding> remarks = row.remark()
        .map(remark -> new Finding(row.line(), header.name(row.cell()), value(row), remark))
        .map(List::of).orElse(List.of());
    return new Line.Filled(new Row(row.line(), row.cells(), header, mapping, remarks));
  }

  /// Returns true if the first cell that is not blank names a total and the row has no account beside it.
  private boolean isTotals(CsvRows.Read row) {
    int first = 0;
    while (first < row.cells().size() - 1 && row.cells().get(first).isBlank()) {
      first++;
    }
    int account = header.place("account");
    boolean other = account >= 0 && account != first && account < row.cells().size()
        && !row.cells().get(account).isBlank();
    return !other && TOTAL.matcher(row.cells().get(first).strip()).matches();
  }

  private static String value(CsvRows.Read row) {
    return row.cell() < 0 ? "" : row.cells().get(row.cell());
  }

  /// Opens the text without its byte order mark. The mark is read, not skipped, because it belongs to the digest.
  private static Reader text(InputStream in, FileProbe scan) throws IOException {
    in.readNBytes(scan.bomBytes());
    return new InputStreamReader(
        in,
        scan.charset().newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(FileProbe.UNREADABLE)));
  }
}
