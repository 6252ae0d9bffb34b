package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.HOUSEHOLD;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.register.Households;
import org.obzvon.register.Households.Existing;
import org.obzvon.register.Phone;

/// Reads stored households as [Households] needs them, and writes what it assigned.
final class HomeRows {
  private final DSLContext transaction;

  HomeRows(DSLContext transaction) {
    this.transaction = transaction;
  }

  /// Returns the household of a row with `home`, its key, and `created_at`.
  static Existing existing(Record row) {
    Instant createdAt = row.get("created_at", OffsetDateTime.class).toInstant();
    return new Existing(row.get("home", String.class), createdAt);
  }

  /// Returns the oldest household that accounts outside the snapshot give to each phone.
  ///
  /// @param without numbers of accounts that leave their household
  Map<Phone, Existing> outside(Collection<String> phones, Set<String> without) {
    Map<Phone, Existing> byPhone = new HashMap<>();
    transaction.resultQuery(
        """
        select o.e164, o.number, h.key as home, h.created_at
        from register_outside o join household h on h.id = o.household_id
        where o.e164 = any(?)
        """, (Object) phones.toArray(String[]::new))
        .forEach(
            row -> {
              if (!without.contains(row.get("number", String.class))) {
                byPhone.merge(new Phone(row.get("e164", String.class)), existing(row), Households::older);
              }
            });
    return byPhone;
  }

  /// Returns the stored households that have one of the keys.
  Map<String, Existing> byKey(Collection<String> keys) {
    return transaction
        .select(HOUSEHOLD.KEY, HOUSEHOLD.CREATED_AT)
        .from(HOUSEHOLD)
        .where(HOUSEHOLD.KEY.eq(DSL.any(keys.toArray(String[]::new))))
        .fetchMap(HOUSEHOLD.KEY, row -> new Existing(row.get(HOUSEHOLD.KEY), row.get(HOUSEHOLD.CREATED_AT)));
  }

  /// Stores the households of accounts.
  ///
  /// @param lines account number → its line in the snapshot; accounts outside it have none
  /// @param keys account number → household key
  void write(Map<String, Integer> lines, Map<String, String> keys, Collection<String> accounts) {
    String[] numbers = accounts.toArray(String[]::new);
    Integer[] places = new Integer[numbers.length];
    String[] homes = new String[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      places[i] = lines.get(numbers[i]);
      homes[i] = keys.get(numbers[i]);
    }
    transaction.execute(
        "insert into register_assigned select * from unnest(?::int[], ?::text[], ?::text[])", places, numbers, homes);
  }
}
