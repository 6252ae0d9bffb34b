package org.obzvon.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/// A payment that is stored, or about to be, with the changes reported since.
///
/// @param account to which it belongs now
/// @param amount as it was reported
/// @param changes oldest first
public record KnownPayment(
    UUID id, Key key, UUID account, BigDecimal amount, Currency currency, Instant paidAt,
    List<PaymentCorrection> changes) {
  public KnownPayment {
    changes = List.copyOf(changes);
  }

  /// The identity of a payment. An external id is unique only within its source.
  public record Key(String source, String externalId) {}

  /// Returns the amount that was taken back since the payment came to its account.
  public BigDecimal takenBack() {
    BigDecimal sum = BigDecimal.ZERO;
    for (PaymentCorrection change : changes) {
      sum = switch (change.what()) {
        case PaymentCorrection.TakenBack _ -> sum.add(change.amount());
        case PaymentCorrection.Moved _ -> BigDecimal.ZERO;
      };
    }
    return sum;
  }

  /// Returns the amount that has not been taken back.
  public BigDecimal left() {
    return amount.subtract(takenBack());
  }

  /// Returns true if the payment belonged to the account before it was moved away.
  boolean stoodOn(UUID other) {
    return changes.stream().anyMatch(change -> change.what() instanceof PaymentCorrection.Moved(UUID from)
        && from.equals(other));
  }

  KnownPayment with(PaymentCorrection change) {
    List<PaymentCorrection> more = new ArrayList<>(changes);
    more.add(change);
    UUID stands = change.what() instanceof PaymentCorrection.Moved ? change.account() : account;
    return new KnownPayment(id, key, stands, amount, currency, paidAt, more);
  }
}
