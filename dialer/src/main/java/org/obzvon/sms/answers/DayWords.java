package org.obzvon.sms.answers;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The phrases by which a language names days. Text that one pattern has matched is removed from the clause before the
/// next is tried.
///
/// @param vague phrases that name no exact day: their presence leaves the text to a person
/// @param noDays numbers that are sums or times of day; removed before anything is read
/// @param ahead phrases for days from today on, in the order in which they are tried
/// @param inDays "in two weeks": may capture `number`, captures `unit`
/// @param next phrases that put a weekday in next week
/// @param dayAndMonth captures `day` and `month`
/// @param dayOfMonth captures `day`: the next such day
/// @param values number words, ordinals, and the beginnings of units (in days) and months
record DayWords(
    List<Pattern> vague, List<Pattern> noDays, Map<Pattern, Integer> ahead, List<Pattern> inDays,
    Map<Pattern, DayOfWeek> weekdays, List<Pattern> next,
    List<Pattern> dayAndMonth, List<Pattern> dayOfMonth, Values values) {
  private static final Pattern ISO = Pattern.compile("(?<![^ ])(\\d{4})-(\\d{1,2})-(\\d{1,2}) ");
  private static final Pattern NUMERIC = Pattern
      .compile("(?<![^ ])(\\d{1,2})[./-](\\d{1,2})(?:[./-](\\d{4}|\\d{2}))? ");

  record Values(Map<String, Integer> numbers, Map<String, Integer> units, Map<String, Integer> months) {

    int number(String written) {
      return written.matches("\\d{1,4}")
          ? Integer.parseInt(written)
          : Optional.ofNullable(numbers.get(written)).orElseThrow(() -> new DateTimeException("no number: " + written));
    }

    /// Looks a word up by its longest known beginning.
    static int of(Map<String, Integer> beginnings, String word) {
      return beginnings.entrySet().stream()
          .filter(one -> word.startsWith(one.getKey()))
          .max(java.util.Comparator.comparingInt(one -> one.getKey().length()))
          .map(Map.Entry::getValue)
          .orElseThrow(() -> new DateTimeException("not known: " + word));
    }
  }

  /// The days that a clause names; empty when one of them is not exact or does not exist.
  Optional<Set<LocalDate>> in(String clause, LocalDate today) {
    if (PhrasePatterns.matches(vague, clause)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Finder(clause, today).read());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private final class Finder {
    private final LocalDate today;
    private final Set<LocalDate> days = new TreeSet<>();
    private String rest;

    Finder(String clause, LocalDate today) {
      this.rest = clause;
      this.today = today;
    }

    Set<LocalDate> read() {
      noDays.forEach(phrase -> each(phrase, _ -> Optional.empty()));
      each(ISO, found -> Optional.of(LocalDate.of(number(found, 1), number(found, 2), number(found, 3))));
      each(NUMERIC, this::numeric);
      ahead.forEach((phrase, count) -> each(phrase, _ -> Optional.of(today.plusDays(count))));
      inDays.forEach(phrase -> each(phrase, found -> Optional.of(inDays(found))));
      dayAndMonth.forEach(
          phrase -> each(phrase, found -> Optional
              .of(nearest(values.number(found.group("day")), Values.of(values.months, found.group("month"))))));
      dayOfMonth.forEach(phrase -> each(phrase, found -> Optional.of(nearestDay(values.number(found.group("day"))))));
      boolean nextWeek = PhrasePatterns.matches(next, rest);
      weekdays.forEach((phrase, day) -> each(phrase, _ -> Optional.of(weekday(day, nextWeek))));
      return days;
    }

    private void each(Pattern pattern, Function<Matcher, Optional<LocalDate>> day) {
      Matcher found = pattern.matcher(rest);
      StringBuilder left = new StringBuilder();
      int from = 0;
      while (found.find()) {
        day.apply(found).ifPresent(days::add);
        left.append(rest, from, found.start());
        from = found.end();
      }
      rest = left.append(rest.substring(from)).toString();
    }

    private static int number(Matcher found, int group) {
      return Integer.parseInt(found.group(group));
    }

    private LocalDate inDays(Matcher found) {
      String number = found.namedGroups().containsKey("number") ? found.group("number") : null;
      int count = number == null ? 1 : values.number(number);
      return today.plusDays((long) count * Values.of(values.units, found.group("unit")));
    }

    /// Reads a numeric date; "18.00" is a time of day.
    private Optional<LocalDate> numeric(Matcher found) {
      if (number(found, 2) == 0) {
        return Optional.empty();
      }
      if (found.group(3) == null) {
        return Optional.of(nearest(number(found, 1), number(found, 2)));
      }
      int year = number(found, 3);
      return Optional.of(LocalDate.of(year < 100 ? 2000 + year : year, number(found, 2), number(found, 1)));
    }

    /// Returns the next such day for a date without its year.
    private LocalDate nearest(int day, int month) {
      LocalDate thisYear = LocalDate.of(today.getYear(), month, day);
      return thisYear.isBefore(today) ? thisYear.plusYears(1) : thisYear;
    }

    private LocalDate nearestDay(int day) {
      LocalDate month = today.withDayOfMonth(1).plusMonths(day < today.getDayOfMonth() ? 1 : 0);
      return LocalDate.of(month.getYear(), month.getMonth(), ChronoField.DAY_OF_MONTH.checkValidIntValue(day));
    }

    /// Returns the weekday in the next calendar week, which begins on Monday; otherwise the nearest, today included.
    private LocalDate weekday(DayOfWeek day, boolean nextWeek) {
      return nextWeek
          ? today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(TemporalAdjusters.nextOrSame(day))
          : today.with(TemporalAdjusters.nextOrSame(day));
    }
  }
}
