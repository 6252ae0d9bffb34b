package org.obzvon.call;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Currency;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Says amounts, days and numbers in words, so that every voice reads them with the right ending.
public interface Words {

  enum Case {
    /// The form on its own: "К оплате: двадцать одна копейка".
    NOMINATIVE,
    /// The form after a verb: "Оплатите двадцать одну копейку". It differs from the nominative only in Russian.
    ACCUSATIVE
  }

  /// Returns whether [#money] knows the currency's names.
  boolean knows(Currency currency);

  /// Returns an amount not below zero with both its units; a unit whose count is zero is left out.
  ///
  /// @throws IllegalArgumentException for an amount below zero or a currency that is not known
  String money(Language language, Money money, Case grammar);

  /// Returns a day without its year, as it is said after "until": "двадцать второго ноября", "douăzeci și doi
  /// noiembrie", "the twenty-second of November".
  String day(Language language, LocalDate day);

  /// Returns a time of day as it is said after "at": "восемнадцать тридцать", "optsprezece și treizeci", "eighteen
  /// thirty".
  String time(Language language, LocalTime time);

  /// Returns digits read out one by one; everything that is not a digit is left out.
  String digits(Language language, String number);
}
