package org.obzvon.policy.jollyday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
