package org.obzvon.register.csv;

import java.util.ArrayList;
import java.util.List;

/// Splits text into cells. A cell is quoted if its first character is a quotation mark and the closing one comes before
/// a separator or the end of the line; every other quotation mark is text.
final class Quoting {
  static final char QUOTE = '"';

  private Quoting() {}

  /// The cells of one line.
  ///
  /// @param open index of the cell whose quotation mark is not closed on the line and is then text; -1 if there is none
  /// @param openAt where that mark is in the line
  record Cells(List<String> cells, int open, int openAt) {}

  static Cells part(String line, char separator) {
    return part(line, 0, separator);
  }

  /// @param from where the first cell begins
  static Cells part(String line, int from, char separator) {
    List<String> cells = new ArrayList<>();
    int open = -1;
    int openAt = -1;
    int at = from;
    while (at <= line.length()) {
      int end = quotedEnd(line, at, separator);
      if (end >= 0) {
        cells.add(line.substring(at + 1, end).replace("\"\"", "\""));
        at = end + 2;
        continue;
      }
      if (open < 0 && isUnclosed(line, at)) {
        open = cells.size();
        openAt = at;
      }
      int next = line.indexOf(separator, at);
      int stop = next < 0 ? line.length() : next;
      cells.add(line.substring(at, stop));
      at = stop + 1;
    }
    return new Cells(cells, open, openAt);
  }

  /// Returns the place of the closing mark of the quoted cell that begins at a place, or -1 if no quoted cell begins
  /// there.
  private static int quotedEnd(String line, int at, char separator) {
    if (at >= line.length() || line.charAt(at) != QUOTE) {
      return -1;
    }
    int close = close(line, at + 1);
    boolean proper = close >= 0 && endsCell(line, close, separator);
    return proper ? close : -1;
  }

  private static boolean isUnclosed(String line, int at) {
    return at < line.length() && line.charAt(at) == QUOTE && close(line, at + 1) < 0;
  }

  /// Returns the place of the first mark that is not doubled, or -1 if there is none.
  static int close(String line, int from) {
    int at = line.indexOf(QUOTE, from);
    while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == QUOTE) {
      at = line.indexOf(QUOTE, at + 2);
    }
    return at;
  }

  static boolean endsCell(String line, int close, char separator) {
    return close + 1 == line.length() || line.charAt(close + 1) == separator;
  }
}
