package org.obzvon.console.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.commands.FormFault;
import org.obzvon.document.BadInput;

/// Reads a form with a file (`multipart/form-data`, RFC 7578) part by part as it arrives; only a small window of it is
/// kept. Throws [java.io.EOFException] if the form ends before its last boundary.
final class Multipart {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"\r\n]{1,70})\"|([^\\s;,\"]{1,70}))",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");
  private static final Pattern FILE = Pattern.compile("[;\\s]filename=\"([^\"]*)\"");
  private static final int LONGEST_HEAD = 4096;
  private static final int MOST_PARTS = 50;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] window = new byte[1 << 16];
  private int from;
  private int to;
  private boolean inPart = true;
  private int parts;

  private Multipart(InputStream in, String boundary) {
    // The first boundary may come at the very beginning, all others after a line end.
    this.in = new SequenceInputStream(new ByteArrayInputStream(new byte[]{'\r', '\n'}), in);
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// @throws BadInput when the content type names no boundary
  static Multipart of(String contentType, InputStream in) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw noForm();
    }
    return new Multipart(in, boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
  }

  /// @param file name of the file, if the part is one
  /// @param content ends where the part ends; can be read only until the next part is requested, which
  ///     skips the rest
  record Part(String name, Optional<String> file, InputStream content) {
    /// @throws BadInput when the part has more than `longest` bytes
    String text(int longest) throws IOException {
      byte[] bytes = content.readNBytes(longest + 1);
      if (bytes.length > longest) {
        throw BadInput.of(name, FormFault.TOO_LONG.with(longest));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /// Returns the next part; empty after the last one.
  Optional<Part> next() throws IOException {
    try (InputStream rest = new Content()) {
      rest.transferTo(OutputStream.nullOutputStream());
    }
    String line = line();
    if (line.startsWith("--")) {
      return Optional.empty();
    }
    if (!line.isBlank() || ++parts > MOST_PARTS) {
      throw noForm();
    }
    String disposition = "";
    int length = 0;
    for (String head = line(); !head.isEmpty(); head = line()) {
      length += head.length();
      if (length > LONGEST_HEAD) {
        throw noForm();
      }
      disposition = head.regionMatches(true, 0, "content-disposition:", 0, 20) ? head : disposition;
    }
    inPart = true;
    String name = found(NAME, disposition).orElseThrow(Multipart::noForm);
    return Optional.of(new Part(name, found(FILE, disposition), new Content()));
  }

  private static Optional<String> found(Pattern pattern, String head) {
    Matcher found = pattern.matcher(head);
    return found.find() ? Optional.of(found.group(1).replace("%22", "\"")) : Optional.empty();
  }

  private static BadInput noForm() {
    return BadInput.of("form", FormFault.NO_FORM.with());
  }

  /// Returns the text up to the next line end, which is not part of it.
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (from == to && !fill()) {
        throw cut();
      }
      byte read = window[from++];
      if (read == '\n') {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      line.write(read);
      if (line.size() > LONGEST_HEAD) {
        throw noForm();
      }
      // After the last boundary no line end need follow.
      if (line.size() == 2 && !inPart && line.toString(StandardCharsets.US_ASCII).equals("--")) {
        return "--";
      }
    }
  }

  private static EOFException cut() {
    return new EOFException("the form ended in its middle");
  }

  /// Reads more bytes after those in the window; returns false at the end.
  private boolean fill() throws IOException {
    System.arraycopy(window, from, window, 0, to - from);
    to -= from;
    from = 0;
    int came = in.read(window, to, window.length - to);
    to += Math.max(0, came);
    return came >= 0;
  }

  /// Returns where the delimiter begins in the window, or the end of the window if it does not occur.
  private int delimiterAt() {
    for (int at = from; at <= to - delimiter.length; at++) {
      int same = 0;
      while (same < delimiter.length && window[at + same] == delimiter[same]) {
        same++;
      }
      if (same == delimiter.length) {
        return at;
      }
    }
    return to;
  }

  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      while (inPart) {
        int end = delimiterAt();
        boolean found = end < to;
        // The last bytes may be the beginning of the delimiter.
        int ready = found ? end - from : Math.max(0, to - from - delimiter.length + 1);
        if (ready > 0) {
          int taken = Math.min(ready, length);
          System.arraycopy(window, from, into, offset, taken);
          from += taken;
          return taken;
        }
        if (found) {
          from += delimiter.length;
          inPart = false;
        } else if (!fill()) {
          throw cut();
        }
      }
      return -1;
    }
  }
}
