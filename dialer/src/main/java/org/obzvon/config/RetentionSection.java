package org.obzvon.config;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.person.RetentionTerms;

/// Reads `retention`.
final class RetentionSection {
  private static final String NEVER = "never";
  private static final MonthDay USUAL_DAY = MonthDay.of(1, 15);
  private static final int USUAL_HOUR = 3;
  private static final int LAST_HOUR = 23;
  private static final int MOST_MONTHS = 1200;

  private RetentionSection() {}

  static Settings.Retention read(YamlNode root) {
    YamlNode node = SettingsFile.section(root, "retention", "names", "phones", "texts", "decisions", "day", "hour");
    RetentionTerms usual = RetentionTerms.USUAL;
    return new Settings.Retention(
        new RetentionTerms(
            term(node, "names", usual.names()), term(node, "phones", usual.phones()),
            term(node, "texts", usual.texts()),
            term(node, "decisions", usual.decisions())),
        node.find("day").map(RetentionSection::day).orElse(USUAL_DAY),
        SettingsFile.integer(node, "hour", 0, LAST_HOUR, USUAL_HOUR));
  }

  private static Optional<Period> term(YamlNode node, String key, Optional<Period> otherwise) {
    Optional<YamlNode> given = node.find(key);
    return given.isEmpty() ? otherwise : period(given.get());
  }

  private static Optional<Period> period(YamlNode node) {
    if (node.text().equals(NEVER)) {
      return Optional.empty();
    }
    try {
      Period period = Period.parse(node.text()).normalized();
      long months = period.toTotalMonths();
      if (months >= 1 && months <= MOST_MONTHS && period.getDays() == 0) {
        return Optional.of(period);
      }
    } catch (DateTimeParseException | ArithmeticException _) {
      // The message is the same as for a term that is too short.
    }
    throw node.bad("must be years and months such as P3Y or P18M, from one month to a hundred years, or never");
  }

  private static MonthDay day(YamlNode node) {
    try {
      MonthDay day = MonthDay.parse("--" + node.text());
      if (day.isValidYear(1)) {
        return day;
      }
    } catch (DateTimeException _) {
      // The message is the same as for 29 February.
    }
    throw node.bad("must be a month and a day in quotes, such as \"01-15\", that every year has");
  }
}
