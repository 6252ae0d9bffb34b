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

/// Says how a foreign file is read: how its column names and words translate into ours, how it writes dates and
/// numbers, and which defaults apply where it says nothing.
///
/// @param columns foreign column name → ours, both as [#plain] makes them
/// @param ignored foreign columns that are left out on purpose, as [#plain] makes them
/// @param words our column → foreign word in lower case → our word
/// @param debtPositive the file writes a debt as a positive balance
public record Mapping(
    Map<String, String> columns,
    Set<String> ignored,
    Map<String, Map<String, String>> words,
    Formats formats,
    boolean debtPositive,
    Defaults defaults) {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_\\u00A0-]+");

  /// A mapping with our own column names, ISO or dotted dates, debts below zero and no defaults.
  public static final Mapping NONE = new Mapping(
      Map.of(), Set.of(), Map.of(), new Formats(Optional.empty(), Decimal.EITHER), false, Defaults.NONE);

  public Mapping {
    columns = Map.copyOf(columns);
    ignored = Set.copyOf(ignored);
    words = Map.copyOf(words);
  }

  /// @param dates pattern of `DateTimeFormatter`, such as `dd.MM.yyyy`; empty: `2026-11-22` and `22.11.2026`
  /// @param encoding of the text; empty: it is detected
  /// @param accountInPurpose patterns with one group that find the account in the purpose of a payment; empty: the
  ///     usual ones
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
    /// The separator that the number shows; a number that could be read both ways is rejected.
    EITHER
  }

  /// The values for a row that gives none.
  ///
  /// @param region ISO 3166 code of the country whose numbering plan reads national phone numbers
  public record Defaults(
      Optional<String> region, Optional<Currency> currency, Optional<Language> language, Optional<ZoneId> zone) {
    public static final Defaults NONE = new Defaults(Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty());

    /// Returns these defaults, completed by the others where these have no value.
    public Defaults orElse(Defaults others) {
      return new Defaults(
          region.or(others::region), currency.or(others::currency), language.or(others::language),
          zone.or(others::zone));
    }
  }

  /// Returns a column name without differences of spelling: `Debt_Since`, `debt-since` and `debt since` are one.
  public static String plain(String column) {
    String bare = column.replace("\uFEFF", "").strip();
    return BETWEEN_WORDS.matcher(bare).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
