package org.obzvon.register.jooq;

import java.time.Instant;
import org.jooq.DSLContext;

/// Writes the phones of one snapshot, within its transaction.
final class PhoneRows {
  private final DSLContext transaction;
  private final String now;

  PhoneRows(DSLContext transaction, Instant now) {
    this.transaction = transaction;
    this.now = now.toString();
  }

  /// Stores the phones of new accounts.
  void insert() {
    transaction.execute(
        """
        insert into account_phone (account_id, position, e164, extension, listed_at)
        select id, position, e164, extension, ?::timestamptz from register_phone where not known
        """, now);
  }

  /// Replaces the phones of known accounts that list others now. A number that the account had before keeps the instant
  /// since which it is listed.
  void replace() {
    transaction.execute(
        """
        create temporary table register_relisted on commit drop as
        select p.id from register_phone p
          left join account_phone o on o.account_id = p.id and o.position = p.position
        where p.known and (o.e164 is distinct from p.e164 or o.extension is distinct from p.extension)
        union
        select x.id from register_account x join account_phone o on o.account_id = x.id
        where x.known and o.position >= cardinality(x.phones)
        """);
    transaction.execute("analyze register_relisted");
    transaction.execute(
        """
        create temporary table register_listed on commit drop as
        select account_id, e164, listed_at from account_phone where account_id in (select id from register_relisted)
        """);
    transaction.execute("delete from account_phone where account_id in (select id from register_relisted)");
    transaction.execute(
        """
        insert into account_phone (account_id, position, e164, extension, listed_at)
        select p.id, p.position, p.e164, p.extension, coalesce(l.listed_at, ?::timestamptz)
        from register_phone p join register_relisted c on c.id = p.id
          left join register_listed l on l.account_id = p.id and l.e164 = p.e164
        """, now);
  }
}
