package org.obzvon.payment.bank;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads amounts as banks write them: `650.00`, `650,00`, `180,`; never with thousands separators.
final class BankAmounts {
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(?:[.,]\\d{0,5})?");

  private BankAmounts() {}

  static Optional<BigDecimal> read(String cell) {
    String plain = cell.replace("\u00A0", "").strip();
    return AMOUNT.matcher(plain).matches()
        ? Optional.of(new BigDecimal(plain.replace(',', '.').replaceFirst("\\.$", "")))
        : Optional.empty();
  }
}
