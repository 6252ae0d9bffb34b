package org.obzvon.app;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.obzvon.document.BadInput;

/// The tables of the database and their version. A newer program migrates an older schema when it opens it, but never
/// under a running service, which was written for the older tables.
public final class Schema {
  private Schema() {}

  private static final String MIGRATIONS = "classpath:db/migration";

  /// Marks a database into which a backup is being restored. If the mark exists and no restore runs, a restore was
  /// aborted.
  private static final String MARK = "restore_under_way";

  private static final String IS_EMPTY = """
      select not exists (select 1 from pg_class c
                          where c.relnamespace = current_schema()::regnamespace
                            and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e'))
      """;

  /// True where a running dialer holds the lock of its name in this database.
  static final String IS_SERVED = """
      select exists (select 1 from pg_locks
                      where locktype = 'advisory' and classid = hashtext('%s')::oid and granted
                        and database = (select oid from pg_database where datname = current_database()))
      """.formatted(ProcessLocks.NODE);

  /// True when the rights of the service's account are missing or too wide, where another account owns the tables: the
  /// audit log only grows, only the owner records migrations, and the schedule keeps its tables in a schema of its own.
  private static final String RIGHTS_DIFFER = """
      select exists (
        select 1 from pg_class c
         where c.relnamespace = current_schema()::regnamespace
           and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
           and case
                 when c.relname = 'audit_entry' then
                   not (has_table_privilege(r, c.oid, 'select') and has_table_privilege(r, c.oid, 'insert'))
                   or has_table_privilege(r, c.oid, 'update, delete, truncate, trigger')
                 when c.relname in ('flyway_schema_history', 'restore_under_way') then
                   not has_table_privilege(r, c.oid, 'select')
                   or has_table_privilege(r, c.oid, 'insert, update, delete, truncate, trigger')
                 when c.relkind in ('r', 'p', 'v') then
                   not (has_table_privilege(r, c.oid, 'select') and has_table_privilege(r, c.oid, 'insert')
                        and has_table_privilege(r, c.oid, 'update') and has_table_privilege(r, c.oid, 'delete'))
                 when c.relkind = 'S' then
                   not (has_sequence_privilege(r, c.oid, 'usage') and has_sequence_privilege(r, c.oid, 'select'))
                 else false
               end)
        or to_regnamespace('quartz') is null
        or not has_schema_privilege(r, 'quartz', 'create')
        or exists (select 1 from pg_class c
                    where c.relnamespace = to_regnamespace('quartz') and c.relkind = 'r'
                      and not has_table_privilege(r, c.oid, 'delete'))
        from (select cast(? as name) as r) as service
      """;

  private static final String GRANT = """
      do $$
      begin
        execute format('grant usage on schema %%I to %1$s', current_schema());
        if to_regnamespace('quartz') is null then
          create schema quartz;
        end if;
        grant usage, create on schema quartz to %1$s;
        grant select, insert, update, delete on all tables in schema quartz to %1$s;
        execute format('grant select, insert, update, delete on all tables in schema %%I to %1$s', current_schema());
        execute format('grant usage, select on all sequences in schema %%I to %1$s', current_schema());
        if to_regclass('audit_entry') is not null then
          revoke all on audit_entry from %1$s;
          grant select, insert on audit_entry to %1$s;
        end if;
        if to_regclass('flyway_schema_history') is not null then
          revoke all on flyway_schema_history from %1$s;
          grant select on flyway_schema_history to %1$s;
        end if;
        if to_regclass('restore_under_way') is not null then
          revoke all on restore_under_way from %1$s;
          grant select on restore_under_way to %1$s;
        end if;
      end $$
      """;

  /// Grants the service's account what its work needs, and nothing that would let it change the audit log.
  ///
  /// @param owner connections of the account that owns the tables
  static void grant(DataSource owner, String service) {
    try (var connection = owner.getConnection()) {
      if (!rightsDiffer(connection, service)) {
        return;
      }
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(hashtext('grants'))"); // two processes would conflict
        if (rightsDiffer(connection, service)) {
          statement.execute(GRANT.formatted(statement.enquoteIdentifier(service, true)));
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw BadInput.of(
          "database", "the owner could not give the account '" + service + "' its rights: " + e.getMessage());
    }
  }

  private static boolean rightsDiffer(Connection connection, String service) throws SQLException {
    try (var statement = connection.prepareStatement(RIGHTS_DIFFER)) {
      statement.setString(1, service);
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  /// @throws BadInput when the tables belong to the service's account, which could change them at will
  static void requireOwner(DataSource owner, String ownersName, String service) {
    if (ask(owner, "select coalesce((select pg_get_userbyid(relowner) = '" + service.replace("'", "''")
        + "' from pg_class where oid = to_regclass('audit_entry')), false)")) {
      throw BadInput.of(
          "database.owner", "the tables belong to '" + service
              + "' itself; stop every dialer, give them to the owner once as a"
              + " superuser (\"reassign owned by " + service + " to " + ownersName
              + "\" in this database), and start again");
    }
  }

  /// @throws BadInput when the schema is newer than this program, older while a service works with it, or half restored
  public static void bringUpToDate(DataSource store) {
    bringUpToDate(store, MIGRATIONS);
  }

  /// @param migrations places of the migrations that the program knows
  static void bringUpToDate(DataSource store, String... migrations) {
    if (has(store, MARK)) {
      throw BadInput.of(
          "database", "a restore into it broke off, or still runs; when it has ended without success, start it again:"
              + " 'dialer restore FILE' begins anew here");
    }
    bringUpToDate(store, configured(store, migrations).load());
  }

  private static void bringUpToDate(DataSource store, Flyway flyway) {
    try {
      MigrationInfoService known = flyway.info();
      if (Arrays.stream(known.applied()).anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)) {
        throw BadInput.of(
            "database", "its tables have version " + known.current().getVersion()
                + ", which this older program does not"
                + " know; use the program that last worked with it, or a newer one");
      }
      if (known.current() != null && known.pending().length > 0 && isServed(store)) {
        throw BadInput.of(
            "database", "a running dialer works with its tables of version " + known.current().getVersion()
                + ", and this newer program would change them under it; stop 'dialer serve' (all of them) and start the"
                + " new one, which brings the tables up to date");
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw BadInput.of("database", "the schema could not be brought up to date: " + e.getMessage());
    }
  }

  private static Flyway of(DataSource store) {
    return configured(store, MIGRATIONS).load();
  }

  private static FluentConfiguration configured(DataSource store, String... migrations) {
    return Flyway.configure().dataSource(store).locations(migrations);
  }

  /// Returns whether the database has the tables of a dialer.
  static boolean hasTables(DataSource store) {
    return has(store, "backup");
  }

  /// Creates the tables of a version in an empty database, or in one in which an earlier restore was aborted.
  ///
  /// @throws BadInput when the database is not empty, or the version is newer than this program; nothing was changed
  static void beginRestore(DataSource store, String version) {
    if (has(store, MARK)) {
      clean(store);
    }
    if (!ask(store, IS_EMPTY)) {
      throw BadInput.of(
          "database", "is not empty, and a restore never overwrites: name an empty one, such as a new database of your"
              + " server or another folder of the embedded one; nothing was restored");
    }
    boolean known = Arrays.stream(of(store).info().all())
        .anyMatch(one -> version.equals(String.valueOf(one.getVersion())));
    if (!known) {
      throw BadInput.of(
          "backup", "its tables have version " + version
              + ", which this older program does not know; restore it with the"
              + " program that wrote it, or a newer one; nothing was restored");
    }
    tell(store, "create table " + MARK + " (since timestamptz not null default now())");
    try {
      // The mark exists before the tables, so the first migration meets a database that is not empty.
      configured(store, MIGRATIONS).target(version).baselineOnMigrate(true).baselineVersion("0").load().migrate();
    } catch (FlywayException e) {
      clean(store);
      throw BadInput.of("database", "the tables could not be made: " + e.getMessage() + "; nothing was restored");
    }
  }

  static void bringUpToDateAfterRestore(DataSource store) {
    bringUpToDate(store, of(store));
  }

  static void endRestore(DataSource store) {
    tell(store, "drop table " + MARK);
  }

  /// Removes everything in the database's schema.
  static void clean(DataSource store) {
    configured(store, MIGRATIONS).cleanDisabled(false).load().clean();
  }

  private static boolean has(DataSource store, String table) {
    return ask(store, "select to_regclass('" + table + "') is not null");
  }

  private static boolean ask(DataSource store, String sql) {
    try (var connection = store.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the database could not be asked for its tables", e);
    }
  }

  private static void tell(DataSource store, String sql) {
    try (var connection = store.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the database could not be prepared for a restore", e);
    }
  }

  /// Returns whether a running dialer holds the lock of its name in this database.
  private static boolean isServed(DataSource store) {
    return ask(store, IS_SERVED);
  }
}
