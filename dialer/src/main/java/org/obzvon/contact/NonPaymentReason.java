package org.obzvon.contact;

/// Why the debt was not paid: one classifier for the robot's keys and the operator's list.
public enum NonPaymentReason {
  FORGOT,
  NO_MONEY,
  QUALITY_OF_SERVICE,
  DISPUTE,
  ALREADY_PAID,
  MOVED,
  NOT_THE_SUBSCRIBER,
  REFUSES,
  OTHER
}
