package org.obzvon.sms;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a promise to pay out of a short answer. It is one when the text
/// 1. holds a word of paying in the first person: оплачу, заплачу, внесу; plătesc, achit, voi plăti; will pay;
/// 2. denies and asks nothing: no "не", "nu", "not", no question mark;
/// 3. is at most 80 characters long, and
/// 4. names exactly one day from today to fourteen days ahead: today, tomorrow, the day after, a weekday, a date
///    ("25.11", "25.11.2026") or "in N days".
///
/// Anything else is for a person to read.
public final class PromiseWords {
  private static final int LONGEST = 80;
  private static final int FARTHEST = 14;
  private static final int FLAGS = Pattern.UNICODE_CHARACTER_CLASS;

  private static final Pattern PAY =
      Pattern.compile(
          "\\b(оплачу|заплачу|уплачу|погашу|внесу|переведу|закрою долг|oplachu|zaplachu|platesc|achit|voi plati"
              + "|voi achita|o sa platesc|o sa achit|am sa platesc|am sa achit|will pay|ill pay|going to pay)\\b", FLAGS);

  private static final Pattern NO =
      Pattern.compile("\\b(не|нет|ни|nu|nici|not|no|wont|cant|cannot|never|если|daca|if)\\b|\\?", FLAGS);

  private static final Pattern DATE = Pattern.compile("\\b(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}|\\d{2}))?\\b");
  private static final Pattern IN_DAYS =
      Pattern.compile("\\b(?:через|peste|in)\\s+(\\d{1,2})\\s+(?:дн\\p{L}*|день|de zile|zile|zi|days?)\\b", FLAGS);

  private static final Map<String, Integer> AHEAD = new LinkedHashMap<>();
  private static final Map<String, DayOfWeek> WEEKDAYS = new LinkedHashMap<>();

  static {
    AHEAD.put("послезавтра|poimaine|day after tomorrow", 2);
    AHEAD.put("завтра|maine|tomorrow|zavtra", 1);
    AHEAD.put("сегодня|azi|astazi|today|tonight|segodnya", 0);
    WEEKDAYS.put("понедельник|luni|monday", DayOfWeek.MONDAY);
    WEEKDAYS.put("вторник|marti|tuesday", DayOfWeek.TUESDAY);
    WEEKDAYS.put("сред[уа]|miercuri|wednesday", DayOfWeek.WEDNESDAY);
    WEEKDAYS.put("четверг|joi|thursday", DayOfWeek.THURSDAY);
    WEEKDAYS.put("пятниц[уа]|vineri|friday", DayOfWeek.FRIDAY);
    WEEKDAYS.put("суббот[уа]|sambata|saturday", DayOfWeek.SATURDAY);
    WEEKDAYS.put("воскресенье|duminica|sunday", DayOfWeek.SUNDAY);
  }

  private PromiseWords() {}

  /// @param today the debtor's own date when he wrote
  public static Optional<LocalDate> day(String text, LocalDate today) {
    String plain = fold(text);
    if (text.strip().length() > LONGEST || !PAY.matcher(plain).find() || NO.matcher(plain).find()) {
      return Optional.empty();
    }
    java.util.Set<LocalDate> days = new java.util.TreeSet<>();
    String rest = plain;
    for (var entry : AHEAD.entrySet()) {
      Matcher word = Pattern.compile("\\b(?:" + entry.getKey() + ")\\b", FLAGS).matcher(rest);
      if (word.find()) {
        days.add(today.plusDays(entry.getValue()));
        rest = word.replaceAll(" ");
      }
    }
    for (var entry : WEEKDAYS.entrySet()) {
      if (Pattern.compile("\\b(?:" + entry.getKey() + ")\\b", FLAGS).matcher(rest).find()) {
        days.add(today.with(TemporalAdjusters.nextOrSame(entry.getValue())));
      }
    }
    IN_DAYS.matcher(rest).results().forEach(found -> days.add(today.plusDays(Integer.parseInt(found.group(1)))));
    Matcher dates = DATE.matcher(rest);
    while (dates.find()) {
      Optional<LocalDate> date = date(dates, today);
      if (date.isEmpty()) {
        return Optional.empty();
      }
      days.add(date.get());
    }
    return days.size() == 1
        ? days.stream().filter(day -> !day.isBefore(today) && !day.isAfter(today.plusDays(FARTHEST))).findFirst()
        : Optional.empty();
  }

  /// A date without its year is the next such day.
  private static Optional<LocalDate> date(Matcher found, LocalDate today) {
    try {
      int day = Integer.parseInt(found.group(1));
      int month = Integer.parseInt(found.group(2));
      if (found.group(3) != null) {
        int year = Integer.parseInt(found.group(3));
        return Optional.of(LocalDate.of(year < 100 ? 2000 + year : year, month, day));
      }
      LocalDate thisYear = LocalDate.of(today.getYear(), month, day);
      return Optional.of(thisYear.isBefore(today) ? thisYear.plusYears(1) : thisYear);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Small letters; Romanian without its accents, as it is typed. й and ё keep theirs.
  private static String fold(String text) {
    String small = text.toLowerCase(Locale.ROOT).replaceAll("['’]", "").replace('ё', 'е');
    StringBuilder plain = new StringBuilder(small.length());
    small
        .codePoints()
        .forEach(
            point -> {
              String letter = Character.toString(point);
              boolean latin = Character.UnicodeScript.of(point) == Character.UnicodeScript.LATIN;
              plain.append(latin ? Normalizer.normalize(letter, Normalizer.Form.NFD).replaceAll("\\p{M}", "") : letter);
            });
    return plain.toString();
  }
}
