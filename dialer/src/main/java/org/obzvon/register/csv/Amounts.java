package org.obzvon.register.csv;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.register.Mapping.Decimal;

/// Reads amounts of money as people and billing systems write them: `-1 234,50`, `1,234.50`, `-350.0000`, `500,00-`,
/// `(500,00)`, `500 руб. 50 коп.`, `1 200 lei`.
public final class Amounts {
  /// The largest amount that the store's columns hold, with room for sums.
  private static final BigDecimal LARGEST = new BigDecimal("99999999999");
  private static final int LONGEST = 60;
  private static final int PLAIN_DIGITS = 10;
  private static final String SPACE = "[\\s\u00A0\u2007\u2009\u202F]";
  private static final Pattern SPACES = Pattern.compile(SPACE + "+");
  private static final Pattern DASHES = Pattern.compile("[\u2010-\u2015\u2212\uFE63\uFF0D]");
  /// Matches spaces within a number that do not divide it into groups of three digits.
  private static final Pattern BAD_GROUP = Pattern
      .compile("\\d" + SPACE + "+(?!\\d{3}(?!\\d))\\d|\\d{4}" + SPACE + "+\\d");
  private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+([.,]\\d+)?[eE][+-]?\\d+");
  private static final String WORD = "руб(?:\\.|лей|ля|ль)?|р\\.?|₽|rub|rur|lei|leu|mdl|ron|eur|€|usd|\\$";
  private static final Pattern KOPECKS = Pattern.compile("(?iu)(\\d)(?:" + WORD + ")(\\d{2})(?:коп\\.?|к\\.?|bani)");
  private static final Pattern BEFORE = Pattern.compile("(?iu)^([+-]?)(" + WORD + ")(?=[\\d(+-])");
  private static final Pattern AFTER = Pattern.compile("(?iu)(?<=[\\d)-])(" + WORD + ")$");
  /// Matches a sign or brackets, digits and a sign, so that each kind of minus occurs at most once.
  private static final Pattern NUMBER = Pattern.compile("([+-]?)(\\d[\\d.,']*)(-?)|\\((\\d[\\d.,']*)\\)");

  private Amounts() {}

  /// @throws Unreadable when the cell is no amount, or could be read in two ways
  public static BigDecimal read(String cell, Decimal decimal) {
    if (isPlain(cell, decimal)) {
      return new BigDecimal(cell.replace(',', '.'));
    }
    if (cell.length() > LONGEST) {
      throw new UnreadableCell(RowFault.AMOUNT.with());
    }
    if (BAD_GROUP.matcher(cell).find()) {
      throw new UnreadableCell(RowFault.AMOUNT.with());
    }
    String bare = bare(cell, decimal);
    if (bare.isEmpty()) {
      throw new UnreadableCell(RowFault.AMOUNT_EMPTY.with());
    }
    if (SCIENTIFIC.matcher(bare).matches()) {
      throw new UnreadableCell(RowFault.AMOUNT_EXPONENT.with());
    }
    Matcher number = NUMBER.matcher(bare);
    if (!number.matches() || "-".equals(number.group(3)) && !number.group(1).isEmpty()) {
      throw new UnreadableCell(RowFault.AMOUNT.with());
    }
    boolean bracketed = number.group(4) != null;
    BigDecimal amount = new BigDecimal(digits(bracketed ? number.group(4) : number.group(2), decimal));
    if (amount.compareTo(LARGEST) > 0) {
      throw new UnreadableCell(RowFault.AMOUNT_TOO_LARGE.with(LARGEST.toPlainString()));
    }
    boolean negative = bracketed || "-".equals(number.group(1)) || "-".equals(number.group(3));
    return negative ? amount.negate() : amount;
  }

  /// Returns true if the cell has a few digits with at most one minus before them, and one or two digits behind a
  /// separator that is a decimal one: nothing about it can be read in another way.
  private static boolean isPlain(String cell, Decimal decimal) {
    int begin = cell.startsWith("-") ? 1 : 0;
    int at = digits(cell, begin);
    if (at == begin || at - begin > PLAIN_DIGITS) {
      return false;
    }
    if (at == cell.length()) {
      return true;
    }
    char separator = cell.charAt(at);
    boolean point = separator == '.' && decimal != Decimal.COMMA;
    boolean comma = separator == ',' && decimal != Decimal.POINT;
    int fraction = cell.length() - at - 1;
    return (point || comma) && (fraction == 1 || fraction == 2) && digits(cell, at + 1) == cell.length();
  }

  /// Returns where the digits end that begin at a place.
  private static int digits(String cell, int from) {
    int at = from;
    while (at < cell.length() && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /// Returns the currencies that a word or sign beside the amount may mean; empty if there is none. `lei` are Moldovan
  /// or Romanian.
  public static Set<String> currencies(String cell) {
    if (cell.chars().allMatch(letter -> letter >= '+' && letter <= '9')) {
      return Set.of();
    }
    String plain = plain(cell);
    Matcher after = AFTER.matcher(plain);
    Matcher before = BEFORE.matcher(plain);
    String word = after.find() ? after.group(1) : before.find() ? before.group(2) : "";
    String start = KOPECKS.matcher(plain).find() ? "р" : word.toLowerCase(Locale.ROOT);
    return switch (start) {
      case "" -> Set.of();
      case "lei", "leu" -> Set.of("MDL", "RON");
      case "mdl", "ron" -> Set.of(start.toUpperCase(Locale.ROOT));
      case "eur", "€" -> Set.of("EUR");
      case "usd", "$" -> Set.of("USD");
      default -> Set.of("RUB");
    };
  }

  private static String plain(String cell) {
    return SPACES.matcher(DASHES.matcher(cell).replaceAll("-")).replaceAll("");
  }

  private static String bare(String cell, Decimal decimal) {
    String fraction = decimal == Decimal.POINT ? "." : ",";
    String whole = KOPECKS.matcher(plain(cell)).replaceAll("$1" + fraction + "$2");
    return AFTER.matcher(BEFORE.matcher(whole).replaceAll("$1")).replaceAll("");
  }

  private static String digits(String written, Decimal decimal) {
    return switch (decimal) {
      case POINT -> split(written, '.', ',');
      case COMMA -> split(written, ',', '.');
      case EITHER -> guess(written);
    };
  }

  /// Reads an amount whose decimal separator is not known. Of two different separators the last is the decimal one; a
  /// separator that repeats groups thousands; a single separator before three digits may be either, so the amount is
  /// refused.
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
      throw new UnreadableCell(RowFault.AMOUNT_AMBIGUOUS.with());
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
      throw new UnreadableCell((fraction == ',' ? RowFault.DECIMAL_COMMA : RowFault.DECIMAL_POINT).with());
    }
    return written.replaceAll(group, "").replace(fraction, '.');
  }
}
