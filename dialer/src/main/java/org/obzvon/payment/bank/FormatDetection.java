package org.obzvon.payment.bank;

import java.util.Optional;
import java.util.regex.Pattern;
import org.obzvon.payment.PaymentFormat;

/// Recognises the format of a bank's file by its beginning.
final class FormatDetection {
  private static final Pattern SBERBANK_ROW = Pattern
      .compile("\\s*\\d{2}[-./]\\d{2}[-./]\\d{4};\\d{2}[-:.]\\d{2}[-:.]\\d{2};[^\r\n]*");
  private static final Pattern MT940_TAGS = Pattern.compile("(?:^|[\\n\\r]|\\{4:\\s{0,4}):20:");

  private FormatDetection() {}

  /// Returns the format of a file; empty if it is none of these.
  ///
  /// @param head the first few thousand bytes, each as one character
  static Optional<PaymentFormat> of(String head) {
    String text = head.replaceFirst("^(?:\u00EF\u00BB\u00BF|\\s){0,20}", "");
    if (text.startsWith("1CClientBankExchange")) {
      return Optional.of(PaymentFormat.CLIENT_BANK_1C);
    }
    if (text.startsWith("<")) {
      return text.startsWith("<?xml") || text.contains("camt.053") ? Optional.of(PaymentFormat.CAMT053)
          : Optional.empty();
    }
    if (SBERBANK_ROW.matcher(text.lines().findFirst().orElse("")).matches()) {
      return Optional.of(PaymentFormat.SBERBANK);
    }
    boolean mt940 = MT940_TAGS.matcher(text).find() && text.contains(":25") && text.contains(":60");
    return mt940 ? Optional.of(PaymentFormat.MT940) : Optional.empty();
  }
}
