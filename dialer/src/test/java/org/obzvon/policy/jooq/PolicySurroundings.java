package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.HOUSEHOLD;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;

/// Rows in a real database: a campaign, accounts with households and numbers, contacts and attempts.
public final class PolicySurroundings implements Accounts {
  public static final Instant NOON = Instant.parse("2026-03-10T10:00:00Z"); // Tuesday, 12:00 in Chisinau

  private final DSLContext store;
  private final UUID snapshot = IdGenerator.next();
  private final UUID campaign = IdGenerator.next();
  private int step;

  public PolicySurroundings(DSLContext store) {
    this.store = store;
    store.insertInto(SNAPSHOT).set(SNAPSHOT.ID, snapshot).set(SNAPSHOT.SOURCE, "test")
        .set(SNAPSHOT.TAKEN_ON, LocalDate.of(2026, 3, 1)).set(SNAPSHOT.FILE_SHA256, "").set(SNAPSHOT.IMPORTED_AT, NOON)
        .set(SNAPSHOT.ACCEPTED, 0).set(SNAPSHOT.REJECTED, 0).execute();
    store.insertInto(CAMPAIGN).set(CAMPAIGN.ID, campaign).set(CAMPAIGN.NAME, "spring")
        .set(CAMPAIGN.EXPERIMENT, "spring").set(CAMPAIGN.DEFINITION, "").set(CAMPAIGN.DEFINITION_SHA256, "")
        .set(CAMPAIGN.STATE, "RUNNING").set(CAMPAIGN.SIMULATED, true).set(CAMPAIGN.CREATED_AT, NOON).execute();
  }

  public UUID household() {
    UUID id = IdGenerator.next();
    store.insertInto(HOUSEHOLD).set(HOUSEHOLD.ID, id).set(HOUSEHOLD.KEY, id.toString())
        .set(HOUSEHOLD.CREATED_AT, NOON).execute();
    return id;
  }

  public Account account(String number, String... phones) {
    return account(number, household(), phones);
  }

  /// Inserts an account in Chisinau, district Centru, that owes 100 MDL.
  public Account account(String number, UUID household, String... phones) {
    UUID id = IdGenerator.next();
    store.insertInto(ACCOUNT).set(ACCOUNT.ID, id).set(ACCOUNT.NUMBER, number).set(ACCOUNT.HOUSEHOLD_ID, household)
        .set(ACCOUNT.NAME, "Ion Rusu").set(ACCOUNT.DISTRICT, "Centru").set(ACCOUNT.SERVICE, "internet")
        .set(ACCOUNT.SERVICE_STATE, "ACTIVE").set(ACCOUNT.BALANCE, new BigDecimal("-100.00"))
        .set(ACCOUNT.CURRENCY, "MDL").set(ACCOUNT.LANGUAGE, "RO").set(ACCOUNT.ZONE, "Europe/Chisinau")
        .set(ACCOUNT.LEGAL_ENTITY, false).set(ACCOUNT.SNAPSHOT_ID, snapshot).set(ACCOUNT.UPDATED_AT, NOON).execute();
    for (int i = 0; i < phones.length; i++) {
      store.insertInto(ACCOUNT_PHONE).set(ACCOUNT_PHONE.ACCOUNT_ID, id).set(ACCOUNT_PHONE.POSITION, i)
          .set(ACCOUNT_PHONE.E164, phones[i]).execute();
    }
    return byNumber(number).orElseThrow();
  }

  /// Stores a contact that may be made from noon on and expires in sixty days.
  public Contact contact(Account account, Channel channel) {
    Contact contact = planned(account, channel);
    store.insertInto(CONTACT).set(CONTACT.ID, contact.id()).set(CONTACT.CAMPAIGN_ID, campaign)
        .set(CONTACT.HOUSEHOLD_ID, account.household()).set(CONTACT.ACCOUNT_ID, account.id()).set(CONTACT.ARM, "ROBOT")
        .set(CONTACT.STEP, contact.step().number()).set(CONTACT.ANCHOR, contact.step().anchor())
        .set(CONTACT.CHANNEL, channel.name()).set(CONTACT.SCRIPT, "reminder").set(CONTACT.STATE, "QUEUED")
        .set(CONTACT.DUE_AT, contact.window().due()).set(CONTACT.NOT_BEFORE, contact.window().due())
        .set(CONTACT.EXPIRES_AT, contact.window().expires()).execute();
    return contact;
  }

  /// Returns a contact that has no row yet.
  public Contact planned(Account account, Channel channel) {
    return new Contact(
        IdGenerator.next(), campaign, new Contact.Debtor(account.household(), account.id()), "ROBOT",
        new Contact.Step(step++, LocalDate.of(2026, 3, 1), channel, "reminder"),
        new Contact.Window(NOON, NOON.plus(Duration.ofDays(60))), 0);
  }

  public PolicyQuestion question(Account account, Channel channel, String profile) {
    return new PolicyQuestion(contact(account, channel), profile, Set.of());
  }

  public UUID attempt(Contact contact, String phone, Instant at, String outcome, String detail, Instant answered) {
    return attempt(contact, phone, "line", at, outcome, detail, answered);
  }

  public UUID attempt(
      Contact contact, String phone, String line, Instant at, String outcome, String detail, Instant answered) {
    UUID id = IdGenerator.next();
    store.insertInto(ATTEMPT).set(ATTEMPT.ID, id).set(ATTEMPT.CONTACT_ID, contact.id())
        .set(ATTEMPT.CAMPAIGN_ID, campaign).set(ATTEMPT.HOUSEHOLD_ID, contact.debtor().household())
        .set(ATTEMPT.ACCOUNT_ID, contact.debtor().account()).set(ATTEMPT.ARM, "ROBOT").set(ATTEMPT.NUMBER, 1)
        .set(ATTEMPT.CHANNEL, contact.step().channel().name()).set(ATTEMPT.SCRIPT, "reminder")
        .set(ATTEMPT.PHONE, phone).set(ATTEMPT.LINE, line).set(ATTEMPT.CALLER_ID, "+37322000000")
        .set(ATTEMPT.RING_SECONDS, 30).set(ATTEMPT.DETECT_MACHINE, false).set(ATTEMPT.NODE, "node")
        .set(ATTEMPT.WRITTEN_AT, at).set(ATTEMPT.ANSWERED_AT, answered).set(ATTEMPT.OUTCOME, outcome)
        .set(ATTEMPT.DETAIL, detail).set(ATTEMPT.CLOSED_AT, outcome == null ? null : at.plusSeconds(60)).execute();
    return id;
  }

  public void promise(UUID attempt, Account account, LocalDate day, String state) {
    store.insertInto(PROMISE).set(PROMISE.ID, IdGenerator.next()).set(PROMISE.ATTEMPT_ID, attempt)
        .set(PROMISE.ACCOUNT_ID, account.id()).set(PROMISE.PROMISED_ON, day)
        .set(PROMISE.AMOUNT, new BigDecimal("50.00")).set(PROMISE.CURRENCY, "MDL").set(PROMISE.MADE_AT, NOON)
        .set(PROMISE.STATE, state).execute();
  }

  @Override
  public Optional<Account> byNumber(String number) {
    return read(ACCOUNT.NUMBER.eq(number)).stream().findFirst();
  }

  @Override
  public Map<UUID, Account> byIds(Collection<UUID> ids) {
    return read(ACCOUNT.ID.in(ids)).stream().collect(Collectors.toMap(Account::id, Function.identity()));
  }

  @Override
  public List<Account> overdue(Optional<Account> after, int limit) {
    return read(ACCOUNT.BALANCE.lt(BigDecimal.ZERO)).stream().limit(limit).toList();
  }

  private List<Account> read(Condition condition) {
    Map<UUID, List<Phone>> phones = store.select(ACCOUNT_PHONE.ACCOUNT_ID, ACCOUNT_PHONE.E164)
        .from(ACCOUNT_PHONE).join(ACCOUNT).on(ACCOUNT.ID.eq(ACCOUNT_PHONE.ACCOUNT_ID)).where(condition)
        .orderBy(ACCOUNT_PHONE.POSITION)
        .fetchGroups(ACCOUNT_PHONE.ACCOUNT_ID, row -> new Phone(row.get(ACCOUNT_PHONE.E164)));
    return store.selectFrom(ACCOUNT).where(condition).fetch(row -> new Account(
        row.getId(), row.getNumber(), row.getHouseholdId(),
        new Account.Subscriber(
            row.getName(),
            new Account.Place(row.getAddress(), row.getDistrict(), Optional.ofNullable(row.getZone()).map(ZoneId::of)),
            Language.valueOf(row.getLanguage()), row.getLegalEntity(), phones.getOrDefault(row.getId(), List.of())),
        new Account.Subscription(
            row.getService(), row.getTariff(), ServiceState.valueOf(row.getServiceState()), Set.of()),
        new Account.Debt(
            new Money(row.getBalance(), Currency.getInstance(row.getCurrency())), Optional.empty(), Optional.empty(),
            row.getLeftRegisterOn() == null)));
  }
}
