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

/// A contract with the operator (лицевой счёт) as the newest register and the payments since show it.
///
/// @param number the operator's own number of the contract
/// @param household whom the limits and the arm belong to; several accounts may share it
public record Account(
    UUID id, String number, UUID household, Subscriber subscriber, Subscription subscription, Debt debt) {

  /// The subscriber's zone, UTC where it is not known; the contact policy then stops every contact by name.
  public ZoneId clock() {
    return subscriber.place().zone().orElse(ZoneOffset.UTC);
  }

  /// The date on the subscriber's own calendar.
  public LocalDate today(Instant now) {
    return now.atZone(clock()).toLocalDate();
  }

  /// @param phones in the order of preference; never two the same
  /// @param extensions of the phones that reach the subscriber by one: a robot or a text would reach somebody else
  public record Subscriber(
      String name, Place place, Language language, boolean legalEntity, List<Phone> phones,
      Map<Phone, String> extensions) {
    public Subscriber {
      phones = List.copyOf(phones);
      extensions = Map.copyOf(extensions);
    }

    /// All of whose phones reach the subscriber directly.
    public Subscriber(String name, Place place, Language language, boolean legalEntity, List<Phone> phones) {
      this(name, place, language, legalEntity, phones, Map.of());
    }

    /// The phone as an operator reads it: `+74951234567 ext. 12`.
    public String written(Phone phone) {
      String extension = extensions.get(phone);
      return extension == null ? phone.e164() : phone.e164() + " ext. " + extension;
    }
  }

  /// @param zone empty when it is not known, and then nobody is contacted
  public record Place(String address, String district, Optional<ZoneId> zone) {}

  public record Subscription(String service, String tariff, ServiceState state, Set<String> tags) {
    public Subscription {
      tags = Set.copyOf(tags);
    }
  }

  /// @param balance as billing keeps it: below zero the subscriber owes
  /// @param inRegister stands in the newest snapshot of its source
  /// @param pending payments that have not changed the balance yet
  public record Debt(
      Money balance, Optional<LocalDate> since, Optional<LocalDate> restrictionOn, boolean inRegister,
      PendingPayments pending) {

    /// With no pending payment.
    public Debt(Money balance, Optional<LocalDate> since, Optional<LocalDate> restrictionOn, boolean inRegister) {
      this(balance, since, restrictionOn, inRegister, PendingPayments.NONE);
    }

    /// What is owed, zero when nothing is.
    public Money arrears() {
      return new Money(balance.amount().negate().max(BigDecimal.ZERO), balance.currency());
    }

    public boolean isOwed() {
      return inRegister && balance.amount().signum() < 0;
    }
  }
}
