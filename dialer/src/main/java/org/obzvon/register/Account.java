package org.obzvon.register;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A contract with the operator (лицевой счёт), with the newest register and the payments since then applied.
///
/// @param number the operator's own number of the contract
/// @param household to which the contact limits and the experiment arm belong; several accounts may share it
public record Account(
    UUID id, String number, UUID household, Subscriber subscriber, Subscription subscription, Debt debt) {

  /// Returns the subscriber's zone, or UTC if it is not known; in that case the contact policy stops every contact and
  /// names the reason.
  public ZoneId clock() {
    return subscriber.place().zone().orElse(ZoneOffset.UTC);
  }

  /// Returns the date on the subscriber's own calendar.
  public LocalDate today(Instant now) {
    return now.atZone(clock()).toLocalDate();
  }

  /// @param phones in the order of preference, without repetition
  /// @param extensions of the phones that reach the subscriber through an extension: a robot call or a text to such a
  ///     phone would reach another person
  public record Subscriber(
      String name, Place place, Language language, boolean legalEntity, List<Phone> phones,
      Map<Phone, String> extensions) {
    public Subscriber {
      phones = List.copyOf(phones);
      extensions = Map.copyOf(extensions);
    }

    /// Creates a subscriber all of whose phones reach them directly.
    public Subscriber(String name, Place place, Language language, boolean legalEntity, List<Phone> phones) {
      this(name, place, language, legalEntity, phones, Map.of());
    }

    /// Returns the phone as an operator reads it: `+74951234567 ext. 12`.
    public String written(Phone phone) {
      String extension = extensions.get(phone);
      return extension == null ? phone.e164() : phone.e164() + " ext. " + extension;
    }
  }

  /// @param zone empty if it is not known; then nobody is contacted
  public record Place(String address, String district, Optional<ZoneId> zone) {}

  public record Subscription(String service, String tariff, ServiceState state, Set<String> tags) {
    public Subscription {
      tags = Set.copyOf(tags);
    }
  }

  /// @param balance with the sign that billing uses: below zero the subscriber owes
  /// @param inRegister true if the account is in the newest snapshot of its source
  /// @param pending payments that have not changed the balance yet
  public record Debt(
      Money balance, Optional<LocalDate> since, Optional<LocalDate> restrictionOn, boolean inRegister,
      PendingPayments pending) {

    /// Creates a debt with no pending payment.
    public Debt(Money balance, Optional<LocalDate> since, Optional<LocalDate> restrictionOn, boolean inRegister) {
      this(balance, since, restrictionOn, inRegister, PendingPayments.NONE);
    }

    /// Returns the amount owed, or zero if nothing is owed.
    public Money arrears() {
      return new Money(balance.amount().negate().max(BigDecimal.ZERO), balance.currency());
    }

    public boolean isOwed() {
      return inRegister && balance.amount().signum() < 0;
    }
  }
}
