package org.obzvon.call.icu;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import org.obzvon.register.Language;

/// The names of a currency and its hundredth in one language.
///
/// The three forms of a unit are those of the plural classes one, few and many (or other) of CLDR: рубль, рубля,
/// рублей; leu, lei, de lei; dollar, dollars, dollars.
record CurrencyName(Unit major, Unit minor) {
  private static final Set<String> KNOWN = Set.of("RUB", "MDL", "RON", "EUR", "USD", "UAH", "KZT");

  enum Gender {
    MASCULINE,
    FEMININE
  }

  record Unit(Gender gender, String one, String oneAccusative, String few, String many) {}

  static boolean knows(Currency currency) {
    return KNOWN.contains(currency.getCurrencyCode());
  }

  static CurrencyName of(Language language, Currency currency) {
    return switch (language) {
      case RU -> russian(currency.getCurrencyCode());
      case RO -> romanian(currency.getCurrencyCode());
      case EN -> english(currency.getCurrencyCode());
    };
  }

  private static CurrencyName russian(String code) {
    Unit kopeck = new Unit(Gender.FEMININE, "копейка", "копейку", "копейки", "копеек");
    Unit cent = he("цент", "цента", "центов");
    return switch (code) {
      case "RUB" -> new CurrencyName(he("рубль", "рубля", "рублей"), kopeck);
      case "MDL", "RON" -> new CurrencyName(he("лей", "лея", "леев"), he("бан", "бана", "банов"));
      case "EUR" -> new CurrencyName(he("евро", "евро", "евро"), cent);
      case "USD" -> new CurrencyName(he("доллар", "доллара", "долларов"), cent);
      case "UAH" -> new CurrencyName(new Unit(Gender.FEMININE, "гривна", "гривну", "гривны", "гривен"), kopeck);
      case "KZT" -> new CurrencyName(he("тенге", "тенге", "тенге"), he("тиын", "тиына", "тиынов"));
      default -> throw unknown(code);
    };
  }

  private static CurrencyName romanian(String code) {
    Unit kopeck = romanian(Gender.FEMININE, "copeică", "copeici");
    Unit cent = romanian(Gender.MASCULINE, "cent", "cenți");
    return switch (code) {
      case "RUB" -> new CurrencyName(romanian(Gender.FEMININE, "rublă", "ruble"), kopeck);
      case "MDL", "RON" ->
          new CurrencyName(romanian(Gender.MASCULINE, "leu", "lei"), romanian(Gender.MASCULINE, "ban", "bani"));
      case "EUR" -> new CurrencyName(romanian(Gender.MASCULINE, "euro", "euro"), cent);
      case "USD" -> new CurrencyName(romanian(Gender.MASCULINE, "dolar", "dolari"), cent);
      case "UAH" -> new CurrencyName(romanian(Gender.FEMININE, "hrivnă", "hrivne"), kopeck);
      case "KZT" ->
          new CurrencyName(romanian(Gender.MASCULINE, "tenge", "tenge"), romanian(Gender.MASCULINE, "tiyn", "tiyni"));
      default -> throw unknown(code);
    };
  }

  private static CurrencyName english(String code) {
    Unit cent = he("cent", "cents", "cents");
    Unit kopeck = he("kopeck", "kopecks", "kopecks");
    return switch (code) {
      case "RUB" -> new CurrencyName(he("rouble", "roubles", "roubles"), kopeck);
      case "MDL", "RON" -> new CurrencyName(he("leu", "lei", "lei"), he("ban", "bani", "bani"));
      case "EUR" -> new CurrencyName(he("euro", "euros", "euros"), cent);
      case "USD" -> new CurrencyName(he("dollar", "dollars", "dollars"), cent);
      case "UAH" -> new CurrencyName(he("hryvnia", "hryvnias", "hryvnias"), kopeck);
      case "KZT" -> new CurrencyName(he("tenge", "tenge", "tenge"), he("tiyn", "tiyn", "tiyn"));
      default -> throw unknown(code);
    };
  }

  /// Returns a masculine unit whose accusative is its nominative.
  private static Unit he(String one, String few, String many) {
    return new Unit(Gender.MASCULINE, one, one, few, many);
  }

  /// Returns a Romanian unit. Romanian puts "de" between a number whose last two digits are 20 to 99 or 00 and its
  /// noun.
  private static Unit romanian(Gender gender, String one, String several) {
    return new Unit(gender, one, one, several, "de " + several);
  }

  private static IllegalArgumentException unknown(String code) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, "the currency %s has no spoken name; known: %s", code, KNOWN));
  }
}
