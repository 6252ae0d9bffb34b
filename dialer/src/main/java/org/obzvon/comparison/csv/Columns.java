package org.obzvon.comparison.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
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
  private static final String BLANK = "is empty, though other lines have a value; write 0 where there is nothing";
  private static final double LARGEST = 1e15;

  private final String source;
  private final List<String> titles;
  private final Map<String, Integer> places;
  private final Map<Column, Integer> optional;
  private final Numbers numbers;
  private final Blanks blanks = new Blanks();

  private Columns(String source, Titles titles, Map<Column, Integer> optional, Numbers numbers) {
    this.source = source;
    this.titles = titles.all;
    this.places = titles.places;
    this.optional = optional;
    this.numbers = numbers;
  }

  private record Titles(List<String> all, Map<String, Integer> places) {}

  static Columns of(String source, CsvRecord header, Optional<String> covariate, Numbers numbers) {
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
    return new Columns(source, new Titles(titles, places), optional(places, covariate), numbers);
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
    Stream<String> unused =
        titles.stream()
            .filter(title -> !REQUIRED.contains(title) && !optional.containsValue(places.get(title)))
            .map(title -> "file: the column '" + Shown.of(title) + "' is not used");
    Stream<String> empty =
        empty().stream()
            .filter(column -> column != Column.LEFT)
            .map(column -> "file: the column '" + Shown.of(title(column)) + "' is empty");
    return Stream.concat(unused, empty).toList();
  }

  /// After the last row: those without a value on any line.
  Set<Column> empty() {
    Set<Column> empty = EnumSet.noneOf(Column.class);
    empty.addAll(blanks.columns());
    if (empty.contains(Column.EVENT)) {
      empty.add(Column.LEFT);
    }
    return empty;
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
      case "" -> blank(line, Column.EVENT, Event.CENSORED);
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
      case "" -> blank(line, Column.REACHED, false);
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

  /// An optional column may be empty from top to bottom, but not here and there: what is missing cannot be told from
  /// nothing.
  private <T> T blank(CsvRecord line, Column column, T stead) {
    if (!blanks.isBlank(column, line.getStartingLineNumber())) {
      throw bad(line, title(column), BLANK);
    }
    return stead;
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
      return blank(line, column, 0.0);
    }
    double number = numbers.parse(text);
    if (Math.abs(number) <= LARGEST) {
      return number;
    }
    String what = Double.isNaN(number) ? "must be a number such as 12.50, not '" : "is beyond 1e15: '";
    throw bad(line, title(column), what + Shown.of(text) + "'");
  }

  private String text(CsvRecord line, Column column) {
    String text = line.getField(optional.get(column)).strip();
    if (!text.isEmpty()) {
      OptionalLong blank = blanks.filled(column);
      if (blank.isPresent() && column != Column.REASON) {
        throw new BadInput(
            new Problem(source, Math.toIntExact(blank.getAsLong()), Shown.of(title(column)), BLANK));
      }
    } else if (column == Column.REASON) {
      blanks.isBlank(column, line.getStartingLineNumber());
    }
    return text;
  }

  private String title(Column column) {
    return titles.get(optional.get(column));
  }

  private BadInput bad(CsvRecord line, String where, String what) {
    return new BadInput(new Problem(source, Math.toIntExact(line.getStartingLineNumber()), Shown.of(where), what));
  }
}
