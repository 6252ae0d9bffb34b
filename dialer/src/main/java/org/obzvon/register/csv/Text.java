package org.obzvon.register.csv;

import java.util.regex.Pattern;

/// Makes text of a file harmless before it is stored, spoken, shown or logged.
public final class Text {
  private static final Pattern SCIENTIFIC = Pattern.compile("\\d+[eE][+-]\\d+|\\d+[.,]\\d+[eE][+-]?\\d+");
  private static final Pattern POINT_ZERO = Pattern.compile("(\\d+)[.,]0{1,2}");

  private static final int LONGEST_SHOWN = 120;

  private Text() {}

  /// Line breaks and other control characters become a space, invisible formatting characters (such as those that
  /// turn the direction of writing) go, runs of spaces become one.
  ///
  /// @throws Unreadable when it is longer than `longest` characters
  public static String clean(String cell, int longest) {
    if (cell.length() > longest * 4) {
      throw tooLong(longest);
    }
    StringBuilder clean = new StringBuilder(cell.length());
    cell.codePoints().forEach(character -> append(clean, character));
    String text = clean.toString().strip();
    if (text.length() > longest) {
      throw tooLong(longest);
    }
    return text;
  }

  /// An identifier: nothing is mended in it.
  ///
  /// @throws Unreadable when it is empty, too long or has invisible characters
  public static String key(String cell, int longest) {
    if (cell.isEmpty()) {
      throw new Unreadable(RowFault.EMPTY.with());
    }
    if (cell.length() > longest) {
      throw tooLong(longest);
    }
    if (!clean(cell, longest).equals(cell)) {
      throw new Unreadable(RowFault.INVISIBLE.with());
    }
    if (cell.indexOf(Quoting.QUOTE) >= 0) {
      throw new Unreadable(RowFault.QUOTE_IN_KEY.with());
    }
    if (SCIENTIFIC.matcher(cell).matches()) {
      throw new Unreadable(RowFault.DIGITS_LOST.with());
    }
    return cell;
  }

  /// An account number or another key that a spreadsheet may have made a number of: `100101.0` is `100101`.
  ///
  /// @throws Unreadable as [#key] says
  public static String number(String cell, int longest) {
    return key(isPointZero(cell) ? cell.substring(0, cell.indexOf(cell.contains(",") ? ',' : '.')) : cell, longest);
  }

  static boolean isPointZero(String cell) {
    return POINT_ZERO.matcher(cell).matches();
  }

  /// One line that a terminal can show without harm.
  public static String printable(String outside) {
    return clean(outside.length() > LONGEST_SHOWN ? outside.substring(0, LONGEST_SHOWN) + "…" : outside, 1000);
  }

  private static void append(StringBuilder clean, int character) {
    switch (Character.getType(character)) {
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {}
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> {
        if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
          clean.append(' ');
        }
      }
      default -> clean.appendCodePoint(character);
    }
  }

  private static Unreadable tooLong(int longest) {
    return new Unreadable(RowFault.TOO_LONG.with(longest));
  }
}
