package org.obzvon.payment.bank;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaidAt;

/// One entry of a bank's file as it stands there, before anybody looks for the account in it.
public sealed interface BankEntry {
  int line();

  /// Money that came in, or that was taken back.
  ///
  /// @param reference the bank's own and unique one; empty where the file has none
  /// @param identity what tells this entry from all others where there is no reference
  /// @param account told in a field of its own; empty: to be found in the purpose
  /// @param amount below zero where an earlier payment is taken back
  record Money(
      int line, Optional<String> reference, String identity, Optional<String> account, String purpose,
      BigDecimal amount, Optional<Currency> currency, PaidAt paidAt) implements BankEntry {}

  /// What is no payment of a debtor, or cannot be read.
  record Rejected(int line, String column, String value, Sentence reason) implements BankEntry {}
}
