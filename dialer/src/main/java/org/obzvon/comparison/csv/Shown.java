package org.obzvon.comparison.csv;

import java.util.Arrays;
import java.util.List;

/// Foreign text as it may stand in a message: no control characters, not long.
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  static String of(String text) {
    String plain = text.codePoints()
        .limit(LONGEST)
        .map(letter -> Character.isISOControl(letter) || Character.getType(letter) == Character.FORMAT ? '?' : letter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
    return text.codePointCount(0, text.length()) > LONGEST ? plain + "…" : plain;
  }

  static String of(List<String> texts) {
    return String.join(", ", Arrays.stream(texts.toArray(String[]::new)).limit(30).map(Shown::of).toList());
  }
}
