package org.obzvon.register.jooq;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Snapshots.Heading;

/// Writes the accounts of one snapshot from its staged rows, within its transaction. Only accounts that are new or
/// differ from their row are written.
final class AccountRows {
  /// How many accounts with payments are worked out together.
  private static final int PAGE = 1000;

  /// The accounts of the snapshot, one for each staged row. A new account has its id and a household of its own
  /// already; [HouseholdRows] names those that join another one.
  private static final String COMPARED = """
      create temporary table register_account on commit drop as
      select r.line, r.number, r.household_key, r.phones, r.extensions,
        coalesce(a.id, %1$s) as id,
        a.id is not null as known,
        coalesce(a.household_id, %2$s) as household_id,
        coalesce(a.left_register_on is null and not a.erased and s.source = ?, false) as standing,
        a.id is not null and (s.source <> ?
          or (a.household_key, a.name, a.address, a.district, a.zone, a.language, a.legal_entity, a.service, a.tariff,
            a.service_state, a.tags, a.register_balance, a.currency, a.debt_since, a.restriction_on,
            a.contract_ended_on, a.left_register_on, a.erased)
          is distinct from (r.household_key, r.name, r.address, r.district, r.zone, r.language, r.legal_entity,
            r.service, r.tariff, r.service_state, r.tags, r.balance, r.currency, r.debt_since, r.restriction_on,
            r.contract_ended_on, r.contract_ended_on, false)) as changed,
        coalesce(a.balance <> a.register_balance or a.payment_told_at is not null
          or a.payment_announced_for is not null, false) as paid
      from register_row r left join account a on a.number = r.number left join snapshot s on s.id = a.snapshot_id
      where r.number is not null
      """;

  private final DSLContext transaction;
  private final Heading heading;
  private final Instant now;

  AccountRows(DSLContext transaction, Heading heading, Instant now) {
    this.transaction = transaction;
    this.heading = heading;
    this.now = now;
  }

  /// @param accounts of the snapshot
  /// @param known those of them that the store has
  /// @param changed those of the known that differ from their row
  /// @param standing accounts of the source in the register before this snapshot
  /// @param missing those of them that are not in it
  record Counts(int accounts, int known, int changed, int standing, int missing) {}

  /// Compares the staged rows with the stored accounts.
  Counts compare() {
    int last = transaction.resultQuery("select coalesce(max(line), 1) from register_row").fetchSingle().into(int.class);
    transaction.execute(
        COMPARED.formatted(newId("r.line", last), newId("r.line", last)), heading.source(), heading.source());
    transaction.execute("analyze register_account");
    return transaction.resultQuery(
        """
        select count(*)::int, (count(*) filter (where known))::int, (count(*) filter (where changed))::int,
          standing.all::int, (standing.all - count(*) filter (where standing))::int
        from register_account, (
          select count(*) as all from account where left_register_on is null and not erased
            and snapshot_id in (select id from snapshot where source = ?)) standing
        group by standing.all
        """, heading.source()).fetchSingle().into(Counts.class);
  }

  /// Returns an SQL expression of a new id for each row: a UUIDv7 whose bits behind the time count the rows, so that the
  /// entries of an index are added in its order.
  ///
  /// @param row an expression of the row's number, at most `last`
  static String newId(String row, int last) {
    String time = IdGenerator.next().toString().substring(0, 15);
    return "('" + time + "' || lpad(to_hex(" + row + "::bigint * 4095 / " + last
        + "), 3, '0') || substr(gen_random_uuid()::text, 19))::uuid";
  }

  /// Stores the accounts and their phones; known accounts keep their id and their household.
  void write(UUID snapshot, Counts counts, StoringProgress progress) {
    if (counts.known() < counts.accounts()) {
      insert(snapshot);
    }
    progress.next();
    if (counts.changed() > 0) {
      update(snapshot);
    }
    if (counts.known() > 0) {
      touchEnded(snapshot);
    }
    progress.next();
    PhoneRows phones = new PhoneRows(transaction, now);
    if (counts.known() < counts.accounts()) {
      phones.insert();
    }
    if (counts.known() > 0) {
      phones.replace();
    }
    progress.next();
  }

  private void insert(UUID snapshot) {
    transaction.execute(
        """
        insert into account (id, number, household_id, household_key, name, address, district, zone, language,
          legal_entity, service, tariff, service_state, tags, balance, register_balance, currency, debt_since,
          restriction_on, contract_ended_on, left_register_on, snapshot_id, updated_at)
        select x.id, r.number, coalesce(h.household_id, x.household_id), r.household_key, r.name, r.address, r.district,
          r.zone, r.language, r.legal_entity, r.service, r.tariff, r.service_state, r.tags, r.balance, r.balance,
          r.currency, r.debt_since, r.restriction_on, r.contract_ended_on, r.contract_ended_on, ?, ?::timestamptz
        from register_row r join register_account x on x.line = r.line and not x.known
          left join register_home h on h.line = x.line
        where r.number is not null
        """, snapshot, now.toString());
  }

  private void update(UUID snapshot) {
    transaction.execute(
        """
        update account a set household_key = r.household_key, name = r.name, address = r.address, district = r.district,
          zone = r.zone, language = r.language, legal_entity = r.legal_entity, service = r.service, tariff = r.tariff,
          service_state = r.service_state, tags = r.tags, balance = r.balance, register_balance = r.balance,
          payment_told_at = null, payment_announced_for = null, currency = r.currency, debt_since = r.debt_since,
          restriction_on = r.restriction_on, contract_ended_on = r.contract_ended_on,
          left_register_on = r.contract_ended_on, erased = false, snapshot_id = ?, updated_at = ?::timestamptz
        from register_row r, register_account x
        where x.changed and r.line = x.line and r.number is not null and a.id = x.id and a.number = x.number
        """, snapshot, now.toString());
  }

  /// Notes the snapshot at accounts whose contract has ended, because nothing else tells that it contains them.
  private void touchEnded(UUID snapshot) {
    transaction.execute(
        """
        update account a set snapshot_id = ? from register_row r, register_account x
        where r.contract_ended_on is not null and r.number is not null and x.line = r.line and x.known and not x.changed
          and a.id = x.id
        """, snapshot);
  }

  /// Completes the snapshot after its accounts are written: applies payments and stores its debts.
  void complete() {
    layPaymentsOver();
    noteOverdue();
  }

  /// Applies the payments to the balances that the snapshot gives. The same rule applies if a payment arrives after the
  /// snapshot, so the order of the two imports changes nothing.
  private void layPaymentsOver() {
    // The exact zone is applied account by account later; a margin of one day covers all of them.
    String since = heading.takenOn().minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    BalanceRows balances = new BalanceRows(transaction);
    List<UUID> page;
    UUID last = new UUID(0, 0);
    transaction.execute(
        """
        create temporary table register_paid on commit drop as
        select id from register_account where paid and not changed
        union
        select p.account_id from payment p left join payment_change c on c.payment_id = p.id
        where (p.paid_at >= ?::timestamptz or p.imported_at >= ?::timestamptz or c.told_at >= ?::timestamptz)
          and p.account_id in (select id from register_account)
        """, since, since, since);
    transaction.execute("create index on register_paid (id)");
    do {
      page = transaction.resultQuery("select id from register_paid where id > ? order by id limit " + PAGE, last)
          .fetch().map(row -> row.get(0, UUID.class));
      if (!page.isEmpty()) {
        balances.refresh(page, now);
        last = page.getLast();
      }
    } while (page.size() == PAGE);
  }

  /// Stores the debts of this snapshot beside those of earlier ones. An account that is the same as before may still lack
  /// its row: a payment that has been moved to another account hid the debt.
  private void noteOverdue() {
    transaction.execute(
        """
        insert into overdue (account_id, since, first_seen_on)
        select a.id, a.debt_since, ?::date
        from register_account x join account a on a.id = x.id
        where (not x.known or x.changed or not exists (
            select from overdue o where o.account_id = a.id and o.since = a.debt_since))
          and a.balance < 0 and a.debt_since is not null
        on conflict do nothing
        """, heading.takenOn().toString());
  }

  /// Takes accounts of the source that are not in this snapshot off the register; an erased one stays as the comparison
  /// knows it. Returns how many.
  ///
  /// @param before the newest snapshot that contains them
  int takeOff(Counts counts, UUID before) {
    if (counts.missing() == 0) {
      return 0;
    }
    return transaction.execute(
        """
        update account a set left_register_on = ?::date, snapshot_id = ?, updated_at = ?::timestamptz
        where left_register_on is null and not erased
          and snapshot_id in (select id from snapshot where source = ?)
          and not exists (select from register_account x where x.id = a.id)
        """, heading.takenOn().toString(), before, now.toString(), heading.source());
  }
}
