package org.obzvon.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.obzvon.contact.Contact;
import org.obzvon.contact.Ground;

/// What is written, by text message, when something happens: a promised day comes or passes, a payment comes in, a fitter
/// is to come.
///
/// @param days after the promised day; before the day of an appointment; else 0
/// @param at local time from which it may be sent; of no meaning for a payment, which is thanked for when it is told
public record HappeningRule(String template, int days, LocalTime at) {
  /// Thanks, and a word about a broken promise, are worth nothing later.
  private static final Duration FRESH = Duration.ofDays(2);

  /// @param day the promised day, the day of the appointment, or the day of the payment
  /// @param time when the appointment begins
  /// @param toldAt when we heard of it
  public record When(LocalDate day, LocalTime time, Instant toldAt) {}

  /// Between which instants it may be sent.
  public Contact.Window window(Ground.Kind kind, When when, ZoneId zone) {
    return switch (kind) {
      case PROMISE_DUE -> new Contact.Window(local(when.day(), zone), when.day().plusDays(1).atStartOfDay(zone).toInstant());
      case PROMISE_BROKEN -> fresh(local(when.day().plusDays(days), zone));
      case PAYMENT -> fresh(when.toldAt());
      case APPOINTMENT ->
          new Contact.Window(
              local(when.day().minusDays(days), zone), when.day().atTime(when.time()).atZone(zone).toInstant());
      case LADDER, NOTICE, ASKED -> throw new IllegalArgumentException("a step of the ladder does not happen: " + kind);
    };
  }

  private Instant local(LocalDate day, ZoneId zone) {
    return day.atTime(at).atZone(zone).toInstant();
  }

  private static Contact.Window fresh(Instant due) {
    return new Contact.Window(due, due.plus(FRESH));
  }
}
