package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.HOUSEHOLD;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.HouseholdRecord;
import org.obzvon.register.Entry;
import org.obzvon.register.Households;
import org.obzvon.register.Households.Existing;
import org.obzvon.register.Households.Member;
import org.obzvon.register.Ids;
import org.obzvon.register.Phone;

/// The households of one snapshot, within its transaction.
final class HouseholdRows {
  private static final int CHUNK = 1000;

  private final DSLContext transaction;

  HouseholdRows(DSLContext transaction) {
    this.transaction = transaction;
  }

  /// Account number → household, for the entries that are known already.
  Map<String, Existing> ofAccounts(List<Entry> entries) {
    String[] numbers = entries.stream().map(Entry::number).toArray(String[]::new);
    return transaction
        .select(ACCOUNT.NUMBER, HOUSEHOLD.KEY, HOUSEHOLD.CREATED_AT)
        .from(ACCOUNT)
        .join(HOUSEHOLD).on(HOUSEHOLD.ID.eq(ACCOUNT.HOUSEHOLD_ID))
        .where(ACCOUNT.NUMBER.eq(DSL.any(numbers)))
        .fetchMap(ACCOUNT.NUMBER, row -> new Existing(row.get(HOUSEHOLD.KEY), row.get(HOUSEHOLD.CREATED_AT)));
  }

  /// Account number → household key.
  Map<String, String> assign(List<Entry> entries, Map<String, Existing> known) {
    Set<String> inSnapshot = new HashSet<>();
    Set<String> keys = new HashSet<>();
    Set<String> phones = new HashSet<>();
    List<Member> members = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      inSnapshot.add(entry.number());
      members.add(new Member(entry.number(), entry.household(), entry.subscriber().phones()));
      if (!known.containsKey(entry.number())) {
        keys.add(entry.number());
        entry.household().ifPresent(keys::add);
        entry.subscriber().phones().forEach(phone -> phones.add(phone.e164()));
      }
    }
    return Households.assign(
        members, new Households.Known(known, byPhone(phones, inSnapshot), byKey(keys)));
  }

  /// An account of the snapshot shares the phones that the snapshot tells, not those it had before.
  private Map<Phone, Existing> byPhone(Set<String> phones, Set<String> inSnapshot) {
    Map<Phone, Existing> oldest = new HashMap<>();
    transaction
        .select(ACCOUNT_PHONE.E164, ACCOUNT.NUMBER, HOUSEHOLD.KEY, HOUSEHOLD.CREATED_AT)
        .from(ACCOUNT_PHONE)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(ACCOUNT_PHONE.ACCOUNT_ID))
        .join(HOUSEHOLD).on(HOUSEHOLD.ID.eq(ACCOUNT.HOUSEHOLD_ID))
        .where(ACCOUNT_PHONE.E164.eq(DSL.any(phones.toArray(String[]::new))))
        .forEach(
            row -> {
              if (!inSnapshot.contains(row.get(ACCOUNT.NUMBER))) {
                Existing home = new Existing(row.get(HOUSEHOLD.KEY), row.get(HOUSEHOLD.CREATED_AT));
                oldest.merge(new Phone(row.get(ACCOUNT_PHONE.E164)), home, Households::older);
              }
            });
    return oldest;
  }

  private Map<String, Existing> byKey(Set<String> keys) {
    return transaction
        .select(HOUSEHOLD.KEY, HOUSEHOLD.CREATED_AT)
        .from(HOUSEHOLD)
        .where(HOUSEHOLD.KEY.eq(DSL.any(keys.toArray(String[]::new))))
        .fetchMap(HOUSEHOLD.KEY, row -> new Existing(row.get(HOUSEHOLD.KEY), row.get(HOUSEHOLD.CREATED_AT)));
  }

  /// Founds the households whose keys are not there yet. Returns how many.
  int found(Map<String, String> keys, Instant now) {
    Set<String> missing = new HashSet<>(keys.values());
    missing.removeAll(ids(missing).keySet());
    List<HouseholdRecord> rows =
        missing.stream().sorted().map(key -> row(key, now)).toList();
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
    row.setId(Ids.next());
    row.setKey(key);
    row.setCreatedAt(now);
    return row;
  }

  Map<String, UUID> ids(Collection<String> keys) {
    return transaction
        .select(HOUSEHOLD.KEY, HOUSEHOLD.ID)
        .from(HOUSEHOLD)
        .where(HOUSEHOLD.KEY.eq(DSL.any(keys.toArray(String[]::new))))
        .fetchMap(HOUSEHOLD.KEY, HOUSEHOLD.ID);
  }
}
