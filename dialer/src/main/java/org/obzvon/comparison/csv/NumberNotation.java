package org.obzvon.comparison.csv;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.obzvon.register.Mapping.Decimal;
import org.obzvon.register.csv.Amounts;

/// How a file writes its numbers. The mapping decides; without it the numbers have a decimal point, or, if fields are
/// not separated by commas, possibly a decimal comma, which a spreadsheet in Romanian or Russian writes.
///
/// @param commaIsFree commas do not separate the fields
record NumberNotation(Decimal decimal, boolean commaIsFree) {
  private static final double LARGEST = 1e15;

  /// A computed number: it has more digits after the point than people write.
  private static final Pattern COMPUTED = Pattern.compile("-?\\d{1,15}\\.\\d{7,30}");

  /// Returns an amount of money, as the importers read it.
  BigDecimal amount(String text) {
    return COMPUTED.matcher(text).matches() ? new BigDecimal(text) : Amounts.read(text, of(text));
  }

  /// Returns any other number; NaN for text that is not a number, or beyond 1e15. A plain number of a program may have
  /// an exponent.
  double number(String text) {
    boolean comma = of(text) == Decimal.COMMA;
    String point = comma ? text.replace(',', '.') : text;
    try {
      boolean once = !comma || text.indexOf('.') < 0;
      double number = once && isPlain(point) ? Double.parseDouble(point) : Double.NaN;
      return Math.abs(number) <= LARGEST ? number : Double.NaN;
    } catch (NumberFormatException _) {
      return Double.NaN; // such as 1.2.3 or a sign alone
    }
  }

  /// Returns the decimal sign. If the mapping leaves it open, the only separator of a number decides: a column of
  /// thirds is no column of thousands.
  private Decimal of(String text) {
    boolean comma = text.indexOf(',') >= 0;
    boolean point = text.indexOf('.') >= 0;
    if (decimal != Decimal.EITHER || comma == point) {
      return decimal;
    }
    return point ? Decimal.POINT : commaIsFree ? Decimal.COMMA : decimal;
  }

  /// Returns true if the text has only digits, sign, point and exponent: Java would accept 0x10, 5d and NaN as well.
  private static boolean isPlain(String text) {
    return text.chars().allMatch(letter -> "0123456789+-.eE".indexOf(letter) >= 0);
  }
}
