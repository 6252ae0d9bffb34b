package org.obzvon.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/// A change that was reported about a payment after it was taken. It is stored beside the payment and never changed.
///
/// @param payment our id of the payment
/// @param told the id under which the change was reported
/// @param account from which an amount was taken back, or to which the payment was moved
/// @param amount above zero
/// @param madeAt when the change was made, according to its source
public record PaymentCorrection(
    UUID payment, KnownPayment.Key told, UUID account, BigDecimal amount, Instant madeAt, What what) {

  public sealed interface What {}

  /// The amount, or a part of it, was taken back.
  public record TakenBack() implements What {}

  /// The payment was moved to another account. Amounts that were taken back before count again.
  ///
  /// @param from the account to which it belonged
  public record Moved(UUID from) implements What {}
}
