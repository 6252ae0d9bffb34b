package org.obzvon.payment.jooq;

import java.sql.Connection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.PaymentFile;

/// Holds a session lock in the database for each running import of a command, so that others can tell when its process
/// is gone: the server gives the lock back with the connection. Each takes a connection of its own until it is released.
final class RunLocks {
  private static final String KIND = "payment_file";

  private final DSLContext store;
  private final Map<UUID, Connection> held = new ConcurrentHashMap<>();

  /// @param store gives connections outside of any transaction
  RunLocks(DSLContext store) {
    this.store = store;
  }

  void hold(UUID run) {
    Connection connection = store.configuration().connectionProvider().acquire();
    held.put(run, connection);
    execute(connection, "select pg_advisory_lock(hashtext({0}), hashtext({1}))", run);
  }

  void release(UUID run) {
    Connection connection = held.remove(run);
    if (connection != null) {
      execute(connection, "select pg_advisory_unlock(hashtext({0}), hashtext({1}))", run);
      store.configuration().connectionProvider().release(connection);
    }
  }

  private static void execute(Connection connection, String sql, UUID run) {
    DSL.using(connection, SQLDialect.POSTGRES).execute(sql, DSL.val(KIND), DSL.val(run.toString()));
  }

  /// Nobody holds the lock of the row's run; the asking transaction holds it until its end.
  static Condition isFree(PaymentFile table) {
    return DSL.condition(
        "pg_try_advisory_xact_lock(hashtext({0}), hashtext({1}::text))", DSL.inline(KIND), table.ID);
  }
}
