package org.obzvon.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// When a payment was made, as exactly as its source tells.
public sealed interface PaidAt {

  /// The time as it was told, for the list of rejected rows.
  String words();

  /// The instant, where the debtor's zone fills in what the source leaves open.
  Instant in(ZoneId debtor);

  /// Whether a payment that was stored with `stored` may be this one, told again.
  boolean agreesWith(Instant stored, ZoneId debtor);

  record Exactly(Instant at) implements PaidAt {
    /// The store keeps microseconds.
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

  /// A day alone counts to its last second: a debtor who paid on the day on which he promised paid after he promised.
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

  /// The debtor's zone may have become known since the payment was stored; zones lie at most 26 hours apart.
  static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofHours(26)) <= 0;
  }
}
