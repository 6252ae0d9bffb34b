package org.obzvon.comparison.csv;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.obzvon.comparison.AccountFile;
import org.obzvon.comparison.AccountRow;
import org.obzvon.comparison.Column;
import org.obzvon.comparison.FollowUpEnd;
import org.obzvon.comparison.PayerRule;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.SafeText;
import org.obzvon.document.Sentence;
import org.obzvon.register.Mapping;
import org.obzvon.register.csv.Days;
import org.obzvon.register.csv.Row;
import org.obzvon.register.csv.Table;
import org.obzvon.register.csv.Text;
import org.obzvon.register.csv.UnreadableCell;

/// Turns a row of the file into an account. How the account ended is in `event` and `time_days`, or follows from the
/// days on which it was assigned, paid and left.
final class AccountRowReader {
  static final List<String> REQUIRED = List.of("account id", "household id", "arm");
  private static final String ASSIGNED = "assigned on";
  private static final String PAID = "paid on";
  private static final String LEFT = "left on";
  private static final String UNTIL = "followed until";
  private static final String DEBT = "debt";
  private static final List<String> DATES = List.of(ASSIGNED, PAID, LEFT, UNTIL);
  private static final int LONGEST_MARKED = 60;
  private static final int LONGEST_NAME = 200;
  private static final String NO_REASON = "(none)";
  private static final String BLANK = "is empty, though other lines have a value; write 0 where there is nothing";

  private final String source;
  private final Table file;
  private final AccountFile.Request request;
  private final Optional<String> covariate;
  private final NumberNotation numbers;
  private final Days days;
  private final EmptyColumns blanks = new EmptyColumns();

  private AccountRowReader(AccountFile.Request request, Table file, Mapping mapping) {
    this.source = String.valueOf(request.file().getFileName());
    this.file = file;
    this.request = request;
    this.covariate = request.covariate().map(Mapping::plain);
    this.numbers = new NumberNotation(mapping.formats().decimal(), file.separator() != ',');
    this.days = new Days(mapping.formats().dates());
  }

  /// Returns the columns that are read, as a mapping may name them.
  static List<String> known(Optional<String> covariate) {
    return Stream.of(
        REQUIRED.stream(),
        Stream.of("event", "time days", "amount paid", "contact cost", "reached", "reason", DEBT),
        DATES.stream(),
        covariate.map(Mapping::plain).stream())
        .flatMap(names -> names).distinct().toList();
  }

  static AccountRowReader of(AccountFile.Request request, Table file, Mapping mapping) {
    AccountRowReader columns = new AccountRowReader(request, file, mapping);
    List<Problem> problems = new ArrayList<>();
    request.covariate().filter(name -> !file.has(Mapping.plain(name))).ifPresent(
        name -> problems.add(columns.ofFile(marked(name), "is missing, yet --covariate names it as a column")));
    if (columns.isDated() && (file.has("event") || file.has("time days"))) {
      problems.add(columns.ofFile("event", "stands beside days such as paid_on; keep one of the two"));
    }
    if (columns.isDated() && !(file.has(ASSIGNED) && file.has(PAID))) {
      problems.add(columns.ofFile(file.has(ASSIGNED) ? "paid_on" : "assigned_on", "is missing beside the other days"));
    }
    if (file.has(DEBT) && !file.has("amount paid")) {
      problems.add(columns.ofFile("amount_paid", "is missing, yet there is a column debt to hold it against"));
    }
    if (request.payer().isPresent() && !file.has(DEBT)) {
      problems.add(columns.ofFile("debt", "is missing, yet --payer asks for a share of it"));
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return columns;
  }

  private Problem ofFile(String where, String what) {
    return new Problem(source, 1, where, what);
  }

  private boolean isDated() {
    return DATES.stream().anyMatch(file::has);
  }

  private boolean has(Column column) {
    return switch (column) {
      case COVARIATE -> covariate.isPresent();
      case EVENT -> file.has("event") || isDated() || file.has(DEBT);
      case LEFT -> file.has("event") || file.has(LEFT);
      case DAYS -> file.has("time days") || isDated();
      case PAID, COST, REACHED, REASON -> file.has(name(column));
    };
  }

  /// Returns our name of the column in the file.
  private String name(Column column) {
    return column == Column.COVARIATE ? covariate.orElseThrow() : Mapping.plain(column.title());
  }

  /// Returns the name of the column in messages.
  private String title(Column column) {
    return column == Column.COVARIATE ? request.covariate().orElseThrow() : column.title();
  }

  Set<Column> kinds() {
    Set<Column> kinds = EnumSet.noneOf(Column.class);
    for (Column column : Column.values()) {
      if (has(column)) {
        kinds.add(column);
      }
    }
    return kinds;
  }

  /// @param unused columns that are not read; they may be misspelt ones
  List<String> remarks(List<String> unused) {
    Stream<String> rule = file.has(DEBT)
        ? Stream.of(
            rule().countsAnyPayment()
                ? "payers: accounts that paid anything"
                : "payers: accounts that paid at least " + rule().share().toPlainString() + " of their debt")
        : Stream.empty();
    return Stream.of(
        rule,
        unused.stream().map(title -> "file: the column '" + marked(title) + "' is not used"),
        empty().stream().filter(column -> column != Column.LEFT)
            .map(column -> "file: the column '" + marked(title(column)) + "' is empty"))
        .flatMap(lines -> lines).toList();
  }

  private PayerRule rule() {
    return request.payer().orElse(PayerRule.ALL_BUT_ONE_PERCENT);
  }

  /// Returns the columns without a value on any line; to be called after the last row.
  Set<Column> empty() {
    Set<Column> empty = EnumSet.noneOf(Column.class);
    empty.addAll(blanks.columns());
    if (empty.contains(Column.EVENT)) {
      empty.add(Column.LEFT);
    }
    return empty;
  }

  AccountRow row(Row row) {
    double paid = amount(row, Column.PAID);
    AccountRow.Money money = new AccountRow.Money(paid, amount(row, Column.COST));
    AccountRow.Traits traits = new AccountRow.Traits(reached(row), reason(row), covariate(row));
    return new AccountRow(
        key(row, "account id"), key(row, "household id"), arm(row), judged(row, end(row), paid), money, traits);
  }

  private AccountRow.End end(Row row) {
    return isDated() ? dated(row) : new AccountRow.End(event(row), notNegative(row, Column.DAYS));
  }

  private AccountRow.End dated(Row row) {
    LocalDate assigned = day(row, ASSIGNED).orElseThrow(() -> bad(row, "assigned_on", "is empty"));
    Optional<LocalDate> paid = day(row, PAID);
    Optional<LocalDate> left = day(row, LEFT);
    if (paid.isPresent()) {
      return new AccountRow.End(FollowUpEnd.PAID, between(row, "paid_on", assigned, paid.get()));
    }
    if (left.isPresent()) {
      return new AccountRow.End(FollowUpEnd.LEFT, between(row, "left_on", assigned, left.get()));
    }
    return new AccountRow.End(
        FollowUpEnd.CENSORED,
        day(row, UNTIL).map(until -> between(row, "followed_until", assigned, until))
            .orElse(request.windowDays()));
  }

  private Optional<LocalDate> day(Row row, String column) {
    String cell = row.cell(column);
    return cell.isEmpty() || Days.isNone(cell)
        ? Optional.empty()
        : Optional.of(read(row, column.replace(' ', '_'), cell, days::day));
  }

  private double between(Row row, String column, LocalDate assigned, LocalDate day) {
    if (day.isBefore(assigned)) {
      throw bad(row, column, "is before assigned_on");
    }
    return ChronoUnit.DAYS.between(assigned, day);
  }

  /// Applies the payer rule. If the file has debts, an account that paid too little of its own counts as unpaid for the
  /// whole window.
  private AccountRow.End judged(Row row, AccountRow.End end, double paid) {
    if (!file.has(DEBT)) {
      return end;
    }
    BigDecimal debt = money(row, DEBT, row.cell(DEBT)).orElseThrow(() -> bad(row, DEBT, "is empty"));
    boolean met = rule().isMet(BigDecimal.valueOf(paid), debt);
    if (!file.has("event") && !isDated()) {
      return new AccountRow.End(met ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, end.days());
    }
    return end.event() == FollowUpEnd.PAID && !met
        ? new AccountRow.End(FollowUpEnd.CENSORED, Math.max(end.days(), request.windowDays()))
        : end;
  }

  private String key(Row row, String column) {
    return read(row, column.replace(' ', '_'), row.cell(column), cell -> Text.number(cell, LONGEST_NAME));
  }

  private String arm(Row row) {
    String arm = read(row, "arm", row.cell("arm"), cell -> Text.clean(cell, LONGEST_NAME));
    if (arm.isEmpty()) {
      throw bad(row, "arm", "is empty");
    }
    return arm;
  }

  private FollowUpEnd event(Row row) {
    if (!file.has("event")) {
      return FollowUpEnd.CENSORED;
    }
    String text = text(row, Column.EVENT);
    return switch (text) {
      case "" -> blank(row, Column.EVENT, FollowUpEnd.CENSORED);
      case "0" -> FollowUpEnd.CENSORED;
      case "1" -> FollowUpEnd.PAID;
      case "2" -> FollowUpEnd.LEFT;
      default ->
          throw bad(row, "event", "must be 0 (not paid so far), 1 (paid) or 2 (left), not '" + marked(text) + "'");
    };
  }

  private boolean reached(Row row) {
    if (!has(Column.REACHED)) {
      return false;
    }
    String text = text(row, Column.REACHED);
    return switch (text) {
      case "" -> blank(row, Column.REACHED, false);
      case "0" -> false;
      case "1" -> true;
      default -> throw bad(row, "reached", "must be 0 or 1, not '" + marked(text) + "'");
    };
  }

  private String reason(Row row) {
    if (!has(Column.REASON)) {
      return NO_REASON;
    }
    String reason = read(row, "reason", text(row, Column.REASON), cell -> Text.clean(cell, LONGEST_NAME));
    return reason.isEmpty() ? NO_REASON : reason;
  }

  /// Returns the value for an empty field. An optional column may be empty from top to bottom, but not only on some
  /// lines: a missing value cannot be distinguished from zero.
  private <T> T blank(Row row, Column column, T stead) {
    if (!blanks.isBlank(column, row.line())) {
      throw bad(row, title(column), BLANK);
    }
    return stead;
  }

  /// Returns the amount; 0 if the file has no such column.
  private double amount(Row row, Column column) {
    if (!has(column)) {
      return 0;
    }
    Optional<BigDecimal> amount = money(row, title(column), text(row, column));
    if (amount.isEmpty()) {
      return blank(row, column, 0.0);
    }
    if (amount.get().signum() < 0) {
      throw bad(row, title(column), "is below zero");
    }
    return amount.get().doubleValue();
  }

  private Optional<BigDecimal> money(Row row, String title, String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(read(row, title, cell, numbers::amount));
  }

  private double notNegative(Row row, Column column) {
    double number = has(column) ? number(row, column) : 0;
    if (number < 0) {
      throw bad(row, title(column), "is below zero");
    }
    return number;
  }

  private double covariate(Row row) {
    return covariate.isPresent() ? number(row, Column.COVARIATE) : 0;
  }

  private double number(Row row, Column column) {
    String text = text(row, column);
    if (text.isEmpty()) {
      return blank(row, column, 0.0);
    }
    double number = numbers.number(text);
    if (Double.isNaN(number)) {
      throw bad(row, title(column), "must be a number such as 12.50, not '" + marked(text) + "'");
    }
    return number;
  }

  private String text(Row row, Column column) {
    String text = row.cell(name(column));
    if (!text.isEmpty()) {
      OptionalLong blank = blanks.filled(column);
      if (blank.isPresent() && column != Column.REASON) {
        throw new BadInput(
            new Problem(source, Math.toIntExact(blank.getAsLong()), marked(title(column)), BLANK));
      }
    } else if (column == Column.REASON) {
      blanks.isBlank(column, row.line());
    }
    return text;
  }

  private <T> T read(Row row, String title, String cell, Function<String, T> reader) {
    try {
      return reader.apply(cell);
    } catch (UnreadableCell e) {
      throw new BadInput(
          new Problem(source, row.line(), marked(title),
              Sentence.unworded("'" + marked(cell) + "' " + e.reason().english())));
    }
  }

  /// Returns foreign text for a message.
  static String marked(String text) {
    return SafeText.marked(text, LONGEST_MARKED);
  }

  private BadInput bad(Row row, String where, String what) {
    return new BadInput(new Problem(source, row.line(), marked(where), what));
  }
}
