package org.obzvon.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/// A payment that is stored, or about to be, with what was told about it since.
///
/// @param account on which it stands now
/// @param amount as it was told
/// @param changes oldest first
public record KnownPayment(
    UUID id, Key key, UUID account, BigDecimal amount, Currency currency, Instant paidAt, List<PaymentChange> changes) {
  public KnownPayment {
    changes = List.copyOf(changes);
  }

  /// An external id is unique within its source alone.
  public record Key(String source, String externalId) {}

  /// What was taken back since it came to its account.
  public BigDecimal takenBack() {
    BigDecimal sum = BigDecimal.ZERO;
    for (PaymentChange change : changes) {
      sum =
          switch (change.what()) {
            case PaymentChange.TakenBack _ -> sum.add(change.amount());
            case PaymentChange.Moved _ -> BigDecimal.ZERO;
          };
    }
    return sum;
  }

  /// What still stands of it.
  public BigDecimal left() {
    return amount.subtract(takenBack());
  }

  /// Whether it stood on the account before it was moved from there.
  boolean stoodOn(UUID other) {
    return changes.stream().anyMatch(change -> change.what() instanceof PaymentChange.Moved(UUID from) && from.equals(other));
  }

  KnownPayment with(PaymentChange change) {
    List<PaymentChange> more = new ArrayList<>(changes);
    more.add(change);
    UUID stands = change.what() instanceof PaymentChange.Moved ? change.account() : account;
    return new KnownPayment(id, key, stands, amount, currency, paidAt, more);
  }
}
