package org.obzvon;

import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.obzvon.document.BadInput;

/// The tables of the database and their version. A newer program brings an older schema up to date when it opens it, but
/// never under a running service: that one was written for the older tables.
final class Schema {
  private Schema() {}

  /// @throws BadInput when the schema is newer than this program, or older while a service works with it
  static void bringUpToDate(DataSource store) {
    Flyway flyway = of(store);
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
    return Flyway.configure().dataSource(store).locations("classpath:db/migration").load();
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
