package org.obzvon.comparison;

import java.math.BigDecimal;

/// Decides who counts as a payer: an account whose payments within the window reach a share of what it owed when it was
/// enrolled.
///
/// @param share from 0 to 1; 0 counts any payment
public record PayerRule(BigDecimal share) {
  /// The rule of plans that state no share.
  public static final PayerRule ANY_PAYMENT = new PayerRule(BigDecimal.ZERO);

  /// The rule of new plans: the remainder of a debt after rounding or a bank's fee makes nobody a debtor.
  public static final PayerRule ALL_BUT_ONE_PERCENT = new PayerRule(new BigDecimal("0.99"));

  public PayerRule {
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("the share of a payer must be from 0 to 1, not " + share);
    }
    share = share.signum() == 0 ? BigDecimal.ZERO : share.stripTrailingZeros();
  }

  public boolean countsAnyPayment() {
    return share.signum() == 0;
  }

  /// Returns true if an account that owed and paid these amounts counts as a payer.
  public boolean isMet(BigDecimal paid, BigDecimal owed) {
    return paid.signum() > 0 && paid.compareTo(owed.max(BigDecimal.ZERO).multiply(share)) >= 0;
  }

  /// Returns the measure in the words of a plan.
  String measure(int windowDays) {
    String paid = countsAnyPayment()
        ? "paid anything"
        : "paid at least " + share.toPlainString() + " of what they owed at the enrolment";
    return "measure: accounts that " + paid + " within " + windowDays
        + " days of the enrolment, every account in the arm its household was assigned to";
  }

  /// Returns the rule as a sentence of the report.
  public String sentence(ReportWords words) {
    return countsAnyPayment()
        ? words.say("payer.any")
        : words.say("payer.share", words.compact(share.doubleValue() * 100, 2));
  }
}
