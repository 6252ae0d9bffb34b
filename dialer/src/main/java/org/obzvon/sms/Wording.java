package org.obzvon.sms;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.obzvon.register.Account;
import org.obzvon.register.Language;
import org.obzvon.register.ServiceState;

/// Writes messages: a template in the debtor's language with what the register says of him at this moment.
public final class Wording {
  private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s\u00a0\u202f]+");

  private final Templates templates;
  private final MessageFormat format;
  private final Map<Language, Sender> senders;
  private final Links links;
  private final InstantSource clock;

  /// The operator company as it signs its messages.
  ///
  /// @param officePhone as it is printed
  public record Sender(String company, Optional<String> officePhone) {}

  public Wording(
      Templates templates, MessageFormat format, Map<Language, Sender> senders, Links links, InstantSource clock) {
    this.templates = templates;
    this.format = format;
    this.senders = Map.copyOf(senders);
    this.links = links;
    this.clock = clock;
  }

  public Templates templates() {
    return templates;
  }

  /// A message of a campaign's step: a reminder or a notice.
  ///
  /// @throws NotWritten when something the text names is not known, or nothing is owed
  public TextMessage about(Account account, String template) throws NotWritten {
    if (!account.debt().isOwed()) {
      throw new NotWritten("account " + account.id() + " owes nothing any more");
    }
    ZoneId zone =
        account.subscriber().place().zone()
            .orElseThrow(() -> new NotWritten("the zone of account " + account.id() + " is unknown"));
    Map<Variable, Value> values = new EnumMap<>(Variable.class);
    values.put(Variable.ACCOUNT, new Value.Text(account.number()));
    values.put(Variable.ARREARS, new Value.Amount(account.debt().arrears()));
    account.debt().since().ifPresent(day -> values.put(Variable.DEBT_SINCE, new Value.Day(day)));
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    restriction(account, today)
        .ifPresent(
            day -> {
              values.put(Variable.RESTRICTION_DATE, new Value.Day(day));
              if (!day.isBefore(today)) {
                values.put(Variable.DAYS_LEFT, new Value.Count(Math.toIntExact(ChronoUnit.DAYS.between(today, day))));
              }
            });
    return write(template, account.subscriber().language(), values);
  }

  /// A message about what happened.
  ///
  /// @param values that it gives the text
  /// @throws NotWritten when something else the text names is not known
  public TextMessage happened(Account account, String template, Map<Variable, Value> values) throws NotWritten {
    Map<Variable, Value> all = new EnumMap<>(Variable.class);
    all.putAll(values);
    all.put(Variable.ACCOUNT, new Value.Text(account.number()));
    if (account.debt().isOwed()) {
      all.put(Variable.ARREARS, new Value.Amount(account.debt().arrears()));
    }
    return write(template, account.subscriber().language(), all);
  }

  /// A coming day for a service that is on, a past one for a service that is restricted.
  private static Optional<LocalDate> restriction(Account account, LocalDate today) {
    boolean restricted = account.subscription().state() == ServiceState.RESTRICTED;
    return account.debt().restrictionOn().filter(on -> restricted ? !on.isAfter(today) : !on.isBefore(today));
  }

  /// A message with these values besides the company's name and phone.
  public TextMessage write(String name, Language language, Map<Variable, Value> values) throws NotWritten {
    MessageTemplate template =
        templates.find(name, language)
            .orElseThrow(() -> new NotWritten("there is no template '" + name + "' in " + language.tag()));
    Map<Variable, Value> all = new EnumMap<>(Variable.class);
    all.putAll(values);
    Sender sender = senders.get(language);
    all.put(Variable.COMPANY, new Value.Text(sender.company()));
    sender.officePhone().ifPresent(phone -> all.put(Variable.OFFICE_PHONE, new Value.Text(phone)));
    for (Variable variable : Variable.values()) {
      if (template.variables().contains(variable) && !all.containsKey(variable)) {
        throw new NotWritten("the text names {" + variable.key() + "}, which is not known here");
      }
    }
    return write(template, all);
  }

  private TextMessage write(MessageTemplate template, Map<Variable, Value> values) throws NotWritten {
    var heading = template.heading();
    String text;
    try {
      text = clean(format.render(template.pattern(), heading.language(), values));
    } catch (IllegalArgumentException e) {
      throw new NotWritten(e.getMessage());
    }
    List<String> strange = links.strange(text);
    if (!strange.isEmpty()) {
      throw new NotWritten("the text would hold a link to a host that is not allowed");
    }
    String sent = heading.transliterate() ? Transliteration.of(text) : text;
    Segments segments = Segments.of(sent);
    if (segments.count() > heading.mostSegments()) {
      throw new NotWritten(
          "the text takes " + segments.count() + " segments; the template allows " + heading.mostSegments());
    }
    return new TextMessage(heading.name(), heading.language(), sent, segments);
  }

  /// Values come from files: no control character and no run of blanks goes out.
  private static String clean(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }
}
