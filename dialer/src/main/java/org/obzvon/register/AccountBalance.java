package org.obzvon.register;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// What an account owes by the newest register and the payments: a function of values, so that the order in which
/// registers and payments arrive changes nothing.
///
/// - A payment made on the register's day or later, in the debtor's zone, is not in the register and is counted. Where
///   that is wrong, for a register exported late in the day, a debtor is left in peace until the next register.
/// - One made before that day and told before that day is in the register.
/// - One made before that day and told on it or later may be in the register or not: it changes no balance, and the
///   account waits for the next register.
/// - One whose day has not come is announced: it counts from its day.
///
/// What was taken back of a counted payment is not counted. Of a payment in the register it is owed again, if it was
/// taken back on the register's day or later. Of a payment that the register may know or not it only ends the waiting.
///
/// @param balance below zero: owes
/// @param effects by payment
public record AccountBalance(BigDecimal balance, PendingPayments pending, Map<UUID, Effect> effects) {
  public AccountBalance {
    effects = Map.copyOf(effects);
  }

  /// @param balance as the register told it
  public record Register(BigDecimal balance, LocalDate takenOn, ZoneId zone) {
    private Instant begin() {
      return takenOn.atStartOfDay(zone).toInstant();
    }

    private LocalDate day(Instant at) {
      return at.atZone(zone).toLocalDate();
    }

    private boolean cannotKnow(Instant madeAt) {
      return !madeAt.isBefore(begin());
    }
  }

  /// A payment of the account.
  ///
  /// @param toldAt when it was told as a payment of this account
  public record Paid(UUID id, BigDecimal amount, Instant paidAt, Instant toldAt, List<TakenBack> takenBack) {
    public Paid {
      takenBack = List.copyOf(takenBack);
    }

    private BigDecimal left() {
      return takenBack.stream().map(TakenBack::amount).reduce(amount, BigDecimal::subtract);
    }
  }

  public record TakenBack(BigDecimal amount, Instant at) {}

  /// What a payment does to the balance.
  public enum Effect {
    /// It was made after the register and lowers the debt.
    COUNTED,
    /// The register knew it.
    IN_REGISTER,
    /// The register may know it or not; the account waits for the next one.
    WAITS,
    /// Its day has not come.
    ANNOUNCED,
    /// All of it was taken back.
    TAKEN_BACK
  }

  public static AccountBalance of(Register register, List<Paid> payments, Instant now) {
    BigDecimal balance = register.balance();
    Map<UUID, Effect> effects = new TreeMap<>();
    for (Paid paid : payments) {
      Effect when = effect(register, paid, now);
      balance = balance.add(change(register, paid, when));
      effects.put(paid.id(), paid.left().signum() > 0 ? when : Effect.TAKEN_BACK);
    }
    Optional<Instant> toldAt =
        having(payments, effects, Effect.WAITS).map(Paid::toldAt).max(Comparator.naturalOrder());
    Optional<Instant> announcedFor =
        having(payments, effects, Effect.ANNOUNCED)
            .map(paid -> register.day(paid.paidAt()).atStartOfDay(register.zone()).toInstant())
            .min(Comparator.naturalOrder());
    return new AccountBalance(balance, new PendingPayments(toldAt, announcedFor), effects);
  }

  private static Effect effect(Register register, Paid paid, Instant now) {
    if (register.day(paid.paidAt()).isAfter(register.day(now))) {
      return Effect.ANNOUNCED;
    }
    if (register.cannotKnow(paid.paidAt())) {
      return Effect.COUNTED;
    }
    return register.day(paid.toldAt()).isBefore(register.takenOn()) ? Effect.IN_REGISTER : Effect.WAITS;
  }

  private static BigDecimal change(Register register, Paid paid, Effect effect) {
    return switch (effect) {
      case COUNTED -> paid.left();
      case IN_REGISTER ->
          paid.takenBack().stream()
              .filter(back -> register.cannotKnow(back.at()))
              .map(TakenBack::amount)
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .negate();
      case WAITS, ANNOUNCED, TAKEN_BACK -> BigDecimal.ZERO;
    };
  }

  private static Stream<Paid> having(List<Paid> payments, Map<UUID, Effect> effects, Effect effect) {
    return payments.stream().filter(paid -> effects.get(paid.id()) == effect);
  }
}
