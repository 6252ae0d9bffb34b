package org.obzvon.register.jooq;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.register.Households;
import org.obzvon.register.Households.Existing;
import org.obzvon.register.Households.Held;
import org.obzvon.register.Households.Member;
import org.obzvon.register.Phone;

/// Parts the households whose accounts share nothing any more. A household is sure to hold together if all its accounts
/// have one phone or key in common. The accounts of the others are loaded, with every account that is connected with
/// them in any way, because it may hold them together or leave with them.
final class LooseHouseholds {
  private final DSLContext transaction;
  private final Set<Phone> shared;

  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, Member> members = new HashMap<>();
  private final Map<String, Existing> known = new HashMap<>();
  private final Map<String, Held> held = new HashMap<>();
  private final Set<UUID> homes = new HashSet<>();
  private final Set<String> phones = new HashSet<>();
  private final Set<String> keys = new HashSet<>();

  /// @param shared numbers that occur in too many accounts to join any
  LooseHouseholds(DSLContext transaction, Collection<Phone> shared) {
    this.transaction = transaction;
    this.shared = new HashSet<>(shared);
  }

  /// Assigns households to the accounts that leave theirs, and to the new accounts that are connected with them.
  void assign() {
    List<UUID> loose = loose();
    if (loose.isEmpty()) {
      return;
    }
    load(loose);
    Set<String> parted = Households.unsupported(members.values(), held.values(), known);
    List<Member> all = new ArrayList<>(members.values());
    held.values().stream().map(Held::member).filter(one -> parted.contains(one.number())).forEach(all::add);
    Map<String, Existing> staying = new HashMap<>(known);
    staying.keySet().removeAll(parted);
    List<String> moving = all.stream().map(Member::number).filter(number -> !staying.containsKey(number)).toList();
    Set<String> sought = new HashSet<>(moving);
    Set<String> listed = new HashSet<>();
    for (Member member : all) {
      member.phones().forEach(phone -> listed.add(phone.e164()));
      if (!staying.containsKey(member.number())) {
        member.givenKey().ifPresent(sought::add);
      }
    }
    HomeRows rows = new HomeRows(transaction);
    Map<String, String> assigned = Households.assign(
        all, new Households.Known(staying, rows.outside(listed, parted), rows.byKey(sought)));
    rows.write(lines, assigned, moving);
  }

  /// Returns the households of the snapshot that may fall apart.
  private List<UUID> loose() {
    transaction.execute(
        """
        create temporary table register_house on commit drop as
        select household_id, count(*) as size from account a
        where household_id in (select household_id from register_account where known)
          and (not erased or id in (select id from register_account where known))
        group by household_id having count(*) > 1
        """);
    transaction.execute("analyze register_house");
    transaction.execute(
        """
        create temporary table register_token on commit drop as
        select x.household_id, x.id, 'phone ' || p.e164 as token
          from register_account x join register_house using (household_id) join register_phone p on p.line = x.line
          where x.known
        union all select household_id, id, 'key ' || key
          from register_account join register_house using (household_id),
            unnest(array[number, nullif(household_key, '')]) key
          where known and key is not null
        union all select a.household_id, a.id, 'phone ' || p.e164
          from account a join register_house using (household_id) join account_phone p on p.account_id = a.id
          where not a.erased and not exists (select from register_account x where x.id = a.id)
        union all select a.household_id, a.id, 'key ' || k.key
          from account a join register_house using (household_id) join household h on h.id = a.household_id,
            unnest(array[a.number, nullif(coalesce(a.household_key, h.key), '')]) k(key)
          where k.key is not null and not a.erased and not exists (select from register_account x where x.id = a.id)
        """);
    transaction.execute("analyze register_token");
    return transaction.resultQuery(
        """
        select household_id from register_house
        except
        select household_id from (
          select household_id, token, count(distinct id) as having from register_token
          where token not in (select 'phone ' || phone from register_link where not joins)
            and not (token like 'phone %%' and right(token, 7) in %s)
          group by household_id, token) t
          join register_house using (household_id)
        where t.having = size
        """.formatted(HouseholdRows.RUNS)).fetch().map(row -> row.get(0, UUID.class));
  }

  /// Loads the accounts of these households and everything connected with them.
  private void load(Collection<UUID> loose) {
    Set<UUID> next = new HashSet<>(loose);
    Set<String> newPhones = Set.of();
    Set<String> newKeys = Set.of();
    while (!next.isEmpty() || !newPhones.isEmpty() || !newKeys.isEmpty()) {
      homes.addAll(next);
      Set<String> phonesBefore = Set.copyOf(phones);
      Set<String> keysBefore = Set.copyOf(keys);
      Set<UUID> found = new HashSet<>();
      members("household_id = any(?) and known", next.toArray(UUID[]::new)).forEach(row -> found.add(member(row)));
      held("a.household_id = any(?)", next.toArray(UUID[]::new)).forEach(row -> found.add(held(row)));
      String[] byPhone = newPhones.toArray(String[]::new);
      String[] byKey = newKeys.toArray(String[]::new);
      members("line in (select line from register_phone where e164 = any(?))", byPhone)
          .forEach(row -> found.add(member(row)));
      members("number = any(?)", byKey).forEach(row -> found.add(member(row)));
      members("household_key = any(?)", byKey).forEach(row -> found.add(member(row)));
      held("a.id in (select account_id from account_phone where e164 = any(?))", byPhone)
          .forEach(row -> found.add(held(row)));
      held("a.number = any(?)", byKey).forEach(row -> found.add(held(row)));
      held("coalesce(a.household_key, h.key) = any(?)", byKey).forEach(row -> found.add(held(row)));
      found.remove(null);
      found.removeAll(homes);
      next = found;
      newPhones = without(phones, phonesBefore);
      newKeys = without(keys, keysBefore);
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private List<Record> members(String which, Object[] values) {
    return values.length == 0 ? List.of()
        : transaction.resultQuery(
            """
        select x.line, x.number, x.household_key, x.phones, x.household_id, h.key as home, h.created_at
        from (select * from register_account where %s) x
          left join household h on x.known and h.id = x.household_id
        """.formatted(which), (Object) values).fetch();
  }

  /// Returns accounts that are not in the snapshot, of households that are.
  private List<Record> held(String which, Object[] values) {
    return values.length == 0 ? List.of()
        : transaction.resultQuery(
            """
        select a.number, a.household_key, a.household_id, h.key as home, h.created_at,
          array(select p.e164 from account_phone p where p.account_id = a.id) as phones
        from account a join household h on h.id = a.household_id
        where %s and not a.erased and not exists (select from register_account x where x.id = a.id)
          and a.household_id in (select household_id from register_account where known)
        """.formatted(which), (Object) values).fetch();
  }

  /// Adds an account of the snapshot. Returns its household, or null if it is new.
  private UUID member(Record row) {
    Member member = reached(row, Optional.of(row.get("household_key", String.class)));
    members.put(member.number(), member);
    lines.put(member.number(), row.get("line", Integer.class));
    if (row.get("home") == null) {
      return null;
    }
    known.put(member.number(), HomeRows.existing(row));
    return row.get("household_id", UUID.class);
  }

  private UUID held(Record row) {
    Optional<String> key = Optional.ofNullable(row.get("household_key", String.class));
    Member member = reached(row, key);
    Existing home = HomeRows.existing(row);
    if (key.isEmpty()) {
      keys.add(home.key());
    }
    held.put(member.number(), new Held(member, home, key.isEmpty()));
    return row.get("household_id", UUID.class);
  }

  private Member reached(Record row, Optional<String> key) {
    List<Phone> joining = Stream.of(row.get("phones", String[].class)).map(Phone::new)
        .filter(phone -> !shared.contains(phone) && !phone.isRun()).toList();
    Member member = new Member(row.get("number", String.class), key.filter(given -> !given.isEmpty()), joining);
    keys.add(member.number());
    member.givenKey().ifPresent(keys::add);
    joining.forEach(phone -> phones.add(phone.e164()));
    return member;
  }
}
