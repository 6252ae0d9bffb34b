package org.obzvon.rehearsal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;

/// Draws households and the debtors in them. No country reserves mobile numbers for fiction, so the numbers are taken
/// from the bottom of one block, +7 900 000-00-00 and up: well formed, easy to recognise, and never dialled, because
/// the simulated exchange has no line to the world.
final class DebtorDraw {
  static final String CURRENCY = "RUB";
  private static final String NUMBERS = "+7900";

  /// Four branches of one operator in four zones, with their share of the debtors.
  private static final Map<Branch, Double> BRANCHES = ordered(
      new Branch("Калуга", "Europe/Moscow", List.of("Северный", "Заречный", "Центр")), 0.45,
      new Branch("Самара", "Europe/Samara", List.of("Приволжский", "Степной")), 0.20,
      new Branch("Тюмень", "Asia/Yekaterinburg", List.of("Затюменский", "Восточный")), 0.20,
      new Branch("Хабаровск", "Asia/Vladivostok", List.of("Амурский", "Южный")), 0.15);

  private static final Map<Language, Double> LANGUAGES = ordered(Language.RU, 0.86, Language.RO, 0.09, Language.EN,
      0.05);

  private static final Map<Debtor.LineState, Double> LINE_STATES = ordered(
      Debtor.LineState.WORKS, 0.90, Debtor.LineState.WRONG, 0.04,
      Debtor.LineState.SWITCHED_OFF, 0.04, Debtor.LineState.NO_SUCH_NUMBER, 0.02);

  private static final Map<Debtor.Habit, Double> HABITS = ordered(Debtor.Habit.EVENINGS, 0.50, Debtor.Habit.DAYS, 0.32,
      Debtor.Habit.SELDOM, 0.18);

  private static final Map<Integer, Double> HOUSEHOLD_SIZES = ordered(1, 0.90, 2, 0.08, 3, 0.02);

  private static final List<String> STREETS = List.of("ул. Примерная", "ул. Образцовая", "Учебный пер.",
      "ул. Вымышленная", "пр. Черновой");

  private record Branch(String town, String zone, List<String> districts) {}

  /// The data that the members of one household have in common.
  private record Roof(String key, Branch branch, String district, String address, List<Debtor.Line> lines) {}

  private final long seed;
  private final LocalDate start;
  /// Starts at 1, because a number of zeros alone means no number.
  private int phones = 1;

  DebtorDraw(long seed, LocalDate start) {
    this.seed = seed;
    this.start = start;
  }

  List<Debtor> draw(int size) {
    List<Debtor> debtors = new ArrayList<>(size);
    for (int household = 1; debtors.size() < size; household++) {
      Chance chance = Chance.of(seed, "household", household);
      int members = Math.min(chance.weighted(HOUSEHOLD_SIZES), size - debtors.size());
      Roof roof = roof(household, chance);
      for (int i = 0; i < members; i++) {
        debtors.add(debtor(debtors.size() + 1, roof));
      }
    }
    return debtors;
  }

  private Roof roof(int household, Chance chance) {
    Branch branch = chance.weighted(BRANCHES);
    List<Debtor.Line> lines = new ArrayList<>();
    lines.add(line(chance));
    if (chance.happens(0.25)) {
      lines.add(line(chance));
    }
    String address = branch.town() + ", " + chance.among(STREETS) + ", д. " + chance.between(1, 90) + ", кв. "
        + chance.between(1, 120);
    return new Roof(
        String.format(Locale.ROOT, "H-%06d", household), branch, chance.among(branch.districts()), address, lines);
  }

  private Debtor.Line line(Chance chance) {
    return new Debtor.Line(
        new Phone(NUMBERS + String.format(Locale.ROOT, "%07d", phones++)), chance.weighted(LINE_STATES));
  }

  private Debtor debtor(int number, Roof roof) {
    Chance chance = Chance.of(seed, "debtor", number);
    boolean firm = chance.happens(0.03);
    Language language = firm ? Language.RU : chance.weighted(LANGUAGES);
    boolean active = chance.happens(0.70);
    NonPaymentReason reason = chance.weighted(Effects.REASON_SHARES);
    List<Debtor.Line> lines = new ArrayList<>(roof.lines());
    if (chance.happens(0.15)) {
      lines.add(line(chance));
    }
    var home = new Debtor.Home(
        roof.address(), roof.district(), ZoneId.of(roof.branch().zone()), !chance.happens(0.005));
    String name = firm ? Names.firm(chance) : Names.person(chance, language);
    return new Debtor(
        number,
        new Debtor.Contract(
            String.format(Locale.ROOT, "R%07d", number), roof.key(), "internet",
            chance.among(List.of("Базовый-50", "Домашний-100", "Семейный-300")),
            active ? ServiceState.ACTIVE : ServiceState.RESTRICTED, tags(chance)),
        new Debtor.Person(name, language, firm, home, lines),
        arrears(chance, active),
        new Debtor.Nature(reason, chance.weighted(HABITS), chance.happens(0.10) ? 0.30 : 0.01));
  }

  private Debtor.Arrears arrears(Chance chance, boolean active) {
    BigDecimal owed = new BigDecimal(chance.between(2, 40) * 50 + (chance.happens(0.3) ? 49 : 0));
    Money money = new Money(owed, Currency.getInstance(CURRENCY));
    LocalDate since = start.minusDays(active ? chance.between(1, 20) : chance.between(21, 60));
    LocalDate restriction = active ? start.plusDays(chance.between(3, 14)) : since.plusDays(chance.between(10, 20));
    return new Debtor.Arrears(money, since, restriction);
  }

  private static Set<String> tags(Chance chance) {
    Set<String> tags = new TreeSet<>();
    tags.add("rehearsal");
    if (chance.happens(0.12)) {
      tags.add("has-router");
    }
    if (chance.happens(0.20)) {
      tags.add("first-debt");
    }
    return tags;
  }

  @SuppressWarnings("unchecked")
  private static <T> Map<T, Double> ordered(Object... pairs) {
    Map<T, Double> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((T) pairs[i], (Double) pairs[i + 1]);
    }
    return map;
  }
}
