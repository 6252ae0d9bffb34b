package org.obzvon.comparison;

import java.time.Duration;

/// Sums the debt that is left at the end of each day after the enrolment, account by account.
final class DebtCurve {
  private static final int MOST_DAYS = 366;
  private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();

  private final double[] sum;
  /// The debts of accounts without a payment, which are the same on all days.
  private final ExactSum unpaid = new ExactSum();
  private int accounts;

  DebtCurve(int windowDays) {
    sum = new double[Math.min(MOST_DAYS, windowDays) + 1];
  }

  void add(AccountFollowUp one) {
    accounts++;
    double owed = one.account().debt().arrears().doubleValue();
    if (one.seen().payments().isEmpty()) {
      unpaid.add(Math.max(0, owed));
      return;
    }
    int last = sum.length - 1;
    double[] paid = new double[sum.length];
    for (HouseholdHistory.Payment payment : one.seen().payments()) {
      long millis = Duration.between(one.account().at(), payment.paidAt()).toMillis();
      paid[(int) Math.min(last, (millis + MILLIS_A_DAY - 1) / MILLIS_A_DAY)] += payment.amount().doubleValue();
    }
    for (int day = 0; day <= last; day++) {
      owed -= paid[day];
      sum[day] += Math.max(0, owed);
    }
  }

  /// Returns the mean debt of an account by day.
  double[] mean() {
    double[] mean = sum.clone();
    for (int day = 0; day < mean.length; day++) {
      mean[day] = (mean[day] + unpaid.value()) / accounts;
    }
    return mean;
  }
}
