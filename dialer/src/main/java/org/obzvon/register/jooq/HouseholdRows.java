package org.obzvon.register.jooq;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.register.Phone;
import org.obzvon.register.Snapshots.Shared;

/// Finds or founds the household of every account of a snapshot, within its transaction.
///
/// Most accounts need no thought, and the database settles them: a known account keeps its household if the accounts of
/// that household share one phone or key, and a new account that shares nothing with anybody founds a household of its
/// own. Only the others are loaded, so that [org.obzvon.register.Households] decides about them: [LooseHouseholds] takes
/// the households that may fall apart with all that hangs together with them, [LinkedStrangers] the new accounts that
/// share a phone or a key.
final class HouseholdRows {
  /// The temporary tables of this class and of those that it leads.
  static final String TABLES = "register_outside, register_link, register_key, register_house, register_token, "
      + "register_stranger, register_edge_token, register_edge, register_neighbour, register_assigned, register_home, register_paid, "
      + "register_relisted, register_listed";

  /// The ends of numbers that [Phone#isRun] recognises.
  static final String RUNS = "('0123456', '1234567', '2345678', '3456789', '9876543', '8765432', '7654321', "
      + "'6543210')";

  private final DSLContext transaction;
  private final int mostAccounts;

  /// @param mostAccounts a number in more accounts than this joins none of them
  HouseholdRows(DSLContext transaction, int mostAccounts) {
    this.transaction = transaction;
    this.mostAccounts = mostAccounts;
  }

  /// Assigns a household key to every account that needs one. Returns the numbers that occur in too many accounts.
  List<Shared> assign(AccountRows.Counts counts) {
    listPhones();
    listOutside(counts);
    link();
    transaction.execute("create temporary table register_assigned (line int, number text, key text) on commit drop");
    List<Shared> shared = transaction.resultQuery(
        "select phone, accounts, line from register_link where accounts > " + mostAccounts
            + " order by phone collate \"C\"")
        .fetch().map(
            row -> new Shared(new Phone(row.get(0, String.class)), row.get(1, Integer.class),
                row.get(2, Integer.class)));
    if (counts.known() > 0) {
      new LooseHouseholds(transaction, shared.stream().map(Shared::phone).toList()).assign();
    }
    if (counts.known() < counts.accounts()) {
      new LinkedStrangers(transaction).assign();
    }
    transaction.execute("analyze register_assigned");
    return shared;
  }

  private void listPhones() {
    transaction.execute(
        """
        create temporary table register_phone on commit drop as
        select x.line, x.id, x.known, (p.place - 1)::int as position, p.phone as e164,
          nullif(p.extension, '') as extension
        from register_account x, unnest(x.phones, x.extensions) with ordinality p(phone, extension, place)
        """);
    transaction.execute("analyze register_phone");
  }

  /// Lists the accounts outside the snapshot that have one of its phones. An account of the snapshot shares the phones
  /// that the snapshot gives, not those it had before.
  private void listOutside(AccountRows.Counts counts) {
    boolean any = transaction.resultQuery("select count(*) > ? from account", counts.known()).fetchSingle()
        .into(boolean.class);
    transaction.execute(
        """
        create temporary table register_outside on commit drop as
        select p.e164, a.number, a.household_id
        from account_phone p join account a on a.id = p.account_id
        where p.e164 in (select e164 from register_phone) and not exists (
          select from register_account x where x.id = a.id)
        """ + (any ? "" : " and false"));
    transaction.execute("analyze register_outside");
  }

  /// Lists the phones and keys that several accounts have.
  private void link() {
    transaction.execute(
        """
        create temporary table register_link on commit drop as
        select phone, accounts, line, accounts <= %d and right(phone, 7) not in %s as joins from (
          select e164 as phone, count(*)::int as accounts, min(line) as line from (
            select e164, line from register_phone union all select e164, null from register_outside) listed
          group by e164 having count(*) > 1) several
        """.formatted(mostAccounts, RUNS));
    transaction.execute("create index on register_link (phone)");
    transaction.execute("analyze register_link");
    transaction.execute(
        """
        create temporary table register_key on commit drop as
        select k.key from (
          select household_key as key, count(*) as accounts, min(line) as line
          from register_account where household_key <> '' group by household_key) k
          left join register_account x on x.number = k.key
        where k.accounts > 1 or x.line <> k.line
        """);
    transaction.execute("analyze register_key");
  }

  /// Creates the households that do not exist yet. Returns how many.
  int found(Instant now) {
    int last = transaction.resultQuery("select greatest(count(*), 1) from register_assigned").fetchSingle()
        .into(int.class);
    int own = transaction.execute(
        """
        insert into household (id, key, created_at)
        select household_id, coalesce(nullif(household_key, ''), number), ?::timestamptz from register_account x
        where not known and not exists (select from register_assigned a where a.line = x.line)
        """, now.toString());
    int joint = transaction.execute(
        """
        insert into household (id, key, created_at)
        select %s, key, ?::timestamptz from (
          select key, row_number() over (order by key collate "C") as place from (
            select distinct key from register_assigned a
            where not exists (select from household h where h.key = a.key)) missing) placed
        """.formatted(AccountRows.newId("place", last)), now.toString());
    transaction.execute(
        """
        create temporary table register_home on commit drop as
        select a.line, a.number, h.id as household_id from register_assigned a join household h on h.key = a.key
        """);
    transaction.execute("analyze register_home");
    return own + joint;
  }

  /// Moves the known accounts that share nothing with their household any more. Returns how many were moved.
  int part() {
    Map<String, UUID> homes = new HashMap<>();
    transaction.resultQuery(
        "select h.number, h.household_id from register_home h join account a on a.number = h.number"
            + " where a.household_id <> h.household_id")
        .forEach(row -> homes.put(row.get(0, String.class), row.get(1, UUID.class)));
    return new HouseholdSplitRows(transaction).move(homes);
  }

  /// Returns how many households the snapshot has.
  int count() {
    return transaction.resultQuery(
        """
        select count(distinct household_id)::int from (
          select coalesce(h.household_id, x.household_id) as household_id
          from register_account x left join register_home h on h.line = x.line
          union all select household_id from register_home where line is null) homes
        """).fetchSingle().into(int.class);
  }
}
