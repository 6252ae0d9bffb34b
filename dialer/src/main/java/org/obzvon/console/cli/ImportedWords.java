package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.register.Finding;
import org.obzvon.register.Language;
import org.obzvon.register.Warning;
import org.obzvon.register.Zones;
import org.obzvon.register.csv.Text;

/// The words that imports share: options that name a zone, a language, a currency or a region, and warnings.
final class ImportedWords {
  private ImportedWords() {}

  static Optional<ZoneId> zone(String option) {
    return Optional.ofNullable(option)
        .map(id -> Zones.find(id).orElseThrow(() -> bad("--zone", id, "a zone such as Europe/Moscow")));
  }

  static Optional<Language> language(String option) {
    return Optional.ofNullable(option)
        .map(
            tag ->
                Set.of(Language.values()).stream()
                    .filter(language -> language.tag().equals(tag.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> bad("--language", tag, "ru, ro or en")));
  }

  static Optional<Currency> currency(String option) {
    try {
      return Optional.ofNullable(option).map(code -> Currency.getInstance(code.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException _) {
      throw bad("--currency", option, "a currency such as RUB, MDL or EUR");
    }
  }

  static Optional<String> region(String option) {
    Optional<String> region = Optional.ofNullable(option).map(country -> country.toUpperCase(Locale.ROOT));
    if (region.isPresent() && !Set.of(Locale.getISOCountries()).contains(region.get())) {
      throw bad("--region", option, "a country such as RU, MD or RO");
    }
    return region;
  }

  static void print(PrintWriter out, List<Warning> warnings) {
    for (Warning warning : warnings) {
      String column = warning.column().isEmpty() ? "" : warning.column() + ": ";
      out.printf(
          "    %s%s (%s; %s)%n", column, Text.printable(warning.reason()), rows(warning.rows()), lines(warning));
    }
  }

  private static String rows(int rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  private static String lines(Warning warning) {
    String lines = warning.examples().stream().map(ImportedWords::example).collect(Collectors.joining(", "));
    return warning.rows() > warning.examples().size() ? lines + ", …" : lines;
  }

  private static String example(Finding finding) {
    String line = "line " + finding.line();
    return finding.value().isEmpty() ? line : line + " '" + Text.printable(finding.value()) + "'";
  }

  private static BadInput bad(String option, String given, String wanted) {
    return BadInput.of(option, "must be " + wanted + ", not '" + Text.printable(given) + "'");
  }
}
