package org.obzvon.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/// How long an account waits for the register that settles a payment which the newest register may or may not contain.
///
/// @param workingDays of the policy's calendar, after the day on which the payment was reported
public record UnsettledPaymentWait(int workingDays) {
  public static final UnsettledPaymentWait DEFAULT = new UnsettledPaymentWait(5);
  public static final int MOST_DAYS = 30;
  /// The search for working days ends after more than a year without enough of them.
  private static final int FARTHEST_DAYS = 400;

  public UnsettledPaymentWait {
    if (workingDays < 1 || workingDays > MOST_DAYS) {
      throw new IllegalArgumentException("1 to " + MOST_DAYS + " working days: " + workingDays);
    }
  }

  /// Returns the begin of the day after the last working day, in the debtor's zone.
  Instant end(Instant toldAt, ZoneId zone, Profile profile, Set<LocalDate> furtherHolidays) {
    LocalDate day = toldAt.atZone(zone).toLocalDate();
    LocalDate farthest = day.plusDays(FARTHEST_DAYS);
    int left = workingDays;
    while (left > 0 && day.isBefore(farthest)) {
      day = day.plusDays(1);
      left -= profile.isWorkday(day, furtherHolidays) ? 1 : 0;
    }
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
