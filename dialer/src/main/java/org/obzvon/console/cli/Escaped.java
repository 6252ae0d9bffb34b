package org.obzvon.console.cli;

/// Text from outside on its way to a terminal: control characters, which could move the cursor or feign other
/// lines, are written as `\u001b`.
final class Escaped {
  private Escaped() {}

  static String of(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(point -> {
      if (isHarmless(point)) {
        escaped.appendCodePoint(point);
      } else {
        escaped.append(String.format("\\u%04x", point));
      }
    });
    return escaped.toString();
  }

  /// Format characters turn the direction of writing; separators break lines.
  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE -> false;
      default -> true;
    };
  }
}
