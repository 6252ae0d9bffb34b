package org.obzvon.console;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.obzvon.document.Sentence;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// The phrases of the pages, in one language and one time zone.
public interface Phrases {
  Language language();

  /// @throws IllegalArgumentException for a key without a phrase
  String say(String key, Object... values);

  /// Returns the phrase `KIND.NAME` for one of our constants or a foreign name; a name without a phrase is returned
  /// unchanged.
  String named(String kind, String name);

  /// Returns the sentence in this language if it was translated, else in English.
  String say(Sentence sentence);

  boolean knows(Sentence sentence);

  String number(long number);

  String decimal(BigDecimal number);

  String money(Money money);

  String day(LocalDate day);

  /// Returns the start of a day by the clock of the pages.
  Instant beginningOf(LocalDate day);

  String moment(Instant moment);

  /// Returns the time of day without the date, to the second.
  String time(Instant moment);
}
