package org.obzvon.rehearsal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;

/// The limits against which a ledger is checked. They are written by hand and share nothing with the profiles that the
/// policy reads, so that a mistake there is not repeated here.
public record LedgerCheckLimits(Hours workingDays, Hours daysOff, Caps calls, Caps messages, CallCount counted) {

  /// The hours from `from` to before `until`, local time.
  public record Hours(LocalTime from, LocalTime until) {
    boolean hold(LocalTime time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  /// The most in one calendar day, one calendar week from Monday and one calendar month, in the debtor's zone.
  public record Caps(int day, int week, int month) {}

  /// The calls that count.
  public enum CallCount {
    /// Calls that a person answered, and calls whose end is unknown.
    ANSWERED_BY_PERSON,
    /// All calls that were placed.
    EVERY_ATTEMPT
  }

  /// Days off that are not weekend days, and weekend days that are worked.
  public record DaysOff(Set<LocalDate> holidays, Set<LocalDate> workedWeekends) {
    public static final DaysOff WEEKENDS_ONLY = new DaysOff(Set.of(), Set.of());

    public DaysOff {
      holidays = Set.copyOf(holidays);
      workedWeekends = Set.copyOf(workedWeekends);
    }

    boolean isOff(LocalDate day) {
      if (holidays.contains(day)) {
        return true;
      }
      boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
      return weekend && !workedWeekends.contains(day);
    }
  }

  /// `ru-230fz-overdue`: Federal Law 230-FZ of 03.07.2016 art. 7 p. 3 (telephone conversations 1 a day, 2 a week, 8 a
  /// month) and p. 5 (messages 2, 4, 16), 08–22 on working days, 09–20 on days off, local time of the debtor;
  /// the robot counts as a person since 467-FZ of 04.08.2023. See docs/contact-policies.md §1.
  public static LedgerCheckLimits ru230fz() {
    return new LedgerCheckLimits(
        new Hours(LocalTime.of(8, 0), LocalTime.of(22, 0)),
        new Hours(LocalTime.of(9, 0), LocalTime.of(20, 0)),
        new Caps(1, 2, 8),
        new Caps(2, 4, 16),
        CallCount.ANSWERED_BY_PERSON);
  }
}
