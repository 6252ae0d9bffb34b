package org.obzvon;

import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.obzvon.document.BadInput;

/// The tables of the database and their version. A newer program brings an older schema up to date when it opens it, but
/// never under a running service: that one was written for the older tables.
final class Schema {
  private Schema() {}

  /// Marks a database into which a backup is being restored. Where it stands and no restore runs, one broke off.
  private static final String MARK = "restore_under_way";

  private static final String IS_EMPTY =
      """
      select not exists (select 1 from pg_class c
                          where c.relnamespace = current_schema()::regnamespace
                            and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e'))
      """;

  /// @throws BadInput when the schema is newer than this program, older while a service works with it, or half restored
  static void bringUpToDate(DataSource store) {
    if (has(store, MARK)) {
      throw BadInput.of(
          "database", "a restore into it broke off, or still runs; when it has ended without success, start it again:"
              + " 'dialer restore FILE' begins anew here");
    }
    bringUpToDate(store, of(store));
  }

  private static void bringUpToDate(DataSource store, Flyway flyway) {
    try {
      MigrationInfoService known = flyway.info();
      if (Arrays.stream(known.applied()).anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)) {
        throw BadInput.of(
            "database", "its tables have version " + known.current().getVersion() + ", which this older program does not"
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
    return configured(store).load();
  }

  private static FluentConfiguration configured(DataSource store) {
    return Flyway.configure().dataSource(store).locations("classpath:db/migration");
  }

  /// Whether the tables have the version in which backups are recorded, or a later one.
  static boolean knowsBackups(DataSource store) {
    return has(store, "backup");
  }

  /// Makes the tables of a version in an empty database, or in one in which an earlier restore broke off.
  ///
  /// @throws BadInput when something is in the database, or the version is newer than this program; nothing was changed
  static void beginRestore(DataSource store, String version) {
    if (has(store, MARK)) {
      clean(store);
    }
    if (!ask(store, IS_EMPTY)) {
      throw BadInput.of(
          "database", "is not empty, and a restore never overwrites: name an empty one, such as a new database of your"
              + " server or another folder of the embedded one; nothing was restored");
    }
    boolean known =
        Arrays.stream(of(store).info().all()).anyMatch(one -> version.equals(String.valueOf(one.getVersion())));
    if (!known) {
      throw BadInput.of(
          "backup", "its tables have version " + version + ", which this older program does not know; restore it with the"
              + " program that wrote it, or a newer one; nothing was restored");
    }
    tell(store, "create table " + MARK + " (since timestamptz not null default now())");
    try {
      // The mark is there before the tables, so the first migration meets a database that is not empty.
      configured(store).target(version).baselineOnMigrate(true).baselineVersion("0").load().migrate();
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

  /// Removes everything that is in the database's schema.
  static void clean(DataSource store) {
    configured(store).cleanDisabled(false).load().clean();
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

  /// Whether a running dialer holds its name in this database.
  private static boolean isServed(DataSource store) {
    try (var connection = store.getConnection();
        var statement = connection.prepareStatement(
            """
            select exists (select 1 from pg_locks
                            where locktype = 'advisory' and classid = hashtext(?)::oid and granted
                              and database = (select oid from pg_database where datname = current_database()))
            """)) {
      statement.setString(1, SoleUse.NODE);
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the running dialers of the database could not be counted", e);
    }
  }
}
