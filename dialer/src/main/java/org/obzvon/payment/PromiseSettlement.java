package org.obzvon.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Settles promises by the payments that followed them.
///
/// A promise counts the amounts that were paid after it was made, up to and including its day in the debtor's zone, and
/// were not taken back. It is kept as soon as they reach the promised amount; once the day has passed, it is partly
/// kept or broken. A payment that is announced for a later day counts on that day. Two promises of one account may
/// count the same payment: the second replaces the first and does not add to the debt.
public final class PromiseSettlement {
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 10_000;

  private final Promises promises;

  public PromiseSettlement(Promises promises) {
    this.promises = promises;
  }

  /// @param day last day of the promise in the debtor's zone
  /// @param state before settling; OPEN for a kept promise whose payment was taken back or moved away
  public record Given(
      Debtor debtor, LocalDate day, BigDecimal amount, Currency currency, Instant madeAt, PromiseState state) {

    /// Returns the first instant that is too late.
    public Instant end() {
      return day.plusDays(1).atStartOfDay(debtor.zone()).toInstant();
    }

    private LocalDate day(Instant at) {
      return at.atZone(debtor.zone()).toLocalDate();
    }
  }

  public record Debtor(UUID account, ZoneId zone) {}

  public record Paid(Instant at, BigDecimal amount, Currency currency) {}

  /// @param paid the amount that counts towards the promise
  public record Verdict(PromiseState state, BigDecimal paid) {}

  /// Settles every open promise whose time has come. It is safe to run at any time and any number of times.
  public SettledPromiseCounts run(Instant now) {
    SettledPromiseCounts settled = SettledPromiseCounts.NONE;
    Optional<UUID> last = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      Promises.Page done = promises.settle(last, PAGE, now);
      settled = settled.plus(done.settled());
      if (done.last().isEmpty()) {
        return settled;
      }
      last = done.last();
    }
    return settled;
  }

  /// Returns the state of a promise and the amount paid for it.
  ///
  /// @param payments of the account, in any order
  public static Verdict judge(Given promise, List<Paid> payments, Instant now) {
    BigDecimal paid = BigDecimal.ZERO;
    for (Paid payment : payments) {
      boolean counts = payment.at().isAfter(promise.madeAt())
          && payment.at().isBefore(promise.end())
          && !promise.day(payment.at()).isAfter(promise.day(now))
          && payment.currency().equals(promise.currency());
      paid = counts ? paid.add(payment.amount()) : paid;
    }
    return new Verdict(state(promise, paid, now), paid);
  }

  private static PromiseState state(Given promise, BigDecimal paid, Instant now) {
    if (promise.state() == PromiseState.KEPT || paid.compareTo(promise.amount()) >= 0) {
      return PromiseState.KEPT;
    }
    if (now.isBefore(promise.end())) {
      return PromiseState.OPEN;
    }
    return paid.signum() > 0 ? PromiseState.PARTLY_KEPT : PromiseState.BROKEN;
  }
}
