package org.obzvon.register.csv;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.register.Mapping.Decimal;

/// Reads amounts of money as people and billing systems write them: `-1 234,50`, `1,234.50`, `-350.0000`.
public final class Amounts {
  /// What the columns of the store hold, with room for sums.
  private static final BigDecimal LARGEST = new BigDecimal("99999999999");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2009\\u202F]+");
  private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+([.,]\\d+)?[eE][+-]?\\d+");
  private static final Pattern NUMBER = Pattern.compile("([+-]?)(\\d[\\d.,']*)");

  private Amounts() {}

  /// @throws Unreadable when it is no amount, or could be read in two ways
  public static BigDecimal read(String cell, Decimal decimal) {
    String bare = SPACES.matcher(cell.replace('\u2212', '-')).replaceAll("");
    if (bare.isEmpty()) {
      throw new Unreadable(RowFault.AMOUNT_EMPTY.with());
    }
    if (SCIENTIFIC.matcher(bare).matches()) {
      throw new Unreadable(RowFault.AMOUNT_EXPONENT.with());
    }
    Matcher number = NUMBER.matcher(bare);
    if (bare.length() > 40 || !number.matches()) {
      throw new Unreadable(RowFault.AMOUNT.with());
    }
    BigDecimal amount = new BigDecimal(digits(number.group(2), decimal));
    if (amount.compareTo(LARGEST) > 0) {
      throw new Unreadable(RowFault.AMOUNT_TOO_LARGE.with(LARGEST.toPlainString()));
    }
    return number.group(1).equals("-") ? amount.negate() : amount;
  }

  private static String digits(String written, Decimal decimal) {
    return switch (decimal) {
      case POINT -> split(written, '.', ',');
      case COMMA -> split(written, ',', '.');
      case EITHER -> guess(written);
    };
  }

  /// Of two separators the last is the decimal one; one that repeats groups thousands; a lone one before three digits
  /// may be either.
  private static String guess(String written) {
    int comma = written.lastIndexOf(',');
    int point = written.lastIndexOf('.');
    int last = Math.max(comma, point);
    if (last < 0) {
      return split(written, '.', ',');
    }
    boolean both = Math.min(comma, point) >= 0;
    boolean repeated = written.indexOf(written.charAt(last)) != last;
    if (!both && !repeated && written.length() - last == 4 && !written.startsWith("0")) {
      throw new Unreadable(RowFault.AMOUNT_AMBIGUOUS.with());
    }
    boolean isFraction = both || !repeated;
    boolean commaIsFraction = isFraction == (last == comma);
    return commaIsFraction ? split(written, ',', '.') : split(written, '.', ',');
  }

  private static String split(String written, char fraction, char grouping) {
    String group = grouping == '.' ? "[.']" : "[,']";
    String point = fraction == '.' ? "\\." : ",";
    String shape = "(\\d+|\\d{1,3}(" + group + "\\d{3})+)(" + point + "\\d{1,6})?";
    if (!written.matches(shape)) {
      throw new Unreadable((fraction == ',' ? RowFault.DECIMAL_COMMA : RowFault.DECIMAL_POINT).with());
    }
    return written.replaceAll(group, "").replace(fraction, '.');
  }
}
