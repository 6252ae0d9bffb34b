package org.obzvon.sms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Money;

/// What makes a template unfit, found before anything is sent: promotional words, strange links, more segments than
/// it says, a variable that this installation cannot fill.
public final class TemplateCheck {
  /// September has the longest name in the languages we write.
  private static final LocalDate LONG_MONTH = LocalDate.of(2026, 9, 30);
  private static final List<LocalDate> ODD_DAYS =
      List.of(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 1), LocalDate.of(2028, 2, 29));

  private final Wording wording;
  private final MessageFormat format;
  private final Links links;

  public TemplateCheck(Wording wording, MessageFormat format, Links links) {
    this.wording = wording;
    this.format = format;
    this.links = links;
  }

  /// @throws BadInput with everything that is wrong with any of them
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
            word ->
                problems.add(
                    bad(template, "holds the promotional word '" + word + "'; a reminder must not advertise")));
    for (Variable required : template.heading().purpose().required()) {
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

  /// Renders it for the amounts and days that make texts short and long.
  private List<Problem> samples(MessageTemplate template) {
    List<Problem> problems = new ArrayList<>();
    for (Map<Variable, Value> values : edges()) {
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

  /// Every variable but the company's own, at the edges of what occurs.
  static List<Map<Variable, Value>> edges() {
    List<Map<Variable, Value>> edges = new ArrayList<>();
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

  private static Map<Variable, Value> values(Money money, LocalDate day, int days) {
    Map<Variable, Value> values = new EnumMap<>(Variable.class);
    values.put(Variable.ACCOUNT, new Value.Text("1000471100"));
    values.put(Variable.ARREARS, new Value.Amount(money));
    values.put(Variable.PROMISE_AMOUNT, new Value.Amount(money));
    values.put(Variable.PAID_AMOUNT, new Value.Amount(money));
    values.put(Variable.DEBT_SINCE, new Value.Day(day));
    values.put(Variable.RESTRICTION_DATE, new Value.Day(day));
    values.put(Variable.DAYS_LEFT, new Value.Count(days));
    values.put(Variable.PROMISE_DATE, new Value.Day(day));
    values.put(Variable.APPOINTMENT_DATE, new Value.Day(day));
    values.put(Variable.APPOINTMENT_TIME, new Value.Text("10:00-12:00"));
    return values;
  }
}
