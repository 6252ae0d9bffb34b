package org.obzvon.document;

/// Text from outside as it may stand in the log, in a message to a person or on a terminal: on one line, and without a
/// character that is not seen or that changes how others are shown. Used by the log itself for every message.
public final class LogText {
  private LogText() {}

  /// Puts a blank for every character of control (C0, DEL and C1), for separators of lines and paragraphs, for format
  /// characters (those of writing direction among them, which could show a line backwards), for halves of surrogate pairs
  /// and for code points that mean nothing to anybody else.
  public static String clean(String outside) {
    StringBuilder clean = new StringBuilder(outside.length());
    outside.codePoints().forEach(point -> clean.appendCodePoint(isSeen(point) ? point : ' '));
    return clean.toString();
  }

  /// As [#clean(String)], and cut.
  ///
  /// @param longest in UTF-16 units; a cut text ends in `…`
  public static String clean(String outside, int longest) {
    return clean(outside.length() > longest ? outside.substring(0, longest) + "…" : outside);
  }

  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }
}
