package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.obzvon.payment.PromiseState;

/// Counts the promises of an arm, account by account.
final class PromiseTally {
  private static final double MILLIS_A_DAY = Duration.ofDays(1).toMillis();

  private final int[] byState = new int[PromiseState.values().length];
  private final ExactSum daysLate = new ExactSum();
  private int made;
  private int late;

  void add(AccountFollowUp one) {
    for (HouseholdHistory.Promise promise : one.seen().promises()) {
      made++;
      byState[promise.state().ordinal()]++;
      Optional<Instant> paid = paidInFull(promise, one.seen().payments());
      if (paid.isPresent() && !paid.get().isBefore(promise.end())) {
        late++;
        daysLate.add(Duration.between(promise.end(), paid.get()).toMillis() / MILLIS_A_DAY);
      }
    }
  }

  /// @param payments in the order of time
  private static Optional<Instant> paidInFull(HouseholdHistory.Promise promise,
      List<HouseholdHistory.Payment> payments) {
    BigDecimal left = promise.amount();
    for (HouseholdHistory.Payment payment : payments) {
      left = payment.paidAt().isAfter(promise.madeAt()) ? left.subtract(payment.amount()) : left;
      if (left.signum() <= 0) {
        return Optional.of(payment.paidAt());
      }
    }
    return Optional.empty();
  }

  CampaignActivity.Promises promises(String arm) {
    return new CampaignActivity.Promises(
        arm, made, count(PromiseState.KEPT), count(PromiseState.PARTLY_KEPT), count(PromiseState.BROKEN),
        count(PromiseState.OPEN), late == 0 ? OptionalDouble.empty() : OptionalDouble.of(daysLate.value() / late));
  }

  private int count(PromiseState state) {
    return byState[state.ordinal()];
  }
}
