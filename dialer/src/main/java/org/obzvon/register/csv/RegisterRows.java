package org.obzvon.register.csv;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.obzvon.register.Account.Debt;
import org.obzvon.register.Account.Place;
import org.obzvon.register.Account.Subscriber;
import org.obzvon.register.Account.Subscription;
import org.obzvon.register.Entry;
import org.obzvon.register.Language;
import org.obzvon.register.Mapping;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;
import org.obzvon.register.ZoneNameParser;

/// Turns the rows of a register file into entries.
final class RegisterRows implements ParallelRows.Reader<RegisterRows.Noted, Entry>, AutoCloseable {
  static final Table.Columns COLUMNS = new Table.Columns(
      List.of(
          "account", "name", "phones", "address", "district", "service", "tariff", "service state", "balance",
          "currency", "debt since", "restriction date", "language", "zone", "legal entity", "household", "tags",
          "contract ended"),
      List.of("account", "name", "phones", "balance"));
  /// "No currency" in ISO 4217, for a row that is rejected because it has none.
  private static final Currency NONE = Currency.getInstance("XXX");
  private static final LocalDate EARLIEST_DEBT = LocalDate.of(2000, 1, 1);
  private static final LocalDate END_OF_TIME = LocalDate.MAX;
  /// Matches household keys that mean "none" and must not join accounts.
  private static final Pattern NO_HOUSEHOLD = Pattern.compile(
      "(?iu)[0 .,_-]+|нет|нету|no|nu|none|null|без|пусто|x+|х+|\\?+|0+[.,]0+|(\\d)\\1{4,}|0?1234567?8?9?0?");
  private static final PhoneCell.Reading NO_PHONES = new PhoneCell.Reading(List.of(), Map.of(), List.of(), Set.of(),
      false);
  private static final int MOST_TAGS = 20;
  private static final int LONGEST_NUMBER = 64;

  private final Rules rules;
  private final Days days;
  private final Phones phones;
  private final KeyTable lines;
  private final Queue<Forbidden> forbidden = new ConcurrentLinkedQueue<>();

  /// @param expected how many rows there may be
  RegisterRows(Rules rules, long expected) {
    this.rules = rules;
    this.lines = new KeyTable(expected);
    this.days = new Days(rules.mapping().formats().dates());
    this.phones = new Phones(rules.defaults().region());
  }

  /// @param defaults those of the options, before those of the mapping
  /// @param foreign the accounts that belong to other sources
  record Rules(Mapping mapping, Mapping.Defaults defaults, LocalDate takenOn, ForeignAccounts foreign) {}

  /// @param earlier line on which the same account stands already; 0: there is none
  record Noted(int earlier) {}

  /// Numbers whose use words beside them forbid, perhaps in a rejected row.
  record Forbidden(int line, Set<Phone> phones) {}

  @Override
  public Noted note(Row row) {
    try {
      return new Noted(lines.putIfAbsent(Text.number(row.cell("account"), LONGEST_NUMBER), row.line()));
    } catch (UnreadableCell _) {
      return new Noted(0); // reported when the row is read
    }
  }

  @Override
  public Optional<Entry> read(Row row, CellReader cells, Noted noted) {
    String number = number(cells, noted);
    Optional<String> household = cells
        .readIfThere("household", cell -> NO_HOUSEHOLD.matcher(cell).matches() ? "" : Text.number(cell, 64))
        .filter(key -> !key.isEmpty());
    if (household.isEmpty() && !cells.raw("household").isEmpty()) {
      cells.warn("household", cells.raw("household"), RowFault.HOUSEHOLD_NONE.with());
    }
    Subscriber subscriber = subscriber(row, cells);
    Debt debt = debt(cells);
    Subscription subscription = subscription(cells, debt.restrictionOn());
    Optional<LocalDate> ended = contractEnded(cells);
    return cells.problems().isEmpty()
        ? Optional.of(new Entry(number, household, subscriber, subscription, debt, ended))
        : Optional.empty();
  }

  private String number(CellReader cells, Noted noted) {
    String number = cells.read("account", cell -> Text.number(cell, LONGEST_NUMBER));
    if (number == null) {
      return "";
    }
    if (Text.isPointZero(cells.text("account"))) {
      cells.warn("account", cells.text("account"), RowFault.POINT_ZERO.with());
    }
    if (noted.earlier() != 0) {
      cells.reject("account", number, RowFault.ACCOUNT_TWICE.with(noted.earlier()));
    }
    rules.foreign().source(number)
        .ifPresent(source -> cells.reject("account", number, RowFault.ACCOUNT_OF_OTHER_SOURCE.with(source)));
    return number;
  }

  /// Returns the forbidden numbers of a row that was read since the last call, or null if there are none.
  Forbidden nextForbidden() {
    return forbidden.poll();
  }

  @Override
  public void close() {
    lines.close();
  }

  private Subscriber subscriber(Row row, CellReader cells) {
    String name = cells.read("name", cell -> Text.clean(cell, 200));
    if (name != null && name.isEmpty()) {
      cells.reject("name", "", RowFault.EMPTY.with());
    }
    Place place = new Place(text(cells, "address", 300), text(cells, "district", 100), zone(cells));
    Language language = cells.readIfThere("language", this::language).or(rules.defaults()::language).orElse(null);
    if (language == null && cells.isEmpty("language")) {
      cells.reject("language", "", RowFault.LANGUAGE_MISSING.with());
    }
    boolean legal = cells.readIfThere("legal entity", this::yes).orElse(false);
    PhoneCell.Reading reading = phones(cells);
    if (!reading.notUsed().isEmpty()) {
      forbidden.add(new Forbidden(row.line(), reading.notUsed()));
    }
    return new Subscriber(name, place, language, legal, reading.phones(), reading.extensions());
  }

  private Optional<ZoneId> zone(CellReader cells) {
    if (cells.isEmpty("zone")) {
      if (rules.defaults().zone().isEmpty()) {
        cells.warn("zone", "", RowFault.ZONE_MISSING.with());
      }
      return rules.defaults().zone();
    }
    return cells.readIfThere(
        "zone",
        cell -> ZoneNameParser.find(cell).orElseThrow(() -> new UnreadableCell(RowFault.ZONE.with())));
  }

  private PhoneCell.Reading phones(CellReader cells) {
    if (cells.isEmpty("phones")) {
      cells.reject("phones", "", RowFault.PHONES_EMPTY.with());
      return NO_PHONES;
    }
    PhoneCell.Reading reading = cells.read("phones", cell -> PhoneCell.read(cell, phones));
    if (reading == null) {
      return NO_PHONES;
    }
    reading.phones().stream().filter(Phone::isRun)
        .forEach(phone -> cells.warn("phones", phone.e164(), RowFault.PHONE_RUN.with()));
    boolean none = reading.phones().isEmpty() && !reading.forbidden();
    if (reading.phones().isEmpty() && reading.forbidden()) {
      cells.warn("phones", cells.text("phones"), RowFault.PHONES_NOT_USED.with());
    }
    for (PhoneCell.Flaw flaw : reading.flaws()) {
      if (none && flaw.lost()) {
        cells.reject("phones", flaw.value(), flaw.reason());
      } else if (!none) {
        cells.warn("phones", flaw.value(),
            flaw.lost() ? RowFault.OTHER_PHONES_TAKEN.of(List.of(flaw.reason())) : flaw.reason());
      }
    }
    if (none && reading.flaws().stream().noneMatch(PhoneCell.Flaw::lost)) {
      cells.reject("phones", cells.text("phones"), RowFault.PHONES_NONE.with());
    }
    return reading;
  }

  private Debt debt(CellReader cells) {
    BigDecimal written = cells.read("balance", cell -> Amounts.read(cell, rules.mapping().formats().decimal()));
    BigDecimal balance = written == null ? BigDecimal.ZERO : written;
    if (rules.mapping().debtPositive()) {
      balance = balance.negate();
    }
    if (written != null && balance.signum() >= 0) {
      cells.warn("balance", cells.text("balance"), RowFault.OWES_NOTHING.with());
    }
    Optional<Currency> currency = cells.readIfThere("currency", this::currency).or(rules.defaults()::currency);
    if (currency.isEmpty() && cells.isEmpty("currency")) {
      cells.reject("currency", "", RowFault.CURRENCY_MISSING.with());
    }
    Set<String> named = Amounts.currencies(cells.text("balance"));
    if (currency.isPresent() && !named.isEmpty() && !named.contains(currency.get().getCurrencyCode())) {
      String names = String.join(", ", named.stream().sorted().toList());
      cells.reject(
          "balance", cells.text("balance"),
          RowFault.AMOUNT_OTHER_CURRENCY.with(names, currency.get().getCurrencyCode()));
    }
    Money money = new Money(balance, currency.orElse(NONE));
    Optional<LocalDate> since = day(cells, "debt since",
        cell -> within(days.day(cell), EARLIEST_DEBT, rules.takenOn()));
    LocalDate earliest = rules.takenOn().minusYears(10);
    Optional<LocalDate> restriction = day(
        cells, "restriction date", cell -> within(days.day(cell), earliest, rules.takenOn().plusYears(1)));
    if (since.isPresent() && restriction.isPresent() && restriction.get().isBefore(since.get())) {
      cells.warn("restriction date", cells.text("restriction date"), RowFault.RESTRICTION_TOO_EARLY.with());
    }
    return new Debt(money, since, restriction, true);
  }

  /// Reads a day; a text that means "no date", such as `0000-00-00`, gives none.
  private static Optional<LocalDate> day(CellReader cells, String column, Function<String, LocalDate> reader) {
    return Days.isNone(cells.text(column)) ? Optional.empty() : cells.readIfThere(column, reader);
  }

  /// Returns true for days such as `31.12.9999`, which billing systems write for a contract without an end.
  private static boolean endless(LocalDate day) {
    return day.getYear() >= 2900;
  }

  private static LocalDate within(LocalDate day, LocalDate earliest, LocalDate latest) {
    if (day.isBefore(earliest) || day.isAfter(latest)) {
      throw new UnreadableCell(RowFault.DATE_RANGE.with(earliest, latest));
    }
    return day;
  }

  /// Reads the end of the contract. An end in the future does not count yet.
  private Optional<LocalDate> contractEnded(CellReader cells) {
    LocalDate latest = rules.takenOn().plusYears(1);
    return day(cells, "contract ended",
        cell -> endless(days.day(cell)) ? END_OF_TIME : within(days.day(cell), EARLIEST_DEBT, latest))
        .filter(day -> !day.isAfter(rules.takenOn()));
  }

  /// Reads the subscription. If the file does not give the state, a restriction date that has come makes it restricted.
  private Subscription subscription(CellReader cells, Optional<LocalDate> restrictionOn) {
    boolean restricted = restrictionOn.filter(day -> !day.isAfter(rules.takenOn())).isPresent();
    ServiceState state = cells.readIfThere("service state", this::state)
        .orElse(restricted ? ServiceState.RESTRICTED : ServiceState.ACTIVE);
    Set<String> tags = cells.readIfThere("tags", this::tags).orElse(Set.of());
    return new Subscription(text(cells, "service", 100), text(cells, "tariff", 100), state, tags);
  }

  private static String text(CellReader cells, String column, int longest) {
    return cells.readIfThere(column, cell -> Text.clean(cell, longest)).orElse("");
  }

  private ServiceState state(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "active" -> ServiceState.ACTIVE;
      case "restricted" -> ServiceState.RESTRICTED;
      default -> throw new UnreadableCell(RowFault.STATE.with());
    };
  }

  private Language language(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "ru" -> Language.RU;
      case "ro" -> Language.RO;
      case "en" -> Language.EN;
      default -> throw new UnreadableCell(RowFault.LANGUAGE.with());
    };
  }

  private boolean yes(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "1" -> true;
      case "no", "false", "0" -> false;
      default -> throw new UnreadableCell(RowFault.YES_OR_NO.with());
    };
  }

  private Currency currency(String cell) {
    return Currencies.read(cell);
  }

  private Set<String> tags(String cell) {
    Set<String> tags = new LinkedHashSet<>();
    for (String tag : cell.split("[,;|]")) {
      String clean = Text.clean(tag, 50);
      if (!clean.isEmpty()) {
        tags.add(clean);
      }
    }
    if (tags.size() > MOST_TAGS) {
      throw new UnreadableCell(RowFault.TAGS.with(MOST_TAGS));
    }
    return tags;
  }
}
