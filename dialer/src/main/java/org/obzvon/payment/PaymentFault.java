package org.obzvon.payment;

import org.obzvon.document.CodedReason;

/// Why a payment is not taken.
enum PaymentFault implements CodedReason {
  TAKEN_OTHERWISE(
      "was taken before with another account, amount or time (source {0}); an amount or a time is never changed: take the"
          + " payment back with the negative amount and tell the right one under a new id"),
  ID("must have 1 to {0} characters"),
  ZERO("is zero"),
  AMOUNT("is not an amount in hundredths up to {0}"),
  ACCOUNT_UNKNOWN("is unknown; import the register first"),
  OTHER_CURRENCY("is not the account's, which is kept in {0}"),
  TIME("lies before the year 2000 or more than {0} days ahead"),
  TAKEN_BACK_AHEAD("lies in the future; what is taken back is told when it was"),
  NOTHING_TO_TAKE_BACK(
      "takes back a payment that is not known; of the source {0} the account has none that it could be"),
  TAKES_BACK_UNKNOWN("names a payment that the source {0} never told"),
  TAKES_BACK_NOT_NEGATIVE("names a payment that is taken back, but the amount is not below zero"),
  TAKEN_BACK_ELSEWHERE("is not the account of the payment {0} that is taken back"),
  MORE_THAN_LEFT("takes back more than is left of the payment {0}, which is {1}"),
  TAKEN_BACK_OTHERWISE("took back another amount before, or of another account; a second one needs an id of its own");

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
