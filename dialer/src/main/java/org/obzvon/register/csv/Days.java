package org.obzvon.register.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the dates and date-times of a file: by the mapping's pattern, or else in ISO form or in the dotted form of the
/// countries we serve, which cannot be mistaken for another order of day and month.
public final class Days {
  private static final List<DateTimeFormatter> USUAL = List.of(
      DateTimeFormatter.ISO_OFFSET_DATE_TIME,
      DateTimeFormatter.ISO_LOCAL_DATE_TIME,
      strict("uuuu-MM-dd HH:mm[:ss]"),
      strict("uuuu-MM-dd"),
      strict("uuuu/MM/dd"),
      DateTimeFormatter.BASIC_ISO_DATE.withResolverStyle(ResolverStyle.STRICT),
      strict("d.M.uuuu H:mm[:ss]"),
      strict("d.M.uuuu"),
      strict("d.M.uu H:mm[:ss]"),
      strict("d.M.uu"));
  /// The beginnings of the names of the months in Russian, Romanian and English. None of them means another month in
  /// another language.
  private static final Map<String, Integer> MONTHS = Map.ofEntries(
      Map.entry("янв", 1), Map.entry("фев", 2), Map.entry("мар", 3), Map.entry("апр", 4), Map.entry("мая", 5),
      Map.entry("май", 5), Map.entry("июн", 6), Map.entry("июл", 7), Map.entry("авг", 8), Map.entry("сен", 9),
      Map.entry("окт", 10), Map.entry("ноя", 11), Map.entry("дек", 12), Map.entry("ian", 1), Map.entry("jan", 1),
      Map.entry("feb", 2), Map.entry("mar", 3), Map.entry("apr", 4), Map.entry("mai", 5), Map.entry("may", 5),
      Map.entry("iun", 6), Map.entry("jun", 6), Map.entry("iul", 7), Map.entry("jul", 7), Map.entry("aug", 8),
      Map.entry("sep", 9), Map.entry("oct", 10), Map.entry("noi", 11), Map.entry("nov", 11), Map.entry("dec", 12));
  private static final Pattern WORDS = Pattern.compile("(\\d{1,2})\\s+(\\p{L}{3,10})\\.?\\s+(\\d{4})");
  private static final Pattern YEAR_WORD = Pattern.compile("(?iu)(?<=\\d)[\\s\u00A0]*(г\\.?|года?)$");
  /// Matches the texts that databases and 1C write for "no date".
  private static final Pattern NONE = Pattern
      .compile("[0.:/ -]*0[0.:/ -]*|0?1[./-]0?1[./-]0001.*|0001-01-01.*|1899-12-30.*|30\\.12\\.1899.*");
  /// Matches days since 1900, as spreadsheets count them.
  private static final Pattern SERIAL = Pattern.compile("[345]\\d{4}([.,]\\d+)?");

  private final List<DateTimeFormatter> formats;
  private final String example;
  private final boolean usual;

  /// @param pattern of the mapping, such as `dd.MM.yyyy`
  public Days(Optional<String> pattern) {
    this.formats = pattern.map(Days::strict).map(List::of).orElse(USUAL);
    this.usual = pattern.isEmpty();
    this.example = pattern.orElse("2026-11-22");
  }

  /// Returns true if the cell means "no date": `0000-00-00`, `0`, `01.01.0001 0:00:00`.
  public static boolean isNone(String cell) {
    return !cell.startsWith("2") && NONE.matcher(cell).matches();
  }

  /// Returns the day and leaves out a time of day.
  ///
  /// @throws Unreadable when there is no such day
  public LocalDate day(String cell) {
    return LocalDate.from(parse(cell));
  }

  /// Returns an [OffsetDateTime], a [LocalDateTime] or a [LocalDate], depending on what the cell contains.
  public TemporalAccessor moment(String cell) {
    return parse(cell);
  }

  private TemporalAccessor parse(String cell) {
    LocalDate plain = usual ? plain(cell) : null;
    if (plain != null) {
      return plain;
    }
    String bare = YEAR_WORD.matcher(cell).replaceAll("");
    for (DateTimeFormatter format : formats) {
      for (String written : bare.equals(cell) ? List.of(cell) : List.of(bare, cell)) {
        try {
          return format.parseBest(written, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeException _) {
          // the next format may match
        }
      }
    }
    Matcher words = WORDS.matcher(bare);
    if (words.matches()) {
      return inWords(words);
    }
    throw new UnreadableCell((SERIAL.matcher(cell).matches() ? RowFault.DATE_SERIAL : RowFault.DATE).with(example));
  }

  /// Reads `2026-11-22` and `22.11.2026` without trying all forms. Returns null for anything else.
  private static LocalDate plain(String cell) {
    if (cell.length() != 10) {
      return null;
    }
    boolean iso = cell.charAt(4) == '-' && cell.charAt(7) == '-';
    if (!iso && (cell.charAt(2) != '.' || cell.charAt(5) != '.')) {
      return null;
    }
    int year = iso ? number(cell, 0, 4) : number(cell, 6, 10);
    int month = iso ? number(cell, 5, 7) : number(cell, 3, 5);
    int day = iso ? number(cell, 8, 10) : number(cell, 0, 2);
    boolean good = year > 0 && month > 0 && month <= 12 && day > 0 && day <= YearMonth.of(year, month).lengthOfMonth();
    return good ? LocalDate.of(year, month, day) : null;
  }

  /// Returns the number that the digits of a part of the cell make, or -1 if they are no digits.
  private static int number(String cell, int from, int until) {
    int number = 0;
    for (int i = from; i < until; i++) {
      int digit = cell.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private LocalDate inWords(Matcher words) {
    Integer month = MONTHS.get(words.group(2).substring(0, 3).toLowerCase(Locale.ROOT));
    try {
      if (month != null) {
        return LocalDate.of(Integer.parseInt(words.group(3)), month, Integer.parseInt(words.group(1)));
      }
    } catch (DateTimeException _) {
      // reported below, as is a word that is no month
    }
    throw new UnreadableCell(RowFault.DATE.with(example));
  }

  /// Replaces `y`, the year of an era, which strict parsing refuses without the era.
  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern.replace('y', 'u')).withResolverStyle(ResolverStyle.STRICT);
  }
}
