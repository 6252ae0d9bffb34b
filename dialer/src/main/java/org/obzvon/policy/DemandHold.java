package org.obzvon.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Phone;

/// A reason that a debtor gave and because of which nobody asks their household for money.
public sealed interface DemandHold {

  NonPaymentReason reason();

  /// When the debtor gave the reason.
  Instant since();

  /// A hold that lasts until a person has dealt with the ticket.
  ///
  /// @param answer true if the hold ends when the debtor is answered; false if it ends when the ticket is closed
  record OpenTicket(NonPaymentReason reason, boolean answer, Instant since) implements DemandHold {}

  /// A hold that lasts some days after the day on which the debtor gave the reason.
  ///
  /// @param working true if only working days are counted
  /// @param number the only number to which no demands go; empty: no demands go to any number of the household
  record Pause(NonPaymentReason reason, int days, boolean working, Optional<Phone> number,
      Instant since) implements DemandHold {

    /// Returns the first instant after the pause.
    ///
    /// @param calendar says which days are working days
    public Instant end(ZoneId zone, WorkCalendar calendar, Set<LocalDate> furtherHolidays) {
      LocalDate day = since.atZone(zone).toLocalDate();
      int left = days;
      LocalDate last = day.plusDays(AccountFactsSource.PAUSE_REACH_DAYS); // ends if no day is a working day
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
