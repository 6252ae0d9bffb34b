package org.obzvon.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;

/// The rule for a text message about an event: a promised day comes or passes, a payment comes in, a technician's visit
/// is due.
///
/// @param days after the promised day; before the day of an appointment; else 0
/// @param at local time from which it may be sent; unused for a payment, whose thanks are sent when it becomes known
public record EventRule(String template, int days, LocalTime at) {
  /// How long thanks, and a message about a broken promise, may still be sent; later they are worth nothing.
  private static final Duration FRESH = Duration.ofDays(2);

  /// @param day the promised day, the day of the appointment, or the day of the payment
  /// @param time when the appointment begins
  /// @param toldAt when the event became known to us
  public record When(LocalDate day, LocalTime time, Instant toldAt) {}

  /// Returns the window in which the message may be sent.
  public Contact.Window window(ContactOrigin.Kind kind, When when, ZoneId zone) {
    return switch (kind) {
      case PROMISE_DUE -> new Contact.Window(local(when.day(), zone),
          when.day().plusDays(1).atStartOfDay(zone).toInstant());
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
