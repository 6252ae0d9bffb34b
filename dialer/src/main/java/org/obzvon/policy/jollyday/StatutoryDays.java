package org.obzvon.policy.jollyday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Corrects Jollyday's table of a country where it differs from the law. Days that a government moves for one year are
/// not law: policy profiles name them under `extra`.
///
/// Sources: Moldova, Labour Code art. 111; Belarus, Decree 157 of 26.03.1998; Russia, Labour Code art. 112; Kazakhstan,
/// Law on Holidays of 13.12.2001 with the Constitution of 2026, and Labour Code art. 84 and 85.
final class StatutoryDays {
  private static final int RADONITSA_MONDAY = 8;
  private static final int RADONITSA_TUESDAY = 9;
  private static final int LAST_NEW_YEAR_DAY = 8;
  private static final int CONSTITUTION_OF_KAZAKHSTAN = 2026;

  /// The national and state holidays of Kazakhstan; 7 January and Kurban Ait are days off that are not moved.
  private static final List<MonthDay> KAZAKHSTAN = List.of(
      MonthDay.of(1, 1), MonthDay.of(1, 2), MonthDay.of(3, 8), MonthDay.of(3, 21), MonthDay.of(3, 22),
      MonthDay.of(3, 23), MonthDay.of(5, 1), MonthDay.of(5, 7), MonthDay.of(5, 9), MonthDay.of(7, 6),
      MonthDay.of(10, 25), MonthDay.of(12, 16));

  private StatutoryDays() {}

  /// @param table the days that Jollyday knows
  static Set<LocalDate> corrected(String country, int year, Set<LocalDate> table) {
    Set<LocalDate> days = new HashSet<>(table);
    switch (country) {
      case "md" -> days.add(orthodoxEaster(year).plusDays(RADONITSA_MONDAY)); // Paștele Blajinilor
      case "by" -> {
        days.add(LocalDate.of(year, Month.JANUARY, 2));
        days.add(orthodoxEaster(year).plusDays(RADONITSA_TUESDAY));
        days.remove(LocalDate.of(year, Month.MARCH, 15)); // a state holiday on which people work
      }
      // The table also closes the 10th and moves each of these days; the law leaves that to the government.
      case "ru" -> {
        days.removeIf(day -> day.getMonth() == Month.JANUARY);
        for (int day = 1; day <= LAST_NEW_YEAR_DAY; day++) {
          days.add(LocalDate.of(year, Month.JANUARY, day));
        }
      }
      case "kz" -> kazakhstan(year, days);
      default -> {
      }
    }
    return days;
  }

  private static void kazakhstan(int year, Set<LocalDate> days) {
    Set<LocalDate> holidays = new HashSet<>();
    KAZAKHSTAN.forEach(day -> holidays.add(day.atYear(year)));
    if (year >= CONSTITUTION_OF_KAZAKHSTAN) {
      days.remove(LocalDate.of(year, Month.AUGUST, 30));
    } else {
      holidays.add(LocalDate.of(year, Month.AUGUST, 30));
    }
    if (year > CONSTITUTION_OF_KAZAKHSTAN) {
      holidays.add(LocalDate.of(year, Month.MARCH, 15)); // the day of the referendum
    }
    days.addAll(holidays);
    holidays.stream().sorted().filter(StatutoryDays::isWeekend).forEach(day -> days.add(nextWorkday(day, days)));
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static LocalDate nextWorkday(LocalDate day, Set<LocalDate> closed) {
    LocalDate next = day.plusDays(1);
    while (isWeekend(next) || closed.contains(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  /// Returns Orthodox Easter by Meeus, Astronomical Algorithms, chapter 8, for the Julian calendar; our calendar is
  /// thirteen days later from 1900 to 2099.
  static LocalDate orthodoxEaster(int year) {
    int d = (19 * (year % 19) + 15) % 30;
    int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    int sum = d + e + 114;
    return LocalDate.of(year, sum / 31, sum % 31 + 1).plusDays(13);
  }
}
