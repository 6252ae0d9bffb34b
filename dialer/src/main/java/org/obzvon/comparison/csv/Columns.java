package org.obzvon.comparison.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.comparison.AccountRow;
import org.obzvon.comparison.Column;
import org.obzvon.comparison.Event;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;

/// Where in a line each column stands, and how a line becomes an account.
final class Columns {
  private static final List<String> REQUIRED = List.of("account_id", "household_id", "arm");
  private static final int LONGEST_NAME = 200;
  private static final String NO_REASON = "(none)";

  private final String source;
  private final List<String> titles;
  private final Map<String, Integer> places;
  private final Map<Column, Integer> optional;

  private Columns(String source, List<String> titles, Map<String, Integer> places, Map<Column, Integer> optional) {
    this.source = source;
    this.titles = titles;
    this.places = places;
    this.optional = optional;
  }

  static Columns of(String source, CsvRecord header, Optional<String> covariate) {
    List<String> titles = header.getFields().stream().map(String::strip).toList();
    Map<String, Integer> places = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (int place = 0; place < titles.size(); place++) {
      if (places.put(titles.get(place), place) != null && !titles.get(place).isEmpty()) {
        problems.add(new Problem(source, 1, Shown.of(titles.get(place)), "names two columns; rename one"));
      }
    }
    for (String title : REQUIRED) {
      if (!places.containsKey(title)) {
        problems.add(new Problem(source, 1, title, "is missing; the columns here are " + Shown.of(titles)));
      }
    }
    if (covariate.isPresent() && !places.containsKey(covariate.get())) {
      problems.add(
          new Problem(source, 1, Shown.of(covariate.get()), "is missing, yet --covariate names it as a column"));
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return new Columns(source, titles, places, optional(places, covariate));
  }

  private static Map<Column, Integer> optional(Map<String, Integer> places, Optional<String> covariate) {
    Map<Column, Integer> optional = new HashMap<>();
    for (Column column : Column.values()) {
      title(column, covariate).map(places::get).ifPresent(place -> optional.put(column, place));
    }
    return optional;
  }

  private static Optional<String> title(Column column, Optional<String> covariate) {
    return switch (column) {
      case COVARIATE -> covariate;
      case LEFT -> Optional.of(Column.EVENT.title());
      case EVENT, DAYS, PAID, COST, REACHED, REASON -> Optional.of(column.title());
    };
  }

  Set<Column> kinds() {
    Set<Column> kinds = EnumSet.noneOf(Column.class);
    kinds.addAll(optional.keySet());
    return kinds;
  }

  /// Columns that nobody reads may be misspelt ones.
  List<String> remarks() {
    return titles.stream()
        .filter(title -> !REQUIRED.contains(title) && !optional.containsValue(places.get(title)))
        .map(title -> "file: the column '" + Shown.of(title) + "' is not used")
        .toList();
  }

  AccountRow row(CsvRecord line) {
    if (line.getFieldCount() != titles.size()) {
      throw bad(line, "", "has " + line.getFieldCount() + " fields where the header has " + titles.size());
    }
    Event event = event(line);
    AccountRow.End end = new AccountRow.End(event, notNegative(line, Column.DAYS));
    AccountRow.Money money = new AccountRow.Money(notNegative(line, Column.PAID), notNegative(line, Column.COST));
    AccountRow.Traits traits = new AccountRow.Traits(reached(line), reason(line), number(line, Column.COVARIATE));
    return new AccountRow(
        name(line, "account_id"), name(line, "household_id"), name(line, "arm"), end, money, traits);
  }

  private String name(CsvRecord line, String title) {
    String name = line.getField(places.get(title)).strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw bad(line, title, name.isEmpty() ? "is empty" : "is longer than " + LONGEST_NAME + " letters");
    }
    return name;
  }

  private Event event(CsvRecord line) {
    if (!optional.containsKey(Column.EVENT)) {
      return Event.CENSORED;
    }
    String text = text(line, Column.EVENT);
    return switch (text) {
      case "0" -> Event.CENSORED;
      case "1" -> Event.PAID;
      case "2" -> Event.LEFT;
      default ->
          throw bad(
              line, "event", "must be 0 (not paid so far), 1 (paid) or 2 (left), not '" + Shown.of(text) + "'");
    };
  }

  private boolean reached(CsvRecord line) {
    if (!optional.containsKey(Column.REACHED)) {
      return false;
    }
    String text = text(line, Column.REACHED);
    return switch (text) {
      case "0" -> false;
      case "1" -> true;
      default -> throw bad(line, "reached", "must be 0 or 1, not '" + Shown.of(text) + "'");
    };
  }

  private String reason(CsvRecord line) {
    if (!optional.containsKey(Column.REASON)) {
      return NO_REASON;
    }
    String reason = text(line, Column.REASON);
    if (reason.length() > LONGEST_NAME) {
      throw bad(line, "reason", "is longer than " + LONGEST_NAME + " letters");
    }
    return reason.isEmpty() ? NO_REASON : reason;
  }

  private double notNegative(CsvRecord line, Column column) {
    double number = number(line, column);
    if (number < 0) {
      throw bad(line, title(column), "is below zero");
    }
    return number;
  }

  /// 0 where the table has no such column.
  private double number(CsvRecord line, Column column) {
    if (!optional.containsKey(column)) {
      return 0;
    }
    String text = text(line, column);
    if (text.isEmpty()) {
      throw bad(line, title(column), "is empty; write 0 where there is nothing");
    }
    try {
      double number = isPlain(text) ? Double.parseDouble(text) : Double.NaN;
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // answered below together with words, NaN and infinity
    }
    throw bad(line, title(column), "must be a number such as 12.50, not '" + Shown.of(text) + "'");
  }

  /// Digits, sign, point and exponent alone: Java would take 0x10 and 5d as well.
  private static boolean isPlain(String text) {
    return text.chars().allMatch(letter -> "0123456789+-.eE".indexOf(letter) >= 0);
  }

  private String text(CsvRecord line, Column column) {
    return line.getField(optional.get(column)).strip();
  }

  private String title(Column column) {
    return titles.get(optional.get(column));
  }

  private BadInput bad(CsvRecord line, String where, String what) {
    return new BadInput(new Problem(source, Math.toIntExact(line.getStartingLineNumber()), Shown.of(where), what));
  }

  /// Foreign text as it may stand in a message: no control characters, not long.
  private static final class Shown {
    private static final int LONGEST = 60;

    static String of(String text) {
      String plain = text.codePoints()
          .limit(LONGEST)
          .map(letter -> Character.isISOControl(letter) || Character.getType(letter) == Character.FORMAT ? '?' : letter)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
      return text.codePointCount(0, text.length()) > LONGEST ? plain + "…" : plain;
    }

    static String of(List<String> texts) {
      return String.join(", ", Arrays.stream(texts.toArray(String[]::new)).limit(30).map(Shown::of).toList());
    }
  }
}
