package org.obzvon.schedule.quartz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/// Creates Quartz's own tables in a schema of their own, once, with the script that Quartz ships.
final class QuartzTables {
  static final String SCHEMA = "quartz";

  /// Deletes triggers that have lost their second row: Quartz can neither read nor delete them.
  private static final String WITHOUT_INTERVAL = """
      delete from quartz.qrtz_triggers t
       where t.trigger_type = 'SIMPLE'
         and not exists (select 1 from quartz.qrtz_simple_triggers s
                          where s.sched_name = t.sched_name and s.trigger_name = t.trigger_name
                            and s.trigger_group = t.trigger_group)
      """;

  /// Creates the schema if it is missing. If another account owns the database, that account has created it already,
  /// and ours may lack the right.
  private static final String MAKE_SCHEMA = """
      do $$
      begin
        if to_regnamespace('quartz') is null then
          create schema quartz;
        end if;
      end $$
      """;

  private static final String SCRIPT = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

  private QuartzTables() {}

  static void create(DataSource store) {
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(hashtext('" + SCHEMA + "'))");
        if (!exist(statement)) {
          statement.execute(MAKE_SCHEMA);
          statement.execute("set local search_path to " + SCHEMA);
          statement.execute(script());
        }
        statement.execute(WITHOUT_INTERVAL);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tables of the schedule could not be made", e);
    }
  }

  private static boolean exist(Statement statement) throws SQLException {
    try (var rows = statement.executeQuery("select to_regclass('" + SCHEMA + ".qrtz_triggers') is not null")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /// Returns the script without its own COMMIT, which would end our transaction early.
  private static String script() {
    try (InputStream in = QuartzTables.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?im)^\\s*COMMIT\\s*;", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
