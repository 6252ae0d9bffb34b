package org.obzvon.register.jooq;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.obzvon.register.Entry;
import org.obzvon.register.Phone;
import org.obzvon.register.Progress;
import org.obzvon.register.Snapshots;
import org.obzvon.register.Snapshots.Heading;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.StagedRegister;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The rows of one register in temporary tables of the transaction.
final class StagedRows implements StagedRegister {
  private static final String TABLES = "register_row, register_account, register_phone, register_forbidden, "
      + HouseholdRows.TABLES;
  /// How many characters are sent together.
  private static final int CHUNK = 1 << 16;
  private static final int PAGE = 1000;

  private final DSLContext transaction;
  private final InstantSource clock;
  private final Snapshots.Limits limits;
  private boolean forbids;

  StagedRows(DSLContext transaction, InstantSource clock, Snapshots.Limits limits) {
    this.transaction = transaction;
    this.clock = clock;
    this.limits = limits;
  }

  @Override
  public void copy(Consumer<Rows> source) {
    transaction.execute("set local statement_timeout = '" + SnapshotStore.LONGEST_STATEMENT.toSeconds() + "s'");
    transaction.execute("set local work_mem = '64MB'");
    transaction.execute("set local jit = off");
    transaction.execute(EntryText.TABLE);
    transaction.connection(connection -> copy(connection, source));
    transaction.execute("analyze register_row");
  }

  /// Lets the connection wait as long as the statements may take; the pool takes that back with the connection.
  private void copy(Connection connection, Consumer<Rows> source) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) SnapshotStore.LONGEST_STATEMENT.plusMinutes(1).toMillis());
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy register_row from stdin");
    try {
      Copying rows = new Copying(copy);
      source.accept(rows);
      rows.send();
      copy.endCopy();
    } catch (RuntimeException | Error e) {
      cancel(copy, e);
      throw e;
    }
  }

  /// Ends the copying, so that the connection can undo the transaction.
  private static void cancel(CopyIn copy, Throwable cause) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private final class Copying implements Rows {
    private final CopyIn copy;
    private final EntryText text = new EntryText();

    Copying(CopyIn copy) {
      this.copy = copy;
    }

    @Override
    public void add(int line, Entry entry) {
      text.entry(line, entry);
      sendIfFull();
    }

    @Override
    public void forbid(int line, Collection<Phone> phones) {
      forbids = true;
      text.forbidden(line, phones);
      sendIfFull();
    }

    private void sendIfFull() {
      if (text.length() >= CHUNK) {
        send();
      }
    }

    void send() {
      byte[] bytes = text.take().getBytes(StandardCharsets.UTF_8);
      try {
        copy.writeToCopy(bytes, 0, bytes.length);
      } catch (SQLException e) {
        throw new DataAccessException("the rows of the register cannot be copied", e);
      }
    }
  }

  @Override
  public void leaveOutForbidden(Consumer<LeftOut> each) {
    if (!forbids) {
      return;
    }
    transaction.execute("""
        create temporary table register_forbidden on commit drop as
        select phone, min(line) as line from register_row, unnest(forbidden) phone where number is null group by phone
        """);
    try (var found = transaction.resultQuery("""
        select r.line, p.phone, f.line as forbidden_on,
          lead(r.line) over (order by r.line, p.place) is distinct from r.line
            and count(*) over (partition by r.line) = cardinality(r.phones) as last
        from register_row r, unnest(r.phones) with ordinality p(phone, place) join register_forbidden f using (phone)
        where r.number is not null
        order by r.line, p.place
        """).fetchSize(PAGE).fetchLazy()) {
      found.forEach(
          row -> each.accept(
              new LeftOut(
                  row.get("line", Integer.class), new Phone(row.get("phone", String.class)),
                  row.get("forbidden_on", Integer.class), row.get("last", Boolean.class))));
    }
    transaction.execute("""
        update register_row r set (phones, extensions) = (
          select coalesce(array_agg(p.phone order by p.place), '{}'),
            coalesce(array_agg(p.extension order by p.place), '{}')
          from unnest(r.phones, r.extensions) with ordinality p(phone, extension, place)
          where p.phone not in (select phone from register_forbidden))
        where number is not null and line in (
          select o.line from register_row o, unnest(o.phones) phone where phone in (select phone from register_forbidden))
        """);
  }

  @Override
  public Taken take(Heading heading, Manner manner, Progress progress) {
    return new SnapshotStore(transaction, clock, limits).take(heading, manner, progress);
  }

  /// Drops the tables, so that the transaction may take another register.
  void close() {
    transaction.execute("set local client_min_messages = warning");
    transaction.execute("drop table if exists " + TABLES);
  }
}
