package org.obzvon.sms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Money;

/// Finds templates that are unfit before anything is sent: promotional words, foreign links, more segments than
/// declared, a variable that this installation cannot fill.
public final class TemplateCheck {
  /// September has the longest month name in the languages we write.
  private static final LocalDate LONG_MONTH = LocalDate.of(2026, 9, 30);
  private static final List<LocalDate> ODD_DAYS = List.of(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 1),
      LocalDate.of(2028, 2, 29));

  private final MessageWriter wording;
  private final MessageFormat format;
  private final AllowedLinkHosts links;

  public TemplateCheck(MessageWriter wording, MessageFormat format, AllowedLinkHosts links) {
    this.wording = wording;
    this.format = format;
    this.links = links;
  }

  /// @throws BadInput with all problems of all templates
  public void all() {
    List<Problem> problems = wording.templates().all().stream().flatMap(one -> problems(one).stream()).toList();
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
  }

  private List<Problem> problems(MessageTemplate template) {
    List<Problem> problems = new ArrayList<>();
    String literals = format.literals(template.pattern());
    PromotionalWords.in(literals)
        .ifPresent(
            word -> problems.add(
                bad(template, "holds the promotional word '" + word + "'; a reminder must not advertise")));
    for (TemplateVariable required : template.heading().purpose().required()) {
      if (!template.variables().contains(required)) {
        problems.add(bad(template, "does not name {" + required.key() + "}, which a notice must"));
      }
    }
    for (String host : links.strange(literals)) {
      problems.add(bad(template, "links to '" + host + "'; allow that host under sms: links, or take the link out"));
    }
    if (problems.isEmpty()) {
      samples(template).stream().limit(1).forEach(problems::add);
    }
    return problems;
  }

  /// Renders it for the amounts and dates that make texts short and long.
  private List<Problem> samples(MessageTemplate template) {
    List<Problem> problems = new ArrayList<>();
    for (Map<TemplateVariable, Value> values : edges()) {
      try {
        wording.write(template.heading().name(), template.heading().language(), values);
      } catch (NotWritten e) {
        problems.add(bad(template, "cannot be sent to everybody: " + e.getMessage()));
      }
    }
    return problems;
  }

  private static Problem bad(MessageTemplate template, String what) {
    return new Problem(template.source(), 0, "text", what);
  }

  /// Values of every variable except the company's own, at the extremes of what occurs.
  static List<Map<TemplateVariable, Value>> edges() {
    List<Map<TemplateVariable, Value>> edges = new ArrayList<>();
    for (String amount : List.of("0.01", "1.00", "21.00", "350.50", "999999.99")) {
      for (String currency : List.of("RUB", "MDL", "RON", "EUR")) {
        for (int days : List.of(0, 1, 2, 5, 21, 60)) {
          edges.add(values(Money.of(amount, currency), LONG_MONTH.plusDays(days), days));
        }
        for (LocalDate day : ODD_DAYS) {
          edges.add(values(Money.of(amount, currency), day, 21));
        }
      }
    }
    return edges;
  }

  private static Map<TemplateVariable, Value> values(Money money, LocalDate day, int days) {
    Map<TemplateVariable, Value> values = new EnumMap<>(TemplateVariable.class);
    values.put(TemplateVariable.ACCOUNT, new Value.Text("1000471100"));
    values.put(TemplateVariable.ARREARS, new Value.Amount(money));
    values.put(TemplateVariable.PROMISE_AMOUNT, new Value.Amount(money));
    values.put(TemplateVariable.PAID_AMOUNT, new Value.Amount(money));
    values.put(TemplateVariable.DEBT_SINCE, new Value.Day(day));
    values.put(TemplateVariable.RESTRICTION_DATE, new Value.Day(day));
    values.put(TemplateVariable.DAYS_LEFT, new Value.Count(days));
    values.put(TemplateVariable.PROMISE_DATE, new Value.Day(day));
    values.put(TemplateVariable.APPOINTMENT_DATE, new Value.Day(day));
    values.put(TemplateVariable.APPOINTMENT_TIME, new Value.Text("10:00-12:00"));
    return values;
  }
}
