package org.obzvon.payment.bank;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;

/// A bank's file and the encoding of its text.
record BankFile(Path path, Charset charset) {
  /// The longest line; no statement contains longer ones.
  private static final int LONGEST_LINE = 20_000;
  private static final int HEAD = 1 << 13;

  /// Returns the beginning of a file, each byte as one character.
  static String head(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    }
  }

  BadInput bad(int line, Sentence reason) {
    return new BadInput(new Problem(path.toString(), line, "", reason));
  }

  /// Returns the lines of the file, counted from 1; bytes that are no letters of the encoding become U+FFFD.
  Lines lines() throws IOException {
    return new Lines(
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(path),
                charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE))));
  }

  final class Lines implements AutoCloseable {
    private final BufferedReader text;
    private int number;
    private String kept;

    private Lines(BufferedReader text) {
      this.text = text;
    }

    /// Returns the next line without its end, or null.
    String next() throws IOException {
      if (kept != null) {
        String line = kept;
        kept = null;
        number++;
        return line;
      }
      StringBuilder line = new StringBuilder();
      int read = text.read();
      if (read < 0) {
        return null;
      }
      number++;
      for (; read >= 0 && read != '\n'; read = text.read()) {
        line.append((char) read);
        if (line.length() > LONGEST_LINE) {
          throw bad(number, BankFault.ENTRY.with());
        }
      }
      if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
        line.setLength(line.length() - 1);
      }
      return number == 1 && !line.isEmpty() && line.charAt(0) == '\uFEFF' ? line.substring(1) : line.toString();
    }

    /// Puts the line that was just read back, so that it is the next one again.
    void back(String line) {
      kept = line;
      number--;
    }

    int number() {
      return number;
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
