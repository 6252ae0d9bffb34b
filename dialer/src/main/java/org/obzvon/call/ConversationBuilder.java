package org.obzvon.call;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Contact;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Language;
import org.obzvon.register.ServiceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the conversation of a call from the attempt, the account as it is now, and the script in the debtor's
/// language.
public final class ConversationBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationBuilder.class);

  private final OpenAttempts attempts;
  private final Accounts accounts;
  private final Scripts scripts;
  private final Words words;
  private final Map<Language, SpokenFacts.House> houses;
  private final InstantSource clock;
  private final PreparedConversations prepared = new PreparedConversations();

  /// @param houses the operator company's own name and telephone, in every language
  public ConversationBuilder(
      OpenAttempts attempts,
      Accounts accounts,
      Scripts scripts,
      Words words,
      Map<Language, SpokenFacts.House> houses,
      InstantSource clock) {
    this.attempts = attempts;
    this.accounts = accounts;
    this.scripts = scripts;
    this.words = words;
    this.houses = Map.copyOf(houses);
    this.clock = clock;
    for (Language language : Language.values()) {
      if (!houses.containsKey(language)) {
        throw new IllegalArgumentException("the company has no name in the language " + language.tag());
      }
    }
  }

  /// Builds a conversation before the telephone rings and keeps it for [#find].
  ///
  /// @throws RobotFault as [#of] does
  public Conversation prepare(Attempt attempt) throws RobotFault {
    Conversation conversation = of(attempt);
    prepared.keep(conversation, clock.instant());
    return conversation;
  }

  /// Returns the prepared conversation, once; otherwise, as after a restart, builds one from the ledger. Returns empty
  /// for an attempt that is unknown or closed already.
  public Optional<Conversation> find(UUID attempt) throws RobotFault {
    Optional<Conversation> ready = prepared.take(attempt, clock.instant());
    if (ready.isPresent()) {
      return ready;
    }
    Optional<Attempt> open = attempts.find(attempt);
    return open.isPresent() ? Optional.of(of(open.get())) : Optional.empty();
  }

  /// Builds the conversation of an attempt.
  ///
  /// @throws RobotFault when nothing may or can be said: no account, no zone, no script, nothing owed any more
  public Conversation of(Attempt attempt) throws RobotFault {
    UUID id = attempt.contact().debtor().account();
    Account account = accounts.byIds(List.of(id)).get(id);
    if (account == null) {
      throw new RobotFault("the account of attempt " + attempt.id() + " does not exist");
    }
    return new Conversation(attempt.id(), machine(attempt.contact(), account));
  }

  /// Returns the machines that the calls of these contacts would use if they were placed now. Contacts for which no
  /// call is possible are left out.
  Map<UUID, IvrMachine> ahead(List<Contact> contacts) {
    Map<UUID, Account> known = accounts
        .byIds(contacts.stream().map(contact -> contact.debtor().account()).collect(Collectors.toSet()));
    Map<UUID, IvrMachine> calls = new HashMap<>();
    for (Contact contact : contacts) {
      Account account = known.get(contact.debtor().account());
      if (account != null) {
        try {
          calls.put(contact.id(), machine(contact, account));
        } catch (RobotFault e) {
          LOG.debug("no call for contact {}: {}", contact.id(), e.getMessage());
        }
      }
    }
    return calls;
  }

  private IvrMachine machine(Contact contact, Account account) throws RobotFault {
    Language language = account.subscriber().language();
    String name = contact.step().script();
    Script script = scripts.find(name, language)
        .orElseThrow(() -> new RobotFault("there is no script '" + name + "' in the language " + language.tag()));
    return new IvrMachine(script, facts(account), words);
  }

  private SpokenFacts facts(Account account) throws RobotFault {
    ZoneId zone = account.subscriber().place().zone()
        .orElseThrow(() -> new RobotFault("the zone of account " + account.id() + " is unknown"));
    if (!account.debt().isOwed()) {
      throw new RobotFault("account " + account.id() + " owes nothing any more");
    }
    if (!words.knows(account.debt().balance().currency())) {
      throw new RobotFault("the currency " + account.debt().balance().currency() + " has no spoken name");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    return new SpokenFacts(
        account.subscriber().name(),
        account.number(),
        account.debt().arrears(),
        restriction(account, today),
        today,
        houses.get(account.subscriber().language()));
  }

  /// Returns the restriction date: a coming day for a service that is on, a past one for a service that is restricted.
  private static Optional<LocalDate> restriction(Account account, LocalDate today) {
    boolean restricted = account.subscription().state() == ServiceState.RESTRICTED;
    return account.debt().restrictionOn().filter(on -> restricted ? !on.isAfter(today) : !on.isBefore(today));
  }
}
