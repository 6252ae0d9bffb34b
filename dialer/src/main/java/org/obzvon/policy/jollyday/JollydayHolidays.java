package org.obzvon.policy.jollyday;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.obzvon.policy.Holidays;

/// Reads [Holidays] from Jollyday's tables, corrected by [StatutoryDays]. Observances are left out, because they are
/// ordinary working days.
public final class JollydayHolidays implements Holidays {
  private final Set<String> countries = HolidayManager.getSupportedCalendarCodes().stream()
      .map(code -> code.toLowerCase(Locale.ROOT))
      .collect(Collectors.toUnmodifiableSet());
  /// The loaded days. There are as many entries as countries in use times years asked about.
  private final Map<CountryYear, Set<LocalDate>> known = new ConcurrentHashMap<>();

  private record CountryYear(String country, int year) {}

  @Override
  public boolean knows(String country) {
    return countries.contains(country);
  }

  /// Looks at the neighbouring years as well, because a holiday may be moved over the turn of the year.
  @Override
  public boolean isHoliday(String country, LocalDate day) {
    for (int year = day.getYear() - 1; year <= day.getYear() + 1; year++) {
      if (known.computeIfAbsent(new CountryYear(country, year), JollydayHolidays::load).contains(day)) {
        return true;
      }
    }
    return false;
  }

  private static Set<LocalDate> load(CountryYear wanted) {
    HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(wanted.country()));
    Set<LocalDate> days = new HashSet<>();
    for (Holiday holiday : manager.getHolidays(Year.of(wanted.year()))) {
      if (holiday.getType() != HolidayType.OBSERVANCE) {
        days.add(holiday.getActualDate());
        days.add(holiday.getDate());
      }
    }
    return Set.copyOf(StatutoryDays.corrected(wanted.country(), wanted.year(), days));
  }
}
