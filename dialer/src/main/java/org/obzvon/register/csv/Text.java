package org.obzvon.register.csv;

import java.util.regex.Pattern;
import org.obzvon.document.SafeText;

/// Makes text of a file harmless before it is stored, spoken, shown or logged.
public final class Text {
  private static final Pattern SCIENTIFIC = Pattern.compile("\\d+[eE][+-]\\d+|\\d+[.,]\\d+[eE][+-]?\\d+");
  private static final Pattern POINT_ZERO = Pattern.compile("(\\d+)[.,]0{1,2}");

  private static final int LONGEST_SHOWN = 120;

  private Text() {}

  /// Turns line breaks and other control characters into a space, removes invisible formatting characters (such as
  /// those that change the direction of writing) and reduces runs of spaces to one.
  ///
  /// @throws Unreadable when it is longer than `longest` characters
  public static String clean(String cell, int longest) {
    if (cell.length() > longest * 4) {
      throw tooLong(longest);
    }
    String text = SafeText.value(cell);
    if (text.length() > longest) {
      throw tooLong(longest);
    }
    return text;
  }

  /// Reads an identifier. It corrects nothing.
  ///
  /// @throws Unreadable when it is empty, too long or has invisible characters
  public static String key(String cell, int longest) {
    if (cell.isEmpty()) {
      throw new UnreadableCell(RowFault.EMPTY.with());
    }
    if (cell.length() > longest) {
      throw tooLong(longest);
    }
    if (!clean(cell, longest).equals(cell)) {
      throw new UnreadableCell(RowFault.INVISIBLE.with());
    }
    if (cell.indexOf(Quoting.QUOTE) >= 0) {
      throw new UnreadableCell(RowFault.QUOTE_IN_KEY.with());
    }
    if (Character.isDigit(cell.charAt(0)) && SCIENTIFIC.matcher(cell).matches()) {
      throw new UnreadableCell(RowFault.DIGITS_LOST.with());
    }
    return cell;
  }

  /// Reads an account number or another key that a spreadsheet may have turned into a number: `100101.0` is `100101`.
  ///
  /// @throws Unreadable as [#key] says
  public static String number(String cell, int longest) {
    return key(isPointZero(cell) ? cell.substring(0, cell.indexOf(cell.contains(",") ? ',' : '.')) : cell, longest);
  }

  static boolean isPointZero(String cell) {
    return cell.endsWith("0") && (cell.indexOf('.') > 0 || cell.indexOf(',') > 0) && POINT_ZERO.matcher(cell).matches();
  }

  /// Returns the text as one short line for a message.
  public static String printable(String outside) {
    return SafeText.value(outside, LONGEST_SHOWN);
  }

  private static UnreadableCell tooLong(int longest) {
    return new UnreadableCell(RowFault.TOO_LONG.with(longest));
  }
}
