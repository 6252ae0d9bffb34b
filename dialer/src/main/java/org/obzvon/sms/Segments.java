package org.obzvon.sms;

import java.util.ArrayList;
import java.util.List;

/// A text cut into segments as it goes over the air. A segment, not a message, is what is paid for and paced.
///
/// @param units septets (GSM 7 bit) or 16 bit units (UCS-2) of the whole text
/// @param parts the text of each segment, in order; never empty
public record Segments(Encoding encoding, int units, List<String> parts) {
  public Segments {
    parts = List.copyOf(parts);
  }

  public int count() {
    return parts.size();
  }

  /// Cuts a text so that neither a letter of two septets nor a surrogate pair is split.
  public static Segments of(String text) {
    Encoding encoding = Encoding.of(text);
    int units = text.codePoints().map(point -> units(encoding, point)).sum();
    if (units <= encoding.alone()) {
      return new Segments(encoding, units, List.of(text));
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int filled = 0;
    for (int point : text.codePoints().toArray()) {
      int more = units(encoding, point);
      if (filled + more > encoding.joined()) {
        parts.add(part.toString());
        part.setLength(0);
        filled = 0;
      }
      part.appendCodePoint(point);
      filled += more;
    }
    parts.add(part.toString());
    return new Segments(encoding, units, parts);
  }

  private static int units(Encoding encoding, int point) {
    return switch (encoding) {
      case GSM7 -> Gsm7.septets((char) point);
      case UCS2 -> Character.charCount(point);
    };
  }
}
