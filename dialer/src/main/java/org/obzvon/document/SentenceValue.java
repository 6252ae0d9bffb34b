package org.obzvon.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;

/// A value within a [Sentence]. Its type decides how the reader's language shows it; [#text()] is its machine format,
/// which the English sentence, files and programs get.
public sealed interface SentenceValue {

  /// Returns the value in machine format: `2026-11-30`, `2026-11-30T09:00:00Z`, `OPT_OUT`.
  String text();

  /// A name, number or other text that is shown as it is, unless the sentence names the kind of names it is of.
  record Text(String text) implements SentenceValue {}

  /// A whole number; a sentence may depend on its plural.
  record Count(long count) implements SentenceValue {
    @Override
    public String text() {
      return Long.toString(count);
    }
  }

  /// A calendar day.
  record Day(LocalDate day) implements SentenceValue {
    @Override
    public String text() {
      return day.toString();
    }
  }

  /// An instant, shown by the reader's clock.
  record Moment(Instant at) implements SentenceValue {
    @Override
    public String text() {
      return at.toString();
    }
  }

  /// A time to the minute by the clock of a debtor's zone, shown by that clock.
  record LocalMoment(LocalDateTime at, ZoneId zone) implements SentenceValue {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    public LocalMoment {
      at = at.truncatedTo(ChronoUnit.MINUTES);
    }

    /// Returns `2026-11-30 09:00 Europe/Chisinau`
    @Override
    public String text() {
      return MINUTE.format(at) + " " + zone;
    }
  }

  /// An amount of money.
  record Amount(BigDecimal amount, Currency currency) implements SentenceValue {
    @Override
    public String text() {
      return amount.toPlainString() + " " + currency.getCurrencyCode();
    }
  }

  /// Names the source of a number in a rule.
  ///
  /// @param certainty name of the constant that says how well it is founded
  record Source(String certainty, String cited) implements SentenceValue {
    @Override
    public String text() {
      return certainty + ": " + cited;
    }
  }

  /// A type of another package that has a form within a sentence.
  interface Sayable {
    SentenceValue said();
  }

  /// Returns the value for an object that a reason is made with. An object without a type of its own here is its text.
  static SentenceValue of(Object object) {
    return switch (object) {
      case SentenceValue value -> value;
      case Sayable sayable -> sayable.said();
      case Integer number -> new Count(number);
      case Long number -> new Count(number);
      case LocalDate day -> new Day(day);
      case Instant at -> new Moment(at);
      case ZonedDateTime at -> new LocalMoment(at.toLocalDateTime(), at.getZone());
      default -> new Text(String.valueOf(object));
    };
  }
}
