package org.obzvon.payment.jooq;

import java.sql.Connection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.PaymentFile;

/// Holds a session lock in the database for each running import of a command, so that others can tell if its process is
/// gone: the server releases the lock with the connection. Each run uses its own connection until it is released.
final class RunLocks {
  private static final String KIND = "payment_file";

  private final DSLContext store;
  private final Map<UUID, Connection> held = new ConcurrentHashMap<>();

  RunLocks(DSLContext store) {
    this.store = store;
  }

  void hold(UUID run) {
    Connection connection = outsideOfTransactions(() -> store.configuration().connectionProvider().acquire());
    held.put(run, connection);
    execute(connection, "select pg_advisory_lock(hashtext({0}), hashtext({1}))", run);
  }

  void release(UUID run) {
    Connection connection = held.remove(run);
    if (connection != null) {
      execute(connection, "select pg_advisory_unlock(hashtext({0}), hashtext({1}))", run);
      outsideOfTransactions(() -> {
        store.configuration().connectionProvider().release(connection);
        return connection;
      });
    }
  }

  /// Returns the connection from a thread of its own: transactions belong to their threads, and the lock must outlive
  /// the caller's.
  private static Connection outsideOfTransactions(Supplier<Connection> step) {
    return CompletableFuture.supplyAsync(step, task -> Thread.ofVirtual().name("run-lock").start(task)).join();
  }

  private static void execute(Connection connection, String sql, UUID run) {
    DSL.using(connection, SQLDialect.POSTGRES).execute(sql, DSL.val(KIND), DSL.val(run.toString()));
  }

  /// Returns a condition that is true if nobody holds the lock of the row's run. The asking transaction then holds it
  /// to its end.
  static Condition isFree(PaymentFile table) {
    return DSL.condition(
        "pg_try_advisory_xact_lock(hashtext({0}), hashtext({1}::text))", DSL.inline(KIND), table.ID);
  }
}
