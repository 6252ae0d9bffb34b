package org.obzvon.payment;

import org.obzvon.document.Sentence;

/// The result for one payment row.
public sealed interface PaymentRowResult {
  /// The payment was stored now.
  record Taken() implements PaymentRowResult {}

  /// The payment, or a part of it, was taken back now.
  record TakenBack() implements PaymentRowResult {}

  /// The payment was moved to another account now.
  record Moved() implements PaymentRowResult {}

  /// The payment was stored before with the same content; nothing was changed.
  record Known() implements PaymentRowResult {}

  /// The payment was not stored.
  ///
  /// @param column the part of the row that is at fault, named as the column of a file
  record Refused(String column, Sentence reason) implements PaymentRowResult {}
}
