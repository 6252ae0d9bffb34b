package org.obzvon.register.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the encoding of a text that is no table.
public final class TextEncodingDetection {
  private TextEncodingDetection() {}

  /// @throws org.obzvon.document.BadInput when it is no text, or its letters may be in several encodings
  public static Charset of(Path file) {
    try {
      return FileProbe.of(file, Optional.empty(), FileProbe.LARGEST_FILE).charset();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
