package org.obzvon.register.csv;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads currencies: ISO 4217 codes, their numbers, and the words and signs that mean only one currency.
public final class Currencies {
  /// Other names of currencies. Many systems still write the code of the rouble before 1998.
  private static final Map<String, String> ALSO = Map.ofEntries(
      Map.entry("RUR", "RUB"), Map.entry("810", "RUB"), Map.entry("₽", "RUB"), Map.entry("Р", "RUB"),
      Map.entry("Р.", "RUB"), Map.entry("РУБ", "RUB"), Map.entry("РУБ.", "RUB"), Map.entry("РУБЛЬ", "RUB"),
      Map.entry("РУБЛИ", "RUB"), Map.entry("РУБЛЕЙ", "RUB"), Map.entry("€", "EUR"), Map.entry("ЕВРО", "EUR"),
      Map.entry("$", "USD"));
  private static final Map<String, Currency> BY_NUMBER = Currency.getAvailableCurrencies().stream()
      .filter(currency -> !ALSO.containsKey(currency.getCurrencyCode()))
      .collect(Collectors.toMap(Currency::getNumericCodeAsString, currency -> currency, (one, _) -> one));

  private Currencies() {}

  /// @throws Unreadable when there is no such currency
  public static Currency read(String cell) {
    String code = cell.toUpperCase(Locale.ROOT);
    Currency numbered = BY_NUMBER.get(code);
    if (numbered != null && !ALSO.containsKey(code) && numbered.getNumericCode() > 0) {
      return numbered;
    }
    try {
      return Currency.getInstance(ALSO.getOrDefault(code, code));
    } catch (IllegalArgumentException _) {
      throw new UnreadableCell(RowFault.CURRENCY.with());
    }
  }
}
