package org.obzvon.person.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.SMS_INBOX;
import static org.obzvon.jooq.Tables.SMS_INCOMING;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.obzvon.jooq.DefaultSchema;
import org.obzvon.person.Person;
import org.obzvon.person.PersonalDataCatalogue;
import org.obzvon.person.PersonalTable;
import org.obzvon.person.Persons;
import org.obzvon.register.Phone;

/// Reads persons from PostgreSQL. Each table is read with the columns that it has, so an export includes a new column
/// automatically.
public final class JooqPersons implements Persons {
  private final DSLContext store;

  public JooqPersons(DSLContext store) {
    this.store = store;
  }

  @Override
  public Optional<Person> ofAccount(String number) {
    return store.select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.NUMBER.eq(number)).fetchOptional(ACCOUNT.ID)
        .map(id -> person(number, new TreeMap<>(Map.of(number, id)), phones(Set.of(id))));
  }

  @Override
  public Optional<Person> ofPhone(Phone phone) {
    SortedMap<String, UUID> accounts = new TreeMap<>(
        store.selectDistinct(ACCOUNT.NUMBER, ACCOUNT.ID)
            .from(ACCOUNT_PHONE)
            .join(ACCOUNT).on(ACCOUNT.ID.eq(ACCOUNT_PHONE.ACCOUNT_ID))
            .where(ACCOUNT_PHONE.E164.eq(phone.e164()))
            .fetchMap(ACCOUNT.NUMBER, ACCOUNT.ID));
    if (accounts.isEmpty() && !isKnown(phone)) {
      return Optional.empty();
    }
    Set<String> phones = new HashSet<>(phones(accounts.values()));
    phones.add(phone.e164());
    return Optional.of(person(phone.e164(), accounts, phones));
  }

  /// Combines several accounts into one person, for work on many at once.
  Person together(SortedMap<String, UUID> accounts) {
    return person("", accounts, phones(accounts.values()));
  }

  private boolean isKnown(Phone phone) {
    String number = phone.e164();
    return store.fetchExists(SMS_MESSAGE, SMS_MESSAGE.PHONE.eq(number), SMS_MESSAGE.ACCOUNT_ID.isNull())
        || store.fetchExists(SMS_INBOX, SMS_INBOX.PHONE.eq(number), SMS_INBOX.ACCOUNT_ID.isNull())
        || store.fetchExists(SMS_INCOMING, SMS_INCOMING.PHONE.eq(number))
        || store.fetchExists(SUPPRESSION, SUPPRESSION.PHONE.eq(number));
  }

  private Set<String> phones(Collection<UUID> accounts) {
    return store.select(ACCOUNT_PHONE.E164).from(ACCOUNT_PHONE)
        .where(ACCOUNT_PHONE.ACCOUNT_ID.eq(PersonKeys.any(accounts)))
        .fetchSet(ACCOUNT_PHONE.E164);
  }

  private Person person(String asked, SortedMap<String, UUID> accounts, Set<String> phones) {
    Set<String> shared = store.select(ACCOUNT_PHONE.E164).from(ACCOUNT_PHONE)
        .where(ACCOUNT_PHONE.E164.eq(DSL.any(phones.toArray(String[]::new))))
        .and(ACCOUNT_PHONE.ACCOUNT_ID.ne(DSL.all(accounts.values().toArray(UUID[]::new))))
        .fetchSet(ACCOUNT_PHONE.E164);
    return new Person(asked, accounts, new TreeSet<>(phones), shared);
  }

  @Override
  public Rows export(Person person) {
    return store.transactionResult(
        () -> {
          PersonKeys keys = new PersonKeys(store, person.accounts(), person.phones());
          Map<String, List<Map<String, Object>>> parts = new LinkedHashMap<>();
          for (PersonalTable table : PersonalDataCatalogue.TABLES.reversed()) {
            parts.put(table.name(), rows(store, table, keys));
          }
          return new Rows(parts, keys.recordedAttempts());
        });
  }

  private static List<Map<String, Object>> rows(DSLContext tx, PersonalTable table, PersonKeys keys) {
    Table<?> known = DefaultSchema.DEFAULT_SCHEMA.getTable(table.name());
    List<Field<?>> order = new ArrayList<>();
    if (known.getPrimaryKey() != null) {
      order.addAll(known.getPrimaryKey().getFields());
    }
    return tx.select(known.fields()).from(known).where(keys.rows(table)).orderBy(order).fetch(JooqPersons::values);
  }

  private static Map<String, Object> values(Record row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field<?> field : row.fields()) {
      values.put(field.getName(), plain(row.get(field)));
    }
    return values;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case null -> null;
      case JSONB json -> json.data();
      case JSON json -> json.data();
      case Object[] list -> Arrays.asList(list);
      default -> value;
    };
  }
}
