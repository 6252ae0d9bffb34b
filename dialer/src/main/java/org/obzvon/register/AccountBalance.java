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

/// The balance of an account by the newest register and the payments. It is a function of values, so the order in which
/// registers and payments arrive changes nothing.
///
/// - A payment made on the register's day or later, in the debtor's zone, is not in the register and is counted. This
///   is wrong for a register exported late in the day; then a debtor is left alone until the next register.
/// - A payment made before that day and reported before that day is in the register.
/// - A payment made before that day and reported on it or later may or may not be in the register: it changes no
///   balance, and the account waits for the next register.
/// - A payment whose day has not come is announced: it counts from its day.
///
/// If an amount of a counted payment is taken back, that amount is not counted. If an amount of a payment in the
/// register is taken back on the register's day or later, it is owed again. If an amount of a payment that the register
/// may or may not contain is taken back, this only ends the waiting.
///
/// @param balance below zero: the account owes
/// @param effects by payment
public record AccountBalance(BigDecimal balance, PendingPayments pending, Map<UUID, Effect> effects) {
  public AccountBalance {
    effects = Map.copyOf(effects);
  }

  /// @param balance as the register gave it
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
  /// @param toldAt when it was reported as a payment of this account
  public record Paid(UUID id, BigDecimal amount, Instant paidAt, Instant toldAt, List<TakenBack> takenBack) {
    public Paid {
      takenBack = List.copyOf(takenBack);
    }

    private BigDecimal left() {
      return takenBack.stream().map(TakenBack::amount).reduce(amount, BigDecimal::subtract);
    }
  }

  public record TakenBack(BigDecimal amount, Instant at) {}

  /// The effect of a payment on the balance.
  public enum Effect {
    /// The payment was made after the register and lowers the debt.
    COUNTED,
    /// The payment is in the register.
    IN_REGISTER,
    /// The payment may or may not be in the register; the account waits for the next one.
    WAITS,
    /// The day of the payment has not come.
    ANNOUNCED,
    /// The whole payment was taken back.
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
    Optional<Instant> toldAt = having(payments, effects, Effect.WAITS).map(Paid::toldAt).max(Comparator.naturalOrder());
    Optional<Instant> announcedFor = having(payments, effects, Effect.ANNOUNCED)
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
