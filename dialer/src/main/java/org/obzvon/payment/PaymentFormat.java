package org.obzvon.payment;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The formats in which payments are reported.
public enum PaymentFormat {
  /// A table with a header.
  CSV("csv"),
  /// Sberbank's register of payments: no header, totals on the last line.
  SBERBANK("sberbank"),
  /// 1CClientBankExchange 1.03.
  CLIENT_BANK_1C("1c"),
  /// SWIFT MT940.
  MT940("mt940"),
  /// ISO 20022 camt.053.
  CAMT053("camt053");

  private final String word;

  PaymentFormat(String word) {
    this.word = word;
  }

  /// Returns the name of the format in commands and requests.
  public String word() {
    return word;
  }

  public static Optional<PaymentFormat> named(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  /// Returns all names, for messages.
  public static String words() {
    return Arrays.stream(values()).map(PaymentFormat::word).collect(Collectors.joining(", "));
  }
}
