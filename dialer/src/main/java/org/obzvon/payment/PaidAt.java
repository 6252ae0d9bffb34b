package org.obzvon.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// When a payment was made, as exactly as its source reports.
public sealed interface PaidAt {

  /// Returns the time as it was reported, for the list of rejected rows.
  String words();

  /// Returns the instant; the debtor's zone fills in what the source leaves open.
  Instant in(ZoneId debtor);

  /// Returns true if a payment stored with the time `stored` may be this one, reported again.
  boolean agreesWith(Instant stored, ZoneId debtor);

  record Exactly(Instant at) implements PaidAt {
    /// Truncates to microseconds, which is what the store keeps.
    public Exactly {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String words() {
      return at.toString();
    }

    @Override
    public Instant in(ZoneId debtor) {
      return at;
    }

    @Override
    public boolean agreesWith(Instant stored, ZoneId debtor) {
      return stored.equals(at);
    }
  }

  /// A local time without its zone.
  record Local(LocalDateTime at) implements PaidAt {
    @Override
    public String words() {
      return at.toString();
    }

    public Local {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant in(ZoneId debtor) {
      return at.atZone(debtor).toInstant();
    }

    @Override
    public boolean agreesWith(Instant stored, ZoneId debtor) {
      return near(stored, in(debtor));
    }
  }

  /// A day without a time counts to its last second: a debtor who promised and paid on the same day paid after the
  /// promise.
  record Day(LocalDate day) implements PaidAt {
    @Override
    public String words() {
      return day.toString();
    }

    @Override
    public Instant in(ZoneId debtor) {
      return day.atTime(LocalTime.of(23, 59, 59)).atZone(debtor).toInstant();
    }

    @Override
    public boolean agreesWith(Instant stored, ZoneId debtor) {
      return near(stored, in(debtor));
    }
  }

  /// Returns true if the times may be the same. The debtor's zone may have become known since the payment was stored;
  /// zones are at most 26 hours apart.
  static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofHours(26)) <= 0;
  }
}
