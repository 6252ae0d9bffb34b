package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.HOUSEHOLD;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.HouseholdRecord;
import org.obzvon.register.Entry;
import org.obzvon.register.Households;
import org.obzvon.register.Households.Existing;
import org.obzvon.register.Households.Held;
import org.obzvon.register.Households.Member;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;

/// Reads and writes the households of one snapshot, within its transaction.
final class PlainHouseholds {
  private static final int CHUNK = 1000;

  private final DSLContext transaction;

  PlainHouseholds(DSLContext transaction) {
    this.transaction = transaction;
  }

  /// Returns account number → household, for the entries that are known already.
  Map<String, Existing> ofAccounts(List<Entry> entries) {
    String[] numbers = entries.stream().map(Entry::number).toArray(String[]::new);
    return transaction
        .select(ACCOUNT.NUMBER, HOUSEHOLD.KEY, HOUSEHOLD.CREATED_AT)
        .from(ACCOUNT)
        .join(HOUSEHOLD).on(HOUSEHOLD.ID.eq(ACCOUNT.HOUSEHOLD_ID))
        .where(ACCOUNT.NUMBER.eq(DSL.any(numbers)))
        .fetchMap(ACCOUNT.NUMBER, row -> new Existing(row.get(HOUSEHOLD.KEY), row.get(HOUSEHOLD.CREATED_AT)));
  }

  /// @param keys account number → household key
  /// @param parted accounts that share nothing with their household any more
  /// @param shared numbers that occur in too many accounts to join any, with the count
  record Assigned(Map<String, String> keys, Set<String> parted, Map<Phone, Integer> shared) {}

  /// The stored households of accounts.
  ///
  /// @param keys account number → household key
  /// @param ids household key → id
  record Homes(Map<String, String> keys, Map<String, UUID> ids) {
    UUID of(String account) {
      return ids.get(keys.get(account));
    }
  }

  /// @param mostAccounts a number in more accounts than this joins none of them
  Assigned assign(List<Entry> entries, Map<String, Existing> known, int mostAccounts) {
    Set<String> inSnapshot = new HashSet<>();
    Map<Phone, Integer> accounts = new HashMap<>();
    for (Entry entry : entries) {
      inSnapshot.add(entry.number());
      entry.subscriber().phones().forEach(phone -> accounts.merge(phone, 1, Integer::sum));
    }
    List<Listed> outside = outside(accounts.keySet(), inSnapshot);
    outside.forEach(one -> accounts.merge(one.phone(), 1, Integer::sum));
    Map<Phone, Integer> shared = new TreeMap<>(Comparator.comparing(Phone::e164));
    accounts.forEach((phone, count) -> {
      if (count > mostAccounts) {
        shared.put(phone, count);
      }
    });
    List<Member> members = new ArrayList<>(entries.size());
    entries.forEach(
        entry -> members.add(member(entry.number(), entry.household(), entry.subscriber().phones(), shared.keySet())));
    List<Held> held = held(known, inSnapshot, shared.keySet());
    Set<String> parted = Households.unsupported(members, held, known);
    held.stream().map(Held::member).filter(one -> parted.contains(one.number())).forEach(members::add);
    Map<String, Existing> staying = new HashMap<>(known);
    staying.keySet().removeAll(parted);
    Map<Phone, Existing> byPhone = new HashMap<>();
    outside.stream()
        .filter(one -> !shared.containsKey(one.phone()) && !one.phone().isRun() && !parted.contains(one.number()))
        .forEach(one -> byPhone.merge(one.phone(), one.home(), Households::older));
    Set<String> keys = new HashSet<>();
    members.stream().filter(member -> !staying.containsKey(member.number())).forEach(
        member -> {
          keys.add(member.number());
          member.givenKey().ifPresent(keys::add);
        });
    return new Assigned(
        Households.assign(members, new Households.Known(staying, byPhone, byKey(keys))), parted, shared);
  }

  private static Member member(String number, Optional<String> key, List<Phone> phones, Set<Phone> shared) {
    return new Member(number, key, phones.stream().filter(phone -> !shared.contains(phone) && !phone.isRun()).toList());
  }

  private record Listed(Phone phone, String number, Existing home) {}

  /// Finds accounts outside the snapshot by phone. An account of the snapshot shares the phones that the snapshot
  /// gives, not those it had before.
  private List<Listed> outside(Set<Phone> phones, Set<String> inSnapshot) {
    List<Listed> outside = new ArrayList<>();
    transaction
        .select(ACCOUNT_PHONE.E164, ACCOUNT.NUMBER, HOUSEHOLD.KEY, HOUSEHOLD.CREATED_AT)
        .from(ACCOUNT_PHONE)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(ACCOUNT_PHONE.ACCOUNT_ID))
        .join(HOUSEHOLD).on(HOUSEHOLD.ID.eq(ACCOUNT.HOUSEHOLD_ID))
        .where(ACCOUNT_PHONE.E164.eq(DSL.any(phones.stream().map(Phone::e164).toArray(String[]::new))))
        .forEach(
            row -> {
              if (!inSnapshot.contains(row.get(ACCOUNT.NUMBER))) {
                outside.add(
                    new Listed(
                        new Phone(row.get(ACCOUNT_PHONE.E164)), row.get(ACCOUNT.NUMBER),
                        new Existing(row.get(HOUSEHOLD.KEY), row.get(HOUSEHOLD.CREATED_AT))));
              }
            });
    return outside;
  }

  /// Returns the accounts that are not in the snapshot, of the households that are.
  private List<Held> held(Map<String, Existing> known, Set<String> inSnapshot, Set<Phone> shared) {
    String[] homes = known.values().stream().map(Existing::key).distinct().toArray(String[]::new);
    Field<String[]> phones = DSL
        .array(DSL.select(ACCOUNT_PHONE.E164).from(ACCOUNT_PHONE).where(ACCOUNT_PHONE.ACCOUNT_ID.eq(ACCOUNT.ID)))
        .as("phones");
    List<Held> held = new ArrayList<>();
    transaction
        .select(ACCOUNT.NUMBER, ACCOUNT.HOUSEHOLD_KEY, HOUSEHOLD.KEY, HOUSEHOLD.CREATED_AT, phones)
        .from(ACCOUNT)
        .join(HOUSEHOLD).on(HOUSEHOLD.ID.eq(ACCOUNT.HOUSEHOLD_ID))
        .where(HOUSEHOLD.KEY.eq(DSL.any(homes)), DSL.not(DSL.condition(ACCOUNT.ERASED)))
        .forEach(
            row -> {
              if (!inSnapshot.contains(row.get(ACCOUNT.NUMBER))) {
                Optional<String> key = Optional.ofNullable(row.get(ACCOUNT.HOUSEHOLD_KEY));
                List<Phone> listed = Stream.of(row.get(phones)).map(Phone::new).toList();
                held.add(
                    new Held(
                        member(row.get(ACCOUNT.NUMBER), key.filter(given -> !given.isEmpty()), listed, shared),
                        new Existing(row.get(HOUSEHOLD.KEY), row.get(HOUSEHOLD.CREATED_AT)), key.isEmpty()));
              }
            });
    return held;
  }

  private Map<String, Existing> byKey(Set<String> keys) {
    return transaction
        .select(HOUSEHOLD.KEY, HOUSEHOLD.CREATED_AT)
        .from(HOUSEHOLD)
        .where(HOUSEHOLD.KEY.eq(DSL.any(keys.toArray(String[]::new))))
        .fetchMap(HOUSEHOLD.KEY, row -> new Existing(row.get(HOUSEHOLD.KEY), row.get(HOUSEHOLD.CREATED_AT)));
  }

  /// Creates the households whose keys do not exist yet. Returns how many.
  int found(Map<String, String> keys, Instant now) {
    Set<String> missing = new HashSet<>(keys.values());
    missing.removeAll(ids(missing).keySet());
    List<HouseholdRecord> rows = missing.stream().sorted().map(key -> row(key, now)).toList();
    for (int from = 0; from < rows.size(); from += CHUNK) {
      transaction
          .insertInto(HOUSEHOLD)
          .columns(HOUSEHOLD.fields())
          .valuesOfRecords(rows.subList(from, Math.min(rows.size(), from + CHUNK)))
          .execute();
    }
    return rows.size();
  }

  private static HouseholdRecord row(String key, Instant now) {
    HouseholdRecord row = new HouseholdRecord();
    row.setId(IdGenerator.next());
    row.setKey(key);
    row.setCreatedAt(now);
    return row;
  }

  /// Returns the stored households of accounts.
  ///
  /// @param keys account number → household key
  Homes homes(Map<String, String> keys) {
    return new Homes(keys, ids(new HashSet<>(keys.values())));
  }

  private Map<String, UUID> ids(Collection<String> keys) {
    return transaction
        .select(HOUSEHOLD.KEY, HOUSEHOLD.ID)
        .from(HOUSEHOLD)
        .where(HOUSEHOLD.KEY.eq(DSL.any(keys.toArray(String[]::new))))
        .fetchMap(HOUSEHOLD.KEY, HOUSEHOLD.ID);
  }
}
