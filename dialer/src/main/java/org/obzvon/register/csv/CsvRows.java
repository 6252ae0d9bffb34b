package org.obzvon.register.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.obzvon.document.Sentence;

/// Reads the rows of a table so that no row ever gets a value from another line unnoticed.
///
/// A row is a line. A quoted cell may continue over several lines if it contains no separator there; such a row gets a
/// remark. A quotation mark that would swallow line breaks together with separators is a fault. If the line on which it
/// opens and the one on which it closes are rows by themselves, each line is read separately with the mark as text, and
/// the row gets a remark. Otherwise the lines are refused, because either way of reading may be the right one.
final class CsvRows {
  /// How many lines an unclosed quotation mark is followed through; anything longer is no cell.
  private static final int FARTHEST = 100_000;

  private final CountedLines lines;
  private final char separator;
  private final int width;
  /// Lines that were read ahead, the next one first.
  private final List<CountedLines.Line> ahead = new ArrayList<>();
  private int taken;
  private int refusedUntil;
  private Sentence refusal;
  private int closingLine;
  private Sentence closing;

  /// @param width how many cells a row has
  CsvRows(Reader text, char separator, int width) {
    this.lines = new CountedLines(text);
    this.separator = separator;
    this.width = width;
  }

  /// @param line on which the row begins
  /// @param cell index of the cell to which the remark applies; -1 if it applies to the whole row
  /// @param remark on the quotation marks of the row
  /// @param refused the row cannot be read; the remark gives the reason
  record Read(int line, List<String> cells, int cell, Optional<Sentence> remark, boolean refused) {}

  /// Skips the lines up to the given one.
  void skip(int last) throws IOException {
    while (lines.number() < last && lines.next() != null) {
      // the header and the lines before it
    }
  }

  /// Returns the next row, or null after the last one.
  Read next() throws IOException {
    CountedLines.Line line = poll();
    if (line == null) {
      return null;
    }
    if (line.number() <= refusedUntil) {
      return new Read(line.number(), cells(line), -1, Optional.of(refusal), true);
    }
    Quoting.Cells parted = Quoting.part(line.text(), separator);
    if (parted.open() >= 0) {
      return opened(line, parted);
    }
    return alone(line, parted.cells(), -1, closingOf(line));
  }

  private Read alone(CountedLines.Line line, List<String> cells, int cell, Optional<Sentence> remark) {
    return new Read(line.number(), cells, cell, remark, false);
  }

  private Optional<Sentence> closingOf(CountedLines.Line line) {
    return line.number() == closingLine ? Optional.of(closing) : Optional.empty();
  }

  /// Reads a row in which a cell begins with a quotation mark that the line does not close.
  private Read opened(CountedLines.Line line, Quoting.Cells parted) throws IOException {
    Span span = span(line, parted);
    if (span.whole() && !span.swallowed() && fits(span.cells())) {
      drop(span.last() - line.number());
      Sentence several = RowFault.CELL_OF_SEVERAL_LINES.with(line.number(), span.last());
      return alone(line, span.cells(), parted.open(), Optional.of(several));
    }
    Sentence fault = span.last() > line.number()
        ? RowFault.QUOTE_SWALLOWS.with(line.number(), span.last())
        : RowFault.QUOTE_UNCLOSED.with(line.number());
    boolean rows = fits(parted.cells()) && (span.last() == line.number() || fits(cells(last(span, line))));
    if (!rows && span.whole() && fits(span.cells())) {
      refusedUntil = span.last();
      refusal = fault;
      return new Read(line.number(), parted.cells(), parted.open(), Optional.of(fault), true);
    }
    closingLine = span.last();
    closing = fault;
    return alone(line, parted.cells(), parted.open(), Optional.of(fault));
  }

  private CountedLines.Line last(Span span, CountedLines.Line first) {
    return ahead.get(taken + span.last() - first.number() - 1);
  }

  /// The row that results if its quoted cells are followed over the lines.
  ///
  /// @param last line on which the last mark closes; the first line if none closes
  /// @param whole every mark closes before a separator or the end of a line
  /// @param swallowed a quoted cell of several lines contains a separator
  private record Span(List<String> cells, int last, boolean whole, boolean swallowed) {}

  private Span span(CountedLines.Line first, Quoting.Cells parted) throws IOException {
    List<String> cells = new ArrayList<>(parted.cells().subList(0, parted.open()));
    StringBuilder cell = new StringBuilder(first.text().substring(parted.openAt() + 1));
    int closed = first.number();
    for (int distance = 1; distance <= FARTHEST; distance++) {
      CountedLines.Line line = ahead(distance);
      if (line == null) {
        break;
      }
      int close = Quoting.close(line.text(), 0);
      if (close < 0) {
        cell.append('\n').append(line.text());
        continue;
      }
      cell.append('\n').append(line.text(), 0, close);
      boolean swallowed = cell.indexOf(String.valueOf(separator)) >= 0;
      cells.add(cell.toString().replace("\"\"", "\""));
      if (!Quoting.endsCell(line.text(), close, separator)) {
        return new Span(cells, line.number(), false, swallowed);
      }
      if (close + 1 == line.text().length()) {
        return new Span(cells, line.number(), true, swallowed);
      }
      Quoting.Cells rest = Quoting.part(line.text(), close + 2, separator);
      if (rest.open() < 0 || swallowed) {
        cells.addAll(rest.cells());
        return new Span(cells, line.number(), rest.open() < 0, swallowed);
      }
      cells.addAll(rest.cells().subList(0, rest.open()));
      cell = new StringBuilder(line.text().substring(rest.openAt() + 1));
      closed = line.number();
    }
    return new Span(List.of(), closed, false, true);
  }

  private List<String> cells(CountedLines.Line line) {
    return Quoting.part(line.text(), separator).cells();
  }

  /// Returns true if the row has all its cells and any cells beyond the width are blank.
  boolean fits(List<String> cells) {
    return cells.size() >= width && cells.stream().skip(width).allMatch(String::isBlank);
  }

  private CountedLines.Line poll() throws IOException {
    if (taken < ahead.size()) {
      CountedLines.Line next = ahead.get(taken++);
      if (taken == ahead.size()) {
        ahead.clear();
        taken = 0;
      }
      return next;
    }
    return lines.next();
  }

  private CountedLines.Line ahead(int distance) throws IOException {
    while (ahead.size() - taken < distance) {
      CountedLines.Line line = lines.next();
      if (line == null) {
        return null;
      }
      ahead.add(line);
    }
    return ahead.get(taken + distance - 1);
  }

  private void drop(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      poll();
    }
  }
}
