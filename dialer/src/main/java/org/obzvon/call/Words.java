package org.obzvon.call;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Currency;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Says amounts, days and numbers in words, so that every voice reads them with the right ending.
public interface Words {

  enum Case {
    /// "К оплате: двадцать одна копейка".
    NOMINATIVE,
    /// "Оплатите двадцать одну копейку". Differs from the nominative in Russian alone.
    ACCUSATIVE
  }

  /// Whether [#money] knows the currency's names.
  boolean knows(Currency currency);

  /// An amount not below zero with both its units; a unit of which there are none is left out.
  ///
  /// @throws IllegalArgumentException for an amount below zero or a currency that is not known
  String money(Language language, Money money, Case grammar);

  /// A day without its year, as it stands after "until": "двадцать второго ноября",
  /// "douăzeci și doi noiembrie", "the twenty-second of November".
  String day(Language language, LocalDate day);

  /// A time of day as it stands after "at": "восемнадцать тридцать", "optsprezece și treizeci", "eighteen thirty".
  String time(Language language, LocalTime time);

  /// Digits read out one by one; everything that is no digit is left out.
  String digits(Language language, String number);
}
