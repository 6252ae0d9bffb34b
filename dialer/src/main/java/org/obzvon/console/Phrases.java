package org.obzvon.console;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.obzvon.document.Sentence;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// What the pages say, in one language and at the hours of one zone.
public interface Phrases {
  Language language();

  /// @throws IllegalArgumentException for a key that nobody wrote a phrase for
  String say(String key, Object... values);

  /// A constant of ours or a name of somebody else's: known ones have a phrase `KIND.NAME`, others stay as they are.
  String named(String kind, String name);

  /// In this language if it was translated, else in English.
  String say(Sentence sentence);

  boolean knows(Sentence sentence);

  String number(long number);

  String decimal(BigDecimal number);

  String money(Money money);

  String day(LocalDate day);

  /// When a day begins by the clock of the pages.
  Instant beginningOf(LocalDate day);

  String moment(Instant moment);

  /// The time of day alone, to the second.
  String time(Instant moment);
}
