package org.obzvon.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The permitted hours together with the calendar that says which hours a day has.
public record Timetable(Hours hours, WorkCalendar calendar) {
  /// How many days ahead to search. No profile is closed for longer than a year, except one that never opens.
  private static final int FARTHEST_DAYS = 400;

  public boolean isOpen(Instant at, ZoneId zone, Set<LocalDate> furtherHolidays) {
    ZonedDateTime local = at.atZone(zone);
    return on(local.toLocalDate(), furtherHolidays).filter(span -> span.holds(local.toLocalTime())).isPresent();
  }

  /// Returns `from` itself if it is open then, else the next opening; empty if there is none within 400 days.
  public Optional<Instant> opening(Instant from, ZoneId zone, Set<LocalDate> furtherHolidays) {
    if (isOpen(from, zone, furtherHolidays)) {
      return Optional.of(from);
    }
    LocalDate first = from.atZone(zone).toLocalDate();
    return Stream.iterate(first, day -> day.plusDays(1))
        .limit(FARTHEST_DAYS)
        .flatMap(day -> openings(day, zone, furtherHolidays))
        .filter(opening -> opening.isAfter(from) && isOpen(opening, zone, furtherHolidays))
        .findFirst();
  }

  public Optional<Hours.Span> on(LocalDate day, Set<LocalDate> furtherHolidays) {
    return hours.on(calendar.kindOf(day, furtherHolidays));
  }

  /// Returns one instant on most days; two if the clock shows the opening time twice; the end of the gap if the clock
  /// skips the opening time.
  private Stream<Instant> openings(LocalDate day, ZoneId zone, Set<LocalDate> furtherHolidays) {
    return on(day, furtherHolidays).stream().flatMap(span -> instants(day.atTime(span.open()), zone).stream());
  }

  private static List<Instant> instants(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    if (transition != null && transition.isGap()) {
      return List.of(transition.getInstant());
    }
    return zone.getRules().getValidOffsets(local).stream().map(local::toInstant).sorted().toList();
  }
}
