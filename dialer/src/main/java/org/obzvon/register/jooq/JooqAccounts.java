package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;

import java.time.ZoneId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.ChangedAccounts;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.PendingPayments;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;
import org.obzvon.register.ZoneNameParser;

/// Reads accounts from PostgreSQL.
public final class JooqAccounts implements Accounts, ChangedAccounts {
  private static final Field<String[]> PHONES = DSL.array(
      DSL.select(ACCOUNT_PHONE.E164)
          .from(ACCOUNT_PHONE)
          .where(ACCOUNT_PHONE.ACCOUNT_ID.eq(ACCOUNT.ID))
          .orderBy(ACCOUNT_PHONE.POSITION))
      .as("phones");
  /// The extensions, one for each phone, empty if the phone has none.
  private static final Field<String[]> EXTENSIONS = DSL.array(
      DSL.select(DSL.coalesce(ACCOUNT_PHONE.EXTENSION, DSL.inline("")))
          .from(ACCOUNT_PHONE)
          .where(ACCOUNT_PHONE.ACCOUNT_ID.eq(ACCOUNT.ID))
          .orderBy(ACCOUNT_PHONE.POSITION))
      .as("extensions");
  private static final List<Field<?>> FIELDS = Stream.concat(Stream.of(ACCOUNT.fields()), Stream.of(PHONES, EXTENSIONS))
      .toList();

  /// Matches overdue accounts. The zero stands literally in the statement, so that the partial indexes can be used.
  private static final Condition OVERDUE = ACCOUNT.BALANCE.lt(DSL.inline(BigDecimal.ZERO))
      .and(ACCOUNT.LEFT_REGISTER_ON.isNull())
      .andNot(ACCOUNT.ERASED);

  private final DSLContext store;

  public JooqAccounts(DSLContext store) {
    this.store = store;
  }

  @Override
  public Optional<Account> byNumber(String number) {
    return accounts(ACCOUNT.NUMBER.eq(number)).fetchOptional(JooqAccounts::account);
  }

  @Override
  public Map<UUID, Account> byIds(Collection<UUID> ids) {
    Map<UUID, Account> found = new HashMap<>();
    accounts(ACCOUNT.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
        .fetch(JooqAccounts::account)
        .forEach(account -> found.put(account.id(), account));
    return found;
  }

  /// Returns only the numbers of the accounts.
  public Map<UUID, String> numbers(Collection<UUID> ids) {
    return store.select(ACCOUNT.ID, ACCOUNT.NUMBER)
        .from(ACCOUNT)
        .where(ACCOUNT.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
        .fetchMap(ACCOUNT.ID, ACCOUNT.NUMBER);
  }

  @Override
  public List<Account> overdue(Optional<Account> after, int limit) {
    return overdue(DSL.noCondition(), after, limit);
  }

  @Override
  public Position position() {
    return store.fetchSingle(
        "select (pg_control_system()).system_identifier, pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        .into(Position.class);
  }

  @Override
  public int count(Position since, int most) {
    return store.fetchCount(DSL.selectOne().from(ACCOUNT).where(OVERDUE, changed(since)).limit(most));
  }

  @Override
  public List<Account> overdue(Position since, Optional<Account> after, int limit) {
    return overdue(changed(since), after, limit);
  }

  private static Condition changed(Position since) {
    return ACCOUNT.CHANGED_IN.ge(since.transaction());
  }

  private List<Account> overdue(Condition which, Optional<Account> after, int limit) {
    Condition page = after
        .map(last -> DSL.row(ACCOUNT.BALANCE, ACCOUNT.NUMBER).gt(last.debt().balance().amount(), last.number()))
        .orElse(DSL.noCondition());
    return store.select(FIELDS)
        .from(ACCOUNT)
        .where(OVERDUE, which, page)
        .orderBy(ACCOUNT.BALANCE, ACCOUNT.NUMBER)
        .limit(limit)
        .fetch(JooqAccounts::account);
  }

  private ResultQuery<Record> accounts(Condition condition) {
    return store.select(FIELDS).from(ACCOUNT).where(condition).orderBy(ACCOUNT.NUMBER);
  }

  private static Account account(Record row) {
    return new Account(
        row.get(ACCOUNT.ID),
        row.get(ACCOUNT.NUMBER),
        row.get(ACCOUNT.HOUSEHOLD_ID),
        subscriber(row),
        new Account.Subscription(
            row.get(ACCOUNT.SERVICE),
            row.get(ACCOUNT.TARIFF),
            ServiceState.valueOf(row.get(ACCOUNT.SERVICE_STATE)),
            Set.of(row.get(ACCOUNT.TAGS))),
        new Account.Debt(
            new Money(row.get(ACCOUNT.BALANCE), Currency.getInstance(row.get(ACCOUNT.CURRENCY))),
            Optional.ofNullable(row.get(ACCOUNT.DEBT_SINCE)),
            Optional.ofNullable(row.get(ACCOUNT.RESTRICTION_ON)),
            row.get(ACCOUNT.LEFT_REGISTER_ON) == null,
            new PendingPayments(
                Optional.ofNullable(row.get(ACCOUNT.PAYMENT_TOLD_AT)),
                Optional.ofNullable(row.get(ACCOUNT.PAYMENT_ANNOUNCED_FOR)))));
  }

  private static Account.Subscriber subscriber(Record row) {
    // A zone that this Java does not know counts as unknown: nobody is contacted then.
    Optional<ZoneId> zone = Optional.ofNullable(row.get(ACCOUNT.ZONE)).flatMap(ZoneNameParser::find);
    return new Account.Subscriber(
        row.get(ACCOUNT.NAME),
        new Account.Place(row.get(ACCOUNT.ADDRESS), row.get(ACCOUNT.DISTRICT), zone),
        Language.valueOf(row.get(ACCOUNT.LANGUAGE)),
        row.get(ACCOUNT.LEGAL_ENTITY),
        Stream.of(row.get(PHONES)).map(Phone::new).toList(), extensions(row.get(PHONES), row.get(EXTENSIONS)));
  }

  private static Map<Phone, String> extensions(String[] phones, String[] extensions) {
    Map<Phone, String> found = new HashMap<>();
    for (int i = 0; i < phones.length; i++) {
      if (!extensions[i].isEmpty()) {
        found.put(new Phone(phones[i]), extensions[i]);
      }
    }
    return found;
  }
}
