package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
record AccountFollowUp(
    Enrolled account, Standing standing, AccountRow.End end, CampaignAccounts.Sums money, Steps steps, Seen seen) {
  private static final double MILLIS_A_DAY = Duration.ofDays(1).toMillis();

  enum Standing {
    FOLLOWED,
    IN_FLIGHT,
    ENDED_BEFORE
  }

  record Steps(boolean attempted, boolean answered, boolean reached, boolean promised, boolean kept) {}

  /// What was counted.
  ///
  /// @param payments in the order of time
  /// @param own attempts that were about this account, not another of the household
  /// @param paidAt when the account became a payer
  record Seen(
      List<HouseholdHistory.Payment> payments, List<HouseholdHistory.Promise> promises, List<PricedAttempt> own,
      Optional<Instant> paidAt) {}

  /// @param cost empty when there is no price in the currency of the debt
  record PricedAttempt(ComparedAttempt attempt, Optional<BigDecimal> cost) {}

  /// @param freshTo payments are known up to this moment
  record Bounds(int windowDays, Instant freshTo, AttemptPrices prices, PayerRule payer) {
    Instant end(Enrolled account) {
      return account.at().plusSeconds(windowDays * 86_400L);
    }
  }

  static AccountFollowUp of(Enrolled account, HouseholdHistory rows, Bounds bounds) {
    Instant end = bounds.end(account);
    List<HouseholdHistory.Payment> payments = rows.payments().getOrDefault(account.account(), List.of());
    List<HouseholdHistory.Payment> counted = counted(payments, account, bounds);
    List<HouseholdHistory.Promise> promises = rows.promises().getOrDefault(account.account(), List.of()).stream()
        .filter(promise -> isWithin(promise.madeAt(), account.at(), end))
        .toList();
    List<PricedAttempt> own = new ArrayList<>();
    boolean attempted = false;
    boolean answered = false;
    boolean reached = false;
    for (ComparedAttempt attempt : rows.attempts()) {
      if (isWithin(attempt.at(), account.at(), end)) {
        attempted = true;
        answered |= attempt.answer().answered();
        reached |= attempt.answer().reached();
        if (attempt.account().equals(account.account())) {
          own.add(new PricedAttempt(attempt, bounds.prices.of(attempt, account.debt().currency())));
        }
      }
    }
    Steps steps = new Steps(
        attempted, answered, reached, !promises.isEmpty(),
        promises.stream().anyMatch(HouseholdHistory.Promise::isKept));
    Optional<Instant> paidAt = paidAt(account, counted, bounds.payer);
    return new AccountFollowUp(
        account, standing(account, payments), end(account, paidAt, bounds),
        new CampaignAccounts.Sums(recovered(counted), cost(own)), steps, new Seen(counted, promises, own, paidAt));
  }

  /// Returns when the account became a payer within the window.
  Optional<Instant> paidAt() {
    return seen.paidAt;
  }

  boolean paidAfter(Instant moment) {
    return seen.paidAt.isPresent() && seen.paidAt.get().isAfter(moment);
  }

  boolean hasPaid() {
    return end.event() == FollowUpEnd.PAID;
  }

  private static List<HouseholdHistory.Payment> counted(
      List<HouseholdHistory.Payment> payments, Enrolled account, Bounds bounds) {
    if (payments.isEmpty()) {
      return payments;
    }
    Instant end = bounds.end(account);
    List<HouseholdHistory.Payment> counted = new ArrayList<>(payments.size());
    for (HouseholdHistory.Payment payment : payments) {
      Instant at = payment.paidAt();
      if (at.isAfter(account.at()) && !at.isAfter(end) && !at.isAfter(bounds.freshTo)) {
        counted.add(payment);
      }
    }
    counted.sort(Comparator.comparing(HouseholdHistory.Payment::paidAt));
    return counted;
  }

  private static BigDecimal recovered(List<HouseholdHistory.Payment> counted) {
    BigDecimal sum = BigDecimal.ZERO;
    for (HouseholdHistory.Payment payment : counted) {
      sum = sum.add(payment.amount());
    }
    return sum;
  }

  private static Standing standing(Enrolled account, List<HouseholdHistory.Payment> payments) {
    for (HouseholdHistory.Payment payment : payments) {
      if (!payment.paidAt().isAfter(account.at()) && payment.importedAt().isAfter(account.at())) {
        return Standing.IN_FLIGHT;
      }
    }
    boolean ended = account.debt().contractEnded().filter(moment -> !moment.isAfter(account.at())).isPresent();
    return ended ? Standing.ENDED_BEFORE : Standing.FOLLOWED;
  }

  private static boolean isWithin(Instant moment, Instant from, Instant to) {
    return !moment.isBefore(from) && !moment.isAfter(to);
  }

  /// Returns the moment from which on the sum of the payments is enough; empty when it is not enough at the end.
  private static Optional<Instant> paidAt(Enrolled account, List<HouseholdHistory.Payment> counted, PayerRule payer) {
    Optional<Instant> since = Optional.empty();
    BigDecimal sum = BigDecimal.ZERO;
    for (HouseholdHistory.Payment payment : counted) {
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
  private static Optional<BigDecimal> cost(List<PricedAttempt> own) {
    BigDecimal sum = BigDecimal.ZERO;
    for (PricedAttempt attempt : own) {
      if (attempt.cost().isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(attempt.cost().get());
    }
    return Optional.of(sum);
  }
}
