package org.obzvon.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/// One payment as its source tells it.
///
/// @param externalId the source's own id; the same id is the same payment
/// @param account number of the account
/// @param currency empty: that of the account
public record PaymentRow(
    String externalId, String account, BigDecimal amount, Optional<Currency> currency, PaidAt paidAt) {}
