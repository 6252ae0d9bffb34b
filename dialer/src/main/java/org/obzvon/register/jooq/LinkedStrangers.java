package org.obzvon.register.jooq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.register.Households;
import org.obzvon.register.Households.Existing;
import org.obzvon.register.Households.Member;
import org.obzvon.register.Phone;

/// Assigns households to the new accounts that share a phone or a key with another account or a stored household. They
/// are loaded in portions of whole groups, because groups that share nothing do not concern each other.
final class LinkedStrangers {
  /// How many accounts are loaded together, unless one group is larger.
  private static final int PORTION = 20_000;
  private static final int PAGE = 10_000;

  private final DSLContext transaction;

  LinkedStrangers(DSLContext transaction) {
    this.transaction = transaction;
  }

  void assign() {
    list();
    Portions portions = new Portions(
        transaction.resultQuery("select count(*)::int from register_stranger").fetchSingle().into(int.class));
    if (portions.isEmpty()) {
      return;
    }
    edges();
    try (var edges = transaction.resultQuery("select place, first from register_edge").fetchSize(PAGE).fetchLazy()) {
      edges.forEach(edge -> portions.unite(edge.get(0, Integer.class), edge.get(1, Integer.class)));
    }
    neighbours();
    for (int[] portion : portions.of(PORTION)) {
      assign(portion);
    }
  }

  /// Lists the new accounts that share something, each with the phones and keys by which it does, and counts them from
  /// zero.
  private void list() {
    transaction.execute(
        """
        create temporary table register_stranger on commit drop as
        select (row_number() over () - 1)::int as place, x.line, x.number, x.household_key,
          array(select p.phone from unnest(x.phones) p(phone) join register_link l on l.phone = p.phone and l.joins)
            as phones
        from register_account x join (
          select p.line from register_phone p join register_link l on l.phone = p.e164
            where l.joins and not p.known
          union select x.line from register_account x join register_key k on k.key = x.number where not x.known
          union select x.line from register_account x join register_key k on k.key = x.household_key where not x.known
          union select x.line from register_account x join household h on h.key = x.number where not x.known
          union select x.line from register_account x join household h on h.key = x.household_key
            where not x.known and x.household_key <> '') linked on linked.line = x.line
        where not x.known and not exists (select from register_assigned a where a.line = x.line)
        """);
    transaction.execute("create index on register_stranger (place)");
    transaction.execute("analyze register_stranger");
  }

  /// Connects each stranger with the first one that has the same phone or key.
  private void edges() {
    transaction.execute(
        """
        create temporary table register_edge_token on commit drop as
        select place, 'phone ' || phone as token from register_stranger, unnest(phones) phone
        union all select place, 'key ' || number from register_stranger
          where number in (select key from register_key)
        union all select place, 'key ' || household_key from register_stranger
          where household_key in (select key from register_key)
        """);
    transaction.execute(
        """
        create temporary table register_edge on commit drop as
        select t.place, f.first
        from register_edge_token t
          join (select token, min(place) as first from register_edge_token group by token having count(*) > 1) f
            on f.token = t.token and f.first <> t.place
        """);
  }

  /// Lists the known accounts of the snapshot that share something with a stranger and stay in their household.
  private void neighbours() {
    transaction.execute(
        """
        create temporary table register_neighbour on commit drop as
        select t.token, x.number, x.household_key, h.key as home, h.created_at,
          array(select p.phone from unnest(x.phones) p(phone) join register_link l on l.phone = p.phone and l.joins)
            as phones
        from (
          select 'phone ' || l.phone as token, p.line from register_phone p join register_link l on l.phone = p.e164
            where l.joins and p.known
          union select 'key ' || k.key, x.line from register_account x join register_key k on k.key = x.number
            where x.known
          union select 'key ' || k.key, x.line from register_account x join register_key k on k.key = x.household_key
            where x.known) t
          join register_account x on x.line = t.line
          join household h on h.id = x.household_id
        where t.token in (select token from register_edge_token)
          and not exists (select from register_assigned a where a.line = x.line)
        """);
    transaction.execute("create index on register_neighbour (token)");
    transaction.execute("analyze register_neighbour");
  }

  private void assign(int[] places) {
    List<Member> members = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    transaction.resultQuery(
        "select line, number, household_key, phones from register_stranger where place = any(?)",
        (Object) Arrays.stream(places).boxed().toArray(Integer[]::new))
        .forEach(
            row -> {
              Member member = member(row);
              members.add(member);
              lines.put(member.number(), row.get("line", Integer.class));
            });
    Set<String> keys = new HashSet<>();
    Set<String> phones = new HashSet<>();
    for (Member member : members) {
      keys.add(member.number());
      member.givenKey().ifPresent(keys::add);
      member.phones().forEach(phone -> phones.add(phone.e164()));
    }
    Map<String, Existing> staying = new HashMap<>();
    Stream<String> tokens = Stream.concat(keys.stream().map("key "::concat), phones.stream().map("phone "::concat));
    transaction.resultQuery(
        "select distinct number, household_key, phones, home, created_at from register_neighbour where token = any(?)",
        (Object) tokens.toArray(String[]::new))
        .forEach(
            row -> {
              members.add(member(row));
              staying.put(row.get("number", String.class), HomeRows.existing(row));
            });
    HomeRows homes = new HomeRows(transaction);
    Map<String, String> assigned = Households.assign(
        members, new Households.Known(staying, homes.outside(phones, Set.of()), homes.byKey(keys)));
    homes.write(lines, assigned, lines.keySet());
  }

  private static Member member(Record row) {
    Optional<String> key = Optional.of(row.get("household_key", String.class)).filter(given -> !given.isEmpty());
    return new Member(
        row.get("number", String.class), key, Stream.of(row.get("phones", String[].class)).map(Phone::new).toList());
  }
}
