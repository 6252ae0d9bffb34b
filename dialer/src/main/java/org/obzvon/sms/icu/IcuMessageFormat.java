package org.obzvon.sms.icu;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.sms.MessageFormat;
import org.obzvon.sms.TemplateVariable;
import org.obzvon.sms.Value;

/// Renders ICU message patterns with our values. Money and dates are written by one rule in all texts, so a pattern
/// names them plainly; of ICU's own formats it may hold only `plural` and `select`.
public final class IcuMessageFormat implements MessageFormat {
  private static final Pattern NO_BREAK_SPACE = Pattern.compile("[\u00a0\u202f]");
  /// Cached, because each takes longer to make than a message to write. There are no more cached days than the calendar
  /// has.
  private static final Map<Digits, LocalizedNumberFormatter> NUMBERS = new ConcurrentHashMap<>();
  private static final Map<Written, String> DAYS = new ConcurrentHashMap<>();

  private record Digits(Language language, boolean whole) {}

  private record Written(Language language, MonthDay day) {}

  @Override
  public Set<String> names(String pattern) {
    MessagePattern parsed = parsed(pattern);
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < parsed.countParts(); i++) {
      Part part = parsed.getPart(i);
      if (part.getType() == Part.Type.ARG_NAME || part.getType() == Part.Type.ARG_NUMBER) {
        names.add(parsed.getSubstring(part));
      }
      if (part.getType() == Part.Type.ARG_START && part.getArgType() == ArgType.SIMPLE) {
        throw new IllegalArgumentException(
            "formats a variable itself; write {arrears} or {restriction_date} plainly, or plural and select");
      }
    }
    return names;
  }

  @Override
  public String literals(String pattern) {
    MessagePattern parsed = parsed(pattern);
    StringBuilder literals = new StringBuilder();
    for (int i = 0; i + 1 < parsed.countParts(); i++) {
      Part part = parsed.getPart(i);
      switch (part.getType()) {
        case MSG_START, ARG_LIMIT, SKIP_SYNTAX, INSERT_CHAR, REPLACE_NUMBER ->
            literals.append(pattern, part.getLimit(), parsed.getPart(i + 1).getIndex());
        case MSG_LIMIT, ARG_START -> literals.append(' ');
        default -> {
        } // names, types and selectors are syntax
      }
    }
    return literals.toString();
  }

  private static MessagePattern parsed(String pattern) {
    try {
      return new MessagePattern(pattern);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("is no ICU message: " + e.getMessage(), e);
    }
  }

  @Override
  public String render(String pattern, Language language, Map<TemplateVariable, Value> values) {
    Map<String, Object> written = new HashMap<>();
    values.forEach((variable, value) -> written.put(variable.key(), written(value, language)));
    return new com.ibm.icu.text.MessageFormat(pattern, language.locale()).format(written);
  }

  private static Object written(Value value, Language language) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Amount(Money money) -> money(money, language);
      case Value.Day(LocalDate day) -> day(day, language);
      case Value.Count(int number) -> number;
    };
  }

  /// Writes an amount of money. Hundredths are written only if there are any: "350,50 руб", "350 руб".
  static String money(Money money, Language language) {
    boolean whole = money.amount().stripTrailingZeros().scale() <= 0;
    FormattedNumber number = NUMBERS.computeIfAbsent(new Digits(language, whole), IcuMessageFormat::formatter)
        .format(money.amount());
    String form = PluralRules.forLocale(language.locale()).select(number);
    return NO_BREAK_SPACE.matcher(number.toString()).replaceAll(" ")
        + " " + WrittenCurrency.of(language, money.currency()).form(form);
  }

  private static LocalizedNumberFormatter formatter(Digits digits) {
    return NumberFormatter.withLocale(digits.language().locale())
        .precision(digits.whole() ? Precision.integer() : Precision.fixedFraction(2));
  }

  /// Writes a date without the year: "22 ноября", "22 noiembrie", "22 November".
  static String day(LocalDate day, Language language) {
    return DAYS.computeIfAbsent(new Written(language, MonthDay.from(day)), _ -> written(day, language));
  }

  private static String written(LocalDate day, Language language) {
    DateFormat format = new SimpleDateFormat("d MMMM", language.locale());
    format.setTimeZone(TimeZone.GMT_ZONE);
    return format.format(Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }
}
