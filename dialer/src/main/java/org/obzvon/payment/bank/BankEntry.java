package org.obzvon.payment.bank;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaidAt;

/// One entry of a bank's file, before anything looks for the account in it.
public sealed interface BankEntry {
  int line();

  /// Incoming money, or a reversal of it.
  ///
  /// @param reference the bank's own unique reference; empty if the file has none
  /// @param identity the text that distinguishes this entry from all others if there is no reference
  /// @param account given in a separate field; empty: it must be found in the purpose
  /// @param amount below zero if an earlier payment is taken back
  record Money(
      int line, Optional<String> reference, String identity, Optional<String> account, String purpose,
      BigDecimal amount, Optional<Currency> currency, PaidAt paidAt) implements BankEntry {}

  /// An entry that is no payment of a debtor, or cannot be read.
  record Rejected(int line, String column, String value, Sentence reason) implements BankEntry {}
}
