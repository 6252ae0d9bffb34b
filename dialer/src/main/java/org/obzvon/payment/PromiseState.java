package org.obzvon.payment;

/// Whether a debtor kept his word.
public enum PromiseState {
  /// The promised day has not passed and less than the amount was paid.
  OPEN,
  /// The amount was paid by the promised day. Only a payment that is taken back or moved away changes it.
  KEPT,
  /// The day has passed and a part was paid; a payment that is told late may still keep it.
  PARTLY_KEPT,
  /// The day has passed and nothing was paid; a payment that is told late may still keep it.
  BROKEN
}
