package org.obzvon.policy.jollyday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JollydayHolidaysTest {
  private final JollydayHolidays holidays = new JollydayHolidays();

  @Test
  void the_countries_of_the_shipped_profiles_are_known_and_an_invented_one_is_not() {
    assertThat(List.of("ru", "md", "ro", "ua", "us", "gb", "be", "kz")).allMatch(holidays::knows);
    assertThat(holidays.knows("zz")).isFalse();
  }

  @Test
  void a_holiday_on_a_weekend_counts_on_its_own_day_and_on_the_day_it_was_moved_to() {
    assertThat(holidays.isHoliday("ru", LocalDate.of(2026, 5, 9))).as("Saturday").isTrue();
    assertThat(holidays.isHoliday("ru", LocalDate.of(2026, 5, 11))).as("the Monday after").isTrue();
    assertThat(holidays.isHoliday("ru", LocalDate.of(2026, 5, 12))).isFalse();
  }

  @Test
  void moldovan_easter_monday_is_the_orthodox_one() {
    assertThat(holidays.isHoliday("md", LocalDate.of(2026, 4, 13))).isTrue();
    assertThat(holidays.isHoliday("md", LocalDate.of(2026, 4, 6))).isFalse();
  }

  /// The days follow the laws that [StatutoryDays] names and, for Romania, Labour Code art. 139. The movable days are
  /// those of the Orthodox Easter (12 April 2026, 2 May 2027, 16 April 2028) and, for Kazakhstan, the first day of
  /// Kurban Ait. If the law moves a day that falls on a weekend, both days are listed.
  private static final Map<String, String> BY_LAW = Map.ofEntries(
      Map.entry("ru 2026", "01-01..08 02-23 03-08 03-09 05-01 05-09 05-11 06-12 11-04"),
      Map.entry("ru 2027", "01-01..08 02-23 03-08 05-01 05-03 05-09 05-10 06-12 06-14 11-04"),
      Map.entry("ru 2028", "01-01..08 02-23 03-08 05-01 05-09 06-12 11-04 11-06"),
      Map.entry("md 2026", "01-01 01-07..08 03-08 04-12..13 04-20 05-01 05-09 06-01 08-27 08-31 12-25"),
      Map.entry("md 2027", "01-01 01-07..08 03-08 05-01 05-02..03 05-09 05-10 06-01 08-27 08-31 12-25"),
      Map.entry("md 2028", "01-01 01-07..08 03-08 04-16..17 04-24 05-01 05-09 06-01 08-27 08-31 12-25"),
      Map.entry("ro 2026",
          "01-01..02 01-06..07 01-24 04-10 04-12..13 05-01 05-31 06-01 08-15 11-30 12-01 12-25..26"),
      Map.entry("ro 2027",
          "01-01..02 01-06..07 01-24 04-30 05-01 05-02..03 06-01 06-20..21 08-15 11-30 12-01 12-25..26"),
      Map.entry("ro 2028",
          "01-01..02 01-06..07 01-24 04-14 04-16..17 05-01 06-01 06-04..05 08-15 11-30 12-01 12-25..26"),
      Map.entry("kz 2026",
          "01-01..02 01-07 03-08..09 03-21..25 05-01 05-07 05-09 05-11 05-27 07-06 10-25..26 12-16"),
      Map.entry("kz 2027",
          "01-01..02 01-04 01-07 03-08 03-15 03-21..24 05-01 05-03 05-07 05-09..10 05-16 07-06 10-25 12-16"),
      Map.entry("kz 2028", "01-01..04 01-07 03-08 03-15 03-21..23 05-01 05-05 05-07..09 07-06 10-25 12-16 12-18"),
      Map.entry("by 2026", "01-01..02 01-07 03-08 04-21 05-01 05-09 07-03 11-07 12-25"),
      Map.entry("by 2027", "01-01..02 01-07 03-08 05-01 05-09 05-11 07-03 11-07 12-25"),
      Map.entry("by 2028", "01-01..02 01-07 03-08 04-25 05-01 05-09 07-03 11-07 12-25"));

  private static Set<LocalDate> days(int year, String words) {
    Set<LocalDate> days = new TreeSet<>();
    for (String word : words.split(" ")) {
      LocalDate first = LocalDate.parse(year + "-" + word.substring(0, 5));
      LocalDate last = word.length() == 5 ? first : first.withDayOfMonth(Integer.parseInt(word.substring(7)));
      first.datesUntil(last.plusDays(1)).forEach(days::add);
    }
    return days;
  }

  @TestFactory
  Stream<DynamicTest> holidays_of_a_year_are_those_of_the_law() {
    return BY_LAW.entrySet().stream().map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
      String country = row.getKey().substring(0, 2);
      int year = Integer.parseInt(row.getKey().substring(3));
      Set<LocalDate> found = LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1))
          .filter(day -> holidays.isHoliday(country, day))
          .collect(Collectors.toCollection(TreeSet::new));
      assertThat(found).isEqualTo(days(year, row.getValue()));
    }));
  }
}
