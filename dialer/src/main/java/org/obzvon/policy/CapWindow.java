package org.obzvon.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/// The span of time over which a cap counts, in the debtor's own zone.
public enum CapWindow {
  DAY("calendar day"),
  /// The week begins on Monday.
  CALENDAR_WEEK("calendar week"),
  CALENDAR_MONTH("calendar month"),
  ROLLING_24H("24 hours"),
  ROLLING_7D("7 days"),
  ROLLING_30D("30 days");

  private final String words;

  CapWindow(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /// Returns the first instant at which an event that happened at `at` no longer counts. Calendar windows end at the
  /// local start of a day, which need not be 00:00 on a day when the clocks change.
  public Instant release(Instant at, ZoneId zone) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return switch (this) {
      case DAY -> day.plusDays(1).atStartOfDay(zone).toInstant();
      case CALENDAR_WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).atStartOfDay(zone).toInstant();
      case CALENDAR_MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth()).atStartOfDay(zone).toInstant();
      case ROLLING_24H -> rolled(at.atZone(zone), Period.ofDays(1));
      case ROLLING_7D -> rolled(at.atZone(zone), Period.ofDays(7));
      case ROLLING_30D -> rolled(at.atZone(zone), Period.ofDays(30));
    };
  }

  /// Adds days of 24 hours or local days, whichever end later: they differ by an hour when the clocks change.
  private static Instant rolled(ZonedDateTime at, Period period) {
    Instant byHours = at.toInstant().plus(Duration.ofDays(period.getDays()));
    Instant byDays = at.plus(period).toInstant();
    return byHours.isAfter(byDays) ? byHours : byDays;
  }
}
