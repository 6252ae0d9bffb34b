package org.obzvon.sms;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.document.SafeText;
import org.obzvon.register.Account;
import org.obzvon.register.Language;
import org.obzvon.register.ServiceState;

/// Writes messages: a template in the debtor's language, filled with what the register says about them at this moment.
public final class MessageWriter {

  private final Templates templates;
  private final MessageFormat format;
  private final Map<Language, Sender> senders;
  private final AllowedLinkHosts links;
  private final InstantSource clock;

  /// The operator company as it signs its messages.
  ///
  /// @param officePhone as it is printed
  public record Sender(String company, Optional<String> officePhone) {}

  public MessageWriter(
      Templates templates, MessageFormat format, Map<Language, Sender> senders, AllowedLinkHosts links,
      InstantSource clock) {
    this.templates = templates;
    this.format = format;
    this.senders = Map.copyOf(senders);
    this.links = links;
    this.clock = clock;
  }

  public Templates templates() {
    return templates;
  }

  /// Writes a message of a campaign's step: a reminder or a notice.
  ///
  /// @throws NotWritten when a variable of the text is not known, or nothing is owed
  public TextMessage about(Account account, String template) throws NotWritten {
    if (!account.debt().isOwed()) {
      throw new NotWritten("account " + account.id() + " owes nothing any more");
    }
    ZoneId zone = account.subscriber().place().zone()
        .orElseThrow(() -> new NotWritten("the zone of account " + account.id() + " is unknown"));
    Map<TemplateVariable, Value> values = new EnumMap<>(TemplateVariable.class);
    values.put(TemplateVariable.ACCOUNT, new Value.Text(account.number()));
    values.put(TemplateVariable.ARREARS, new Value.Amount(account.debt().arrears()));
    account.debt().since().ifPresent(day -> values.put(TemplateVariable.DEBT_SINCE, new Value.Day(day)));
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    restriction(account, today)
        .ifPresent(
            day -> {
              values.put(TemplateVariable.RESTRICTION_DATE, new Value.Day(day));
              if (!day.isBefore(today)) {
                values.put(TemplateVariable.DAYS_LEFT,
                    new Value.Count(Math.toIntExact(ChronoUnit.DAYS.between(today, day))));
              }
            });
    return write(template, account.subscriber().language(), values);
  }

  /// Writes the message of a template about an event, such as a payment that arrived.
  ///
  /// @param values the values of the variables that belong to the event
  /// @throws NotWritten when the template names a variable that neither the event nor the account has a value for
  public TextMessage happened(Account account, String template, Map<TemplateVariable, Value> values) throws NotWritten {
    Map<TemplateVariable, Value> all = new EnumMap<>(TemplateVariable.class);
    all.putAll(values);
    all.put(TemplateVariable.ACCOUNT, new Value.Text(account.number()));
    if (account.debt().isOwed()) {
      all.put(TemplateVariable.ARREARS, new Value.Amount(account.debt().arrears()));
    }
    return write(template, account.subscriber().language(), all);
  }

  /// The restriction date if it fits the service state: a coming day for a service that is on, a past one for a
  /// restricted service.
  private static Optional<LocalDate> restriction(Account account, LocalDate today) {
    boolean restricted = account.subscription().state() == ServiceState.RESTRICTED;
    return account.debt().restrictionOn().filter(on -> restricted ? !on.isAfter(today) : !on.isBefore(today));
  }

  /// Writes a message with these values besides the company's name and phone.
  public TextMessage write(String name, Language language, Map<TemplateVariable, Value> values) throws NotWritten {
    MessageTemplate template = templates.find(name, language)
        .orElseThrow(() -> new NotWritten("there is no template '" + name + "' in " + language.tag()));
    Map<TemplateVariable, Value> all = new EnumMap<>(TemplateVariable.class);
    all.putAll(values);
    Sender sender = senders.get(language);
    all.put(TemplateVariable.COMPANY, new Value.Text(sender.company()));
    sender.officePhone().ifPresent(phone -> all.put(TemplateVariable.OFFICE_PHONE, new Value.Text(phone)));
    for (TemplateVariable variable : TemplateVariable.values()) {
      if (template.variables().contains(variable) && !all.containsKey(variable)) {
        throw new NotWritten("the text names {" + variable.key() + "}, which is not known here");
      }
    }
    return write(template, all);
  }

  private TextMessage write(MessageTemplate template, Map<TemplateVariable, Value> values) throws NotWritten {
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

  /// Values come from files: control characters and runs of blanks are not sent.
  private static String clean(String text) {
    return SafeText.value(text);
  }
}
