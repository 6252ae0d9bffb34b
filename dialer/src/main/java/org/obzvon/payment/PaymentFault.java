package org.obzvon.payment;

import org.obzvon.document.Wording;

/// Why a payment is not taken.
enum PaymentFault implements Wording {
  TAKEN_OTHERWISE(
      "was taken before with another account, amount or time (source {0}); a payment is never changed, and ids are"
          + " unique over all sources"),
  ID("must have 1 to {0} characters"),
  NOT_POSITIVE("is not above zero; a payment that is taken back is no payment"),
  AMOUNT("is not an amount in hundredths up to {0}"),
  ACCOUNT_UNKNOWN("is unknown; import the register first"),
  OTHER_CURRENCY("is not the account's, which is kept in {0}"),
  TIME("lies before the year 2000 or in the future");

  private final String english;

  PaymentFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "payment";
  }

  @Override
  public String english() {
    return english;
  }
}
