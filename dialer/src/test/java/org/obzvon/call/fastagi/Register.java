package org.obzvon.call.fastagi;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;

/// Accounts and open attempts in memory.
final class Register implements OpenAttempts, Accounts {
  static final Instant NOW = Instant.parse("2026-11-22T22:30:00Z");

  private final Map<UUID, Attempt> attempts = new ConcurrentHashMap<>();
  private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();

  /// Opens an attempt in a zone where it is already the 23rd.
  Attempt open(String name, String balance, Language language) {
    UUID household = IdGenerator.next();
    Account account = new Account(
        IdGenerator.next(),
        "10004711",
        household,
        new Account.Subscriber(
            name,
            new Account.Place("", "", Optional.of(ZoneId.of("Europe/Chisinau"))),
            language,
            false,
            List.of(new Phone("+37369123456"))),
        new Account.Subscription("internet", "100", ServiceState.ACTIVE, Set.of()),
        new Account.Debt(
            Money.of(balance, "MDL"), Optional.empty(), Optional.of(LocalDate.of(2026, 11, 30)), true));
    accounts.put(account.id(), account);
    Contact contact = new Contact(
        IdGenerator.next(),
        IdGenerator.next(),
        new Contact.Debtor(household, account.id()),
        "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 11, 30), Channel.ROBOT, "payment-active"),
        new Contact.Window(NOW, NOW.plus(Duration.ofDays(1))),
        1);
    Attempt.Route route = new Attempt.Route("pbx", "+37322000000", Duration.ofSeconds(25), true);
    Attempt attempt = new Attempt(IdGenerator.next(), contact, 1, new Phone("+37369123456"), route, NOW);
    attempts.put(attempt.id(), attempt);
    return attempt;
  }

  /// Changes the account's balance as billing would.
  void owes(Attempt attempt, String balance) {
    accounts.computeIfPresent(attempt.contact().debtor().account(),
        (_, was) -> new Account(was.id(), was.number(), was.household(), was.subscriber(), was.subscription(),
            new Account.Debt(Money.of(balance, "MDL"), was.debt().since(), was.debt().restrictionOn(), true)));
  }

  @Override
  public List<Attempt> takeOver(String line, int limit) {
    return List.of();
  }

  @Override
  public Optional<Attempt> findClosedToo(UUID attempt) {
    return find(attempt);
  }

  @Override
  public Set<UUID> closed(Set<UUID> attempts) {
    return Set.of();
  }

  @Override
  public boolean isWanted(UUID attempt) {
    return find(attempt).isPresent();
  }

  @Override
  public Optional<Attempt> find(UUID attempt) {
    return Optional.ofNullable(attempts.get(attempt));
  }

  @Override
  public List<Attempt> onLine(String line, Instant writtenBefore, int limit) {
    return attempts.values().stream().limit(limit).toList();
  }

  @Override
  public Optional<Account> byNumber(String number) {
    return accounts.values().stream().filter(account -> account.number().equals(number)).findFirst();
  }

  @Override
  public Map<UUID, Account> byIds(Collection<UUID> ids) {
    Map<UUID, Account> found = new HashMap<>(accounts);
    found.keySet().retainAll(ids);
    return found;
  }

  @Override
  public List<Account> overdue(Optional<Account> after, int limit) {
    return accounts.values().stream()
        .filter(account -> account.debt().balance().amount().compareTo(BigDecimal.ZERO) < 0)
        .limit(limit)
        .toList();
  }
}
