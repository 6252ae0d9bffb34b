package org.obzvon.rehearsal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.register.Phone;

/// A seeded population of invented debtors: the same seed, size and start give the same people, numbers and natures.
public final class Population {
  /// The largest size; more would not fit the block of invented telephone numbers with room to spare.
  public static final int LARGEST = 1_000_000;

  private static final String HEADER = "account,name,phones,address,district,service,tariff,service state,balance,currency,debt since,"
      + "restriction date,language,zone,legal entity,household,tags";

  private final long seed;
  private final LocalDate start;
  private final List<Debtor> debtors;
  private final Map<String, Debtor> byAccount = new LinkedHashMap<>();
  private final Map<Phone, Debtor> byPhone = new LinkedHashMap<>();
  private final Map<String, List<Debtor>> byHousehold = new LinkedHashMap<>();

  /// @param start the day on which the debtors are drawn into arms
  public Population(long seed, int size, LocalDate start) {
    if (size < 1 || size > LARGEST) {
      throw BadInput.of("rehearsal", "the population must be between 1 and " + LARGEST + " debtors, not " + size);
    }
    this.seed = seed;
    this.start = start;
    this.debtors = List.copyOf(new DebtorDraw(seed, start).draw(size));
    for (Debtor debtor : debtors) {
      byAccount.put(debtor.contract().account(), debtor);
      byHousehold.computeIfAbsent(debtor.contract().household(), _ -> new ArrayList<>()).add(debtor);
      debtor.person().lines().forEach(line -> byPhone.putIfAbsent(line.phone(), debtor));
    }
  }

  public long seed() {
    return seed;
  }

  public LocalDate start() {
    return start;
  }

  public List<Debtor> debtors() {
    return debtors;
  }

  public Optional<Debtor> byAccount(String account) {
    return Optional.ofNullable(byAccount.get(account));
  }

  /// Returns the members of a household; empty if there is no such household.
  public List<Debtor> ofHousehold(String household) {
    return List.copyOf(byHousehold.getOrDefault(household, List.of()));
  }

  /// Returns the debtor who answers the phone: of those who share it, the one with the lowest number.
  public Optional<Debtor> byPhone(Phone phone) {
    return Optional.ofNullable(byPhone.get(phone));
  }

  /// Returns the register as billing would export it on a date: everybody whose debt had begun by then, paid or not.
  /// Comma-separated, UTF-8, several phones and tags separated by a semicolon.
  public String toRegisterCsv(LocalDate date) {
    return debtors.stream()
        .filter(debtor -> !debtor.arrears().since().isAfter(date))
        .map(Population::row)
        .collect(Collectors.joining("\n", HEADER + "\n", "\n"));
  }

  private static String row(Debtor debtor) {
    Debtor.Contract contract = debtor.contract();
    Debtor.Person person = debtor.person();
    List<String> cells = new ArrayList<>();
    cells.add(contract.account());
    cells.add(person.name());
    cells.add(person.lines().stream().map(line -> line.phone().e164()).collect(Collectors.joining(";")));
    cells.add(person.home().address());
    cells.add(person.home().district());
    cells.add(contract.service());
    cells.add(contract.tariff());
    cells.add(contract.state().name());
    cells.add(debtor.arrears().owed().negate().amount().toPlainString());
    cells.add(debtor.arrears().owed().currency().getCurrencyCode());
    cells.add(debtor.arrears().since().toString());
    cells.add(debtor.arrears().restrictionOn().toString());
    cells.add(person.language().tag());
    cells.add(person.home().zoneInRegister() ? person.home().zone().getId() : "");
    cells.add(person.legalEntity() ? "yes" : "no");
    cells.add(contract.household());
    cells.add(String.join(";", new TreeSet<>(contract.tags())));
    return cells.stream().map(Population::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
