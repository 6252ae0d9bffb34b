package org.obzvon.sms.icu;

import java.util.Currency;
import java.util.Locale;
import org.obzvon.register.Language;

/// How a currency is written after an amount: the forms of the CLDR plural classes one, few, many and other.
record WrittenCurrency(String one, String few, String many, String other) {

  static WrittenCurrency of(Language language, Currency currency) {
    String code = currency.getCurrencyCode();
    return switch (language) {
      case RU -> russian(code);
      case RO -> romanian(code);
      case EN -> same(code);
    };
  }

  private static WrittenCurrency russian(String code) {
    return switch (code) {
      case "RUB" -> same("руб");
      case "MDL", "RON" -> new WrittenCurrency("лей", "лея", "леев", "лея");
      case "UAH" -> same("грн");
      case "KZT" -> same("тенге");
      case "EUR" -> same("евро");
      case "USD" -> same("долл");
      default -> same(code);
    };
  }

  /// The Romanian forms: "de" stands before the noun from 20 on, but not after a fraction.
  private static WrittenCurrency romanian(String code) {
    return switch (code) {
      case "MDL", "RON" -> new WrittenCurrency("leu", "lei", "de lei", "de lei");
      case "RUB" -> new WrittenCurrency("rublă", "ruble", "de ruble", "de ruble");
      case "UAH" -> new WrittenCurrency("hrivnă", "hrivne", "de hrivne", "de hrivne");
      case "EUR" -> new WrittenCurrency("euro", "euro", "de euro", "de euro");
      case "USD" -> new WrittenCurrency("dolar", "dolari", "de dolari", "de dolari");
      default -> same(code);
    };
  }

  private static WrittenCurrency same(String name) {
    return new WrittenCurrency(name, name, name, name);
  }

  String form(String pluralClass) {
    return switch (pluralClass.toLowerCase(Locale.ROOT)) {
      case "one" -> one;
      case "few" -> few;
      case "many" -> many;
      default -> other;
    };
  }
}
