package org.obzvon.call.icu;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.RuleBasedNumberFormat;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.obzvon.call.Words;
import org.obzvon.call.icu.CurrencyName.Gender;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Spells by the CLDR rules that ICU4J carries. Only the names of the currencies, the single "un leu, o rublă" of
/// Romanian and its "întâi" for the first of a month are our own.
public final class IcuWords implements Words {
  private static final int HUNDREDTHS = 100;

  /// The numbers below this are remembered: digits, days and hundredths, and the arrears of most debtors. At most a
  /// thousand numbers by some ten rules are kept.
  private static final int REMEMBERED = 1_000;

  private final Map<Spelling, String> spelled = new ConcurrentHashMap<>();
  private final Map<Language, PluralRules> plurals = new EnumMap<>(Language.class);
  private final Map<Language, RuleBasedNumberFormat> formats = new EnumMap<>(Language.class);
  private final Map<Language, String[]> months = new EnumMap<>(Language.class);

  public IcuWords() {
    for (Language language : Language.values()) {
      plurals.put(language, PluralRules.forLocale(language.locale()));
      formats.put(language, new RuleBasedNumberFormat(language.locale(), RuleBasedNumberFormat.SPELLOUT));
      months.put(language, DateFormatSymbols.getInstance(language.locale()).getMonths());
    }
  }

  @Override
  public boolean knows(Currency currency) {
    return CurrencyName.knows(currency);
  }

  @Override
  public String money(Language language, Money money, Case grammar) {
    if (money.amount().signum() < 0) {
      throw new IllegalArgumentException("an amount below zero is not said");
    }
    long hundredths = money.amount().movePointRight(2).longValueExact();
    long whole = hundredths / HUNDREDTHS;
    long part = hundredths % HUNDREDTHS;
    CurrencyName name = CurrencyName.of(language, money.currency());
    String major = count(language, whole, name.major(), grammar);
    String minor = count(language, part, name.minor(), grammar);
    if (part == 0) {
      return major;
    }
    return whole == 0 ? minor : major + joint(language) + minor;
  }

  @Override
  public String day(Language language, LocalDate day) {
    int number = day.getDayOfMonth();
    String month = months.get(language)[day.getMonthValue() - 1];
    return switch (language) {
      case RU -> spell(language, number, "%spellout-ordinal-neuter-genitive") + " " + month;
      case RO -> (number == 1 ? "întâi" : spell(language, number, "%spellout-cardinal-masculine")) + " " + month;
      case EN -> "the " + spell(language, number, "%spellout-ordinal") + " of " + month;
    };
  }

  @Override
  public String time(Language language, LocalTime time) {
    String rules = cardinal(language, Gender.MASCULINE, Case.NOMINATIVE);
    String hour = spell(language, time.getHour(), rules);
    String minute = spell(language, time.getMinute(), rules);
    return switch (language) {
      case RU -> hour + " " + (time.getMinute() < 10 ? "ноль " : "") + minute;
      case RO -> time.getMinute() == 0 ? hour + " fix" : hour + " și " + minute;
      case EN -> time.getMinute() == 0 ? hour + " hundred hours"
          : hour + (time.getMinute() < 10 ? " oh " : " ")
              + minute;
    };
  }

  @Override
  public String digits(Language language, String number) {
    return number.chars()
        .filter(digit -> digit >= '0' && digit <= '9')
        .mapToObj(digit -> spell(language, digit - '0', cardinal(language, Gender.MASCULINE, Case.NOMINATIVE)))
        .collect(Collectors.joining(", "));
  }

  private String count(Language language, long count, CurrencyName.Unit unit, Case grammar) {
    String noun = switch (plurals.get(language).select(count)) {
      case "one" -> grammar == Case.ACCUSATIVE ? unit.oneAccusative() : unit.one();
      case "few" -> unit.few();
      default -> unit.many();
    };
    if (language == Language.RO && count == 1) {
      return (unit.gender() == Gender.FEMININE ? "o " : "un ") + noun;
    }
    return spell(language, count, cardinal(language, unit.gender(), grammar)) + " " + noun;
  }

  private static String cardinal(Language language, Gender gender, Case grammar) {
    String feminine = gender == Gender.FEMININE ? "feminine" : "masculine";
    return switch (language) {
      case RU -> "%spellout-cardinal-" + feminine + (grammar == Case.ACCUSATIVE ? "-accusative" : "");
      case RO -> "%spellout-cardinal-" + feminine;
      case EN -> "%spellout-cardinal";
    };
  }

  private static String joint(Language language) {
    return switch (language) {
      case RU -> " ";
      case RO -> " și ";
      case EN -> " and ";
    };
  }

  private record Spelling(Language language, long number, String rules) {}

  private String spell(Language language, long number, String rules) {
    return number < REMEMBERED
        ? spelled.computeIfAbsent(new Spelling(language, number, rules), _ -> spellOut(language, number, rules))
        : spellOut(language, number, rules);
  }

  /// Spells a number under a lock: two threads must not use a format of ICU at once, and making one parses its rules
  /// for milliseconds.
  private String spellOut(Language language, long number, String rules) {
    RuleBasedNumberFormat format = formats.get(language);
    synchronized (format) {
      return format.format(number, rules).replace("\u00ad", "");
    }
  }
}
