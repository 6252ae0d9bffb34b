package org.obzvon.policy;

import java.time.LocalDate;
import java.util.Set;

/// The calendar that says which days are working days.
///
/// @param countries whose public holidays count
/// @param extra further days off: moved holidays, days of mourning
/// @param workingDays weekend days or holidays that were made working days; `extra` takes precedence
public record WorkCalendar(
    Set<String> countries, Set<LocalDate> extra, Set<LocalDate> workingDays, Holidays holidays, Provenance from) {
  public WorkCalendar {
    countries = Set.copyOf(countries);
    extra = Set.copyOf(extra);
    workingDays = Set.copyOf(workingDays);
  }

  /// @param further days off that the asker adds; they take precedence over `workingDays` too
  public DayKind kindOf(LocalDate day, Set<LocalDate> further) {
    if (extra.contains(day) || further.contains(day)) {
      return DayKind.HOLIDAY;
    }
    if (workingDays.contains(day)) {
      return DayKind.WORKDAY;
    }
    if (countries.stream().anyMatch(country -> holidays.isHoliday(country, day))) {
      return DayKind.HOLIDAY;
    }
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> DayKind.SATURDAY;
      case SUNDAY -> DayKind.SUNDAY;
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> DayKind.WORKDAY;
    };
  }
}
