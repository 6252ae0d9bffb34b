package org.obzvon.register;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How a foreign file is read: its column names and words in ours, its way to write dates and numbers, and what
/// holds where it says nothing.
///
/// @param columns foreign column name → ours, both as [#plain] makes them
/// @param ignored foreign columns that are left out on purpose, as [#plain] makes them
/// @param words our column → foreign word in lower case → our word
/// @param debtPositive the file writes what is owed as a positive balance
public record Mapping(
    Map<String, String> columns,
    Set<String> ignored,
    Map<String, Map<String, String>> words,
    Formats formats,
    boolean debtPositive,
    Defaults defaults) {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_\\u00A0-]+");

  /// Our own column names, ISO or dotted dates, a debt below zero, no defaults.
  public static final Mapping NONE =
      new Mapping(
          Map.of(), Set.of(), Map.of(), new Formats(Optional.empty(), Decimal.EITHER), false, Defaults.NONE);

  public Mapping {
    columns = Map.copyOf(columns);
    ignored = Set.copyOf(ignored);
    words = Map.copyOf(words);
  }

  /// @param dates pattern of `DateTimeFormatter`, such as `dd.MM.yyyy`; empty: `2026-11-22` and `22.11.2026`
  /// @param encoding of the text; empty: found out
  /// @param accountInPurpose patterns with one group that find the account in the words of a payment; empty: the usual ones
  public record Formats(
      Optional<String> dates, Decimal decimal, Optional<Charset> encoding, List<Pattern> accountInPurpose) {
    public Formats {
      accountInPurpose = List.copyOf(accountInPurpose);
    }

    public Formats(Optional<String> dates, Decimal decimal) {
      this(dates, decimal, Optional.empty());
    }

    public Formats(Optional<String> dates, Decimal decimal, Optional<Charset> encoding) {
      this(dates, decimal, encoding, List.of());
    }
  }

  public enum Decimal {
    POINT,
    COMMA,
    /// Whichever the number shows; a number that could be read both ways is rejected.
    EITHER
  }

  /// What holds for a row that says nothing.
  ///
  /// @param region ISO 3166 code of the country whose numbering plan reads national phone numbers
  public record Defaults(
      Optional<String> region, Optional<Currency> currency, Optional<Language> language, Optional<ZoneId> zone) {
    public static final Defaults NONE =
        new Defaults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// These, and the others where these say nothing.
    public Defaults orElse(Defaults others) {
      return new Defaults(
          region.or(others::region), currency.or(others::currency), language.or(others::language),
          zone.or(others::zone));
    }
  }

  /// A column name without the differences that people make: `Debt_Since`, `debt-since` and `debt since` are one.
  public static String plain(String column) {
    String bare = column.replace("\uFEFF", "").strip();
    return BETWEEN_WORDS.matcher(bare).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
