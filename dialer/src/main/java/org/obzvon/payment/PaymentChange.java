package org.obzvon.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/// What was told about a payment after it was taken. Stored beside it and never changed.
///
/// @param payment our id of the payment
/// @param told under which id
/// @param account from whom an amount was taken back; to whom the payment was moved
/// @param amount above zero
/// @param madeAt when it was made, as its source tells
public record PaymentChange(
    UUID payment, KnownPayment.Key told, UUID account, BigDecimal amount, Instant madeAt, What what) {

  public sealed interface What {}

  /// The amount, or a part of it, was taken back.
  public record TakenBack() implements What {}

  /// It was put on another account. Whatever was taken back of it before stands there again.
  ///
  /// @param from on which account it stood
  public record Moved(UUID from) implements What {}
}
