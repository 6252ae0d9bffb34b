package org.obzvon.payment;

/// The state of a debtor's promise.
public enum PromiseState {
  /// The promised day has not passed and less than the amount was paid.
  OPEN,
  /// The amount was paid by the promised day. Only a payment that is taken back or moved away changes this state.
  KEPT,
  /// The day has passed and a part was paid; a payment that is reported late may still make the promise kept.
  PARTLY_KEPT,
  /// The day has passed and nothing was paid; a payment that is reported late may still make the promise kept.
  BROKEN
}
