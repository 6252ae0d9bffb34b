package org.obzvon.register.csv;

import java.io.IOException;
import java.io.Reader;

/// Reads a text line by line and counts the lines. A line ends with a line feed, a carriage return, or both.
final class CountedLines {
  /// The longest line. A row has a few hundred characters; a text without line breaks is no table and must not fill the
  /// memory.
  private static final int LONGEST = 1 << 24;
  private static final int END = -1;

  private final Reader text;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int filled;
  private int number;
  private boolean ended;

  CountedLines(Reader text) {
    this.text = text;
  }

  /// @param number counted from 1
  record Line(int number, String text) {}

  /// A line has more characters than any row may have.
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
    private final int line;

    TooLong(int line) {
      super("line " + line + " is too long");
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  /// Returns the number of the last line read; 0 before the first.
  int number() {
    return number;
  }

  /// Returns the next line without its end, or null after the last one.
  Line next() throws IOException {
    if (ended) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    int read = read();
    while (read != END && read != '\n' && read != '\r') {
      line.append((char) read);
      if (line.length() > LONGEST) {
        throw new TooLong(number + 1);
      }
      read = read();
    }
    ended = read == END;
    if (read == '\r' && peek() == '\n') {
      at++;
    }
    if (ended && line.isEmpty()) {
      return null;
    }
    return new Line(++number, line.toString());
  }

  private int read() throws IOException {
    int next = peek();
    at++;
    return next;
  }

  private int peek() throws IOException {
    if (at >= filled) {
      filled = Math.max(0, text.read(buffer, 0, buffer.length));
      at = 0;
    }
    return at < filled ? buffer[at] : END;
  }
}
