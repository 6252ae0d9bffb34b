package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The follow-up of one enrolled account within the window. The rules are the same in every arm:
///
/// - Time counts from the enrolment, in days of 24 hours. An account has *paid* at the moment from which on its
///   payments after the enrolment add up to the share of its debt that the plan states (see [PayerRule]);
///   payments taken back are subtracted. The amounts of the window are summed separately.
/// - The follow-up ends with the window, or at the moment up to which payments are known, whichever is first.
/// - *In flight*: a payment made before the enrolment that was imported only after it. No contact can have caused it,
///   and had it been known, the account would not have been enrolled, so the account is left out, in every arm alike.
///   An account whose contract had ended before the enrolment is also left out.
/// - An account has *left* when its contract ended within the window and it did not pay there, before or after: the
///   share that paid and survival treat it as no longer followed, incidence as ruled out by leaving.
/// - Attempts and answers are those of the household, since its members share the telephone; promises and the cost of
///   attempts are those of the account they were about.
record FollowUp(
    Standing standing, AccountRow.End end, BigDecimal recovered, Optional<BigDecimal> cost, Steps steps, Seen seen) {
  private static final double MILLIS_A_DAY = Duration.ofDays(1).toMillis();

  enum Standing {
    FOLLOWED,
    IN_FLIGHT,
    ENDED_BEFORE
  }

  record Steps(boolean attempted, boolean answered, boolean reached, boolean promised, boolean kept) {}

  /// What was counted.
  ///
  /// @param own attempts that were about this account, not another of the household
  /// @param paidAt when the account became a payer
  record Seen(
      List<LedgerRows.Payment> payments, List<LedgerRows.Promise> promises, List<ComparedAttempt> own,
      Optional<Instant> paidAt) {}

  /// @param freshTo payments are known up to this moment
  record Bounds(int windowDays, Instant freshTo, RateTable rates, PayerRule payer) {
    Instant end(Enrolled account) {
      return account.at().plus(Duration.ofDays(windowDays));
    }
  }

  static FollowUp of(Enrolled account, LedgerRows rows, Bounds bounds) {
    List<LedgerRows.Payment> payments = rows.payments().getOrDefault(account.account(), List.of());
    Instant end = bounds.end(account);
    List<LedgerRows.Payment> counted = payments.stream()
        .filter(payment -> payment.paidAt().isAfter(account.at()) && !payment.paidAt().isAfter(end))
        .filter(payment -> !payment.paidAt().isAfter(bounds.freshTo))
        .toList();
    BigDecimal recovered = counted.stream().map(LedgerRows.Payment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<ComparedAttempt> touches = rows.touches().getOrDefault(account.household(), List.of()).stream()
        .filter(touch -> isWithin(touch.at(), account.at(), end))
        .toList();
    List<LedgerRows.Promise> promises = rows.promises().getOrDefault(account.account(), List.of()).stream()
        .filter(promise -> isWithin(promise.madeAt(), account.at(), end))
        .toList();
    Steps steps = new Steps(
        !touches.isEmpty(),
        touches.stream().anyMatch(touch -> touch.answer().answered()),
        touches.stream().anyMatch(touch -> touch.answer().reached()),
        !promises.isEmpty(),
        promises.stream().anyMatch(LedgerRows.Promise::isKept));
    List<ComparedAttempt> own = touches.stream().filter(touch -> touch.debtor().account().equals(account.account()))
        .toList();
    Optional<Instant> paidAt = paidAt(account, counted, bounds.payer);
    return new FollowUp(
        standing(account, payments), end(account, paidAt, bounds), recovered, cost(account, own, bounds.rates), steps,
        new Seen(counted, promises, own, paidAt));
  }

  private static Standing standing(Enrolled account, List<LedgerRows.Payment> payments) {
    boolean inFlight = payments.stream()
        .anyMatch(payment -> !payment.paidAt().isAfter(account.at()) && payment.importedAt().isAfter(account.at()));
    boolean ended = account.debt().contractEnded().filter(moment -> !moment.isAfter(account.at())).isPresent();
    return inFlight ? Standing.IN_FLIGHT : ended ? Standing.ENDED_BEFORE : Standing.FOLLOWED;
  }

  private static boolean isWithin(Instant moment, Instant from, Instant to) {
    return !moment.isBefore(from) && !moment.isAfter(to);
  }

  /// Returns the moment from which on the sum of the payments is enough; empty when it is not enough at the end.
  private static Optional<Instant> paidAt(Enrolled account, List<LedgerRows.Payment> counted, PayerRule payer) {
    Optional<Instant> since = Optional.empty();
    BigDecimal sum = BigDecimal.ZERO;
    for (LedgerRows.Payment payment : counted.stream().sorted(Comparator.comparing(LedgerRows.Payment::paidAt))
        .toList()) {
      sum = sum.add(payment.amount());
      if (!payer.isMet(sum, account.debt().arrears())) {
        since = Optional.empty();
      } else if (since.isEmpty()) {
        since = Optional.of(payment.paidAt());
      }
    }
    return since;
  }

  private static AccountRow.End end(Enrolled account, Optional<Instant> paid, Bounds bounds) {
    if (paid.isPresent()) {
      return new AccountRow.End(FollowUpEnd.PAID, days(account.at(), paid.get()));
    }
    Instant end = bounds.end(account).isBefore(bounds.freshTo) ? bounds.end(account) : bounds.freshTo;
    return account.debt().contractEnded()
        .filter(ended -> !ended.isAfter(end))
        .map(ended -> new AccountRow.End(FollowUpEnd.LEFT, days(account.at(), ended)))
        .orElseGet(() -> new AccountRow.End(FollowUpEnd.CENSORED, days(account.at(), end)));
  }

  private static double days(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / MILLIS_A_DAY);
  }

  /// Returns the cost of the attempts; empty when an attempt has no price in the currency of the debt.
  private static Optional<BigDecimal> cost(Enrolled account, List<ComparedAttempt> own, RateTable rates) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ComparedAttempt touch : own) {
      Optional<BigDecimal> cost = rates.cost(touch, account.debt().currency());
      if (cost.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(cost.get());
    }
    return Optional.of(sum);
  }
}
