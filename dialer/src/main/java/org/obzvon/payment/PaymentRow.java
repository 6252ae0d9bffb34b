package org.obzvon.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/// One payment, or one reversal of a payment, as its source reports it.
///
/// @param externalId the source's own id; the same id of the same source is the same payment
/// @param account number of the account
/// @param amount below zero if a payment is taken back
/// @param currency empty: that of the account
/// @param takesBack id of the payment that is taken back; empty: it is found by the row's own id, account and amount
public record PaymentRow(
    String externalId, String account, BigDecimal amount, Optional<Currency> currency, PaidAt paidAt,
    Optional<String> takesBack) {

  /// Creates a row that names no other payment.
  public PaymentRow(String externalId, String account, BigDecimal amount, Optional<Currency> currency, PaidAt paidAt) {
    this(externalId, account, amount, currency, paidAt, Optional.empty());
  }
}
