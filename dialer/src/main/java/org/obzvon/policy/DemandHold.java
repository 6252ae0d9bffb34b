package org.obzvon.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.obzvon.contact.Reason;
import org.obzvon.register.Phone;

/// A reason that a debtor gave and for which nobody asks his household for money.
public sealed interface DemandHold {

  Reason reason();

  /// When the reason was given.
  Instant since();

  /// Until a person has dealt with it.
  ///
  /// @param answer whether the hold ends when the debtor is answered; else when the ticket is closed
  record OpenTicket(Reason reason, boolean answer, Instant since) implements DemandHold {}

  /// For some days after the day on which the reason was given.
  ///
  /// @param working whether working days are counted alone
  /// @param number to which alone no demands go; empty: to none of the household
  record Pause(Reason reason, int days, boolean working, Optional<Phone> number, Instant since) implements DemandHold {

    /// The first instant after the pause.
    ///
    /// @param calendar that says which days are working days
    public Instant end(ZoneId zone, WorkCalendar calendar, Set<LocalDate> furtherHolidays) {
      LocalDate day = since.atZone(zone).toLocalDate();
      int left = days;
      LocalDate last = day.plusDays(EvidenceSource.PAUSE_REACH_DAYS); // a calendar without working days ends here
      while (left > 0 && day.isBefore(last)) {
        day = day.plusDays(1);
        if (!working || calendar.kindOf(day, furtherHolidays) == DayKind.WORKDAY) {
          left--;
        }
      }
      return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
  }
}
