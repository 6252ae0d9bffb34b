package org.obzvon.staff.jooq;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jooq.ConnectionProvider;
import org.jooq.Transaction;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.exception.DataAccessException;

/// A transaction takes in whatever its thread does meanwhile, through whichever object; transactions that begin within
/// it are savepoints of it.
final class OneTransaction implements ConnectionProvider, TransactionProvider {
  private final ConnectionProvider plain;
  private final ThreadLocal<Connection> running = new ThreadLocal<>();

  OneTransaction(ConnectionProvider plain) {
    this.plain = plain;
  }

  private record Outermost() implements Transaction {}

  private record Within(Savepoint savepoint) implements Transaction {}

  private interface Step {
    void on(Connection connection) throws SQLException;
  }

  @Override
  public Connection acquire() {
    Connection own = running.get();
    return own == null ? plain.acquire() : own;
  }

  @Override
  public void release(Connection connection) {
    if (connection != running.get()) {
      plain.release(connection);
    }
  }

  @Override
  public void begin(TransactionContext context) {
    if (running.get() == null) {
      Connection connection = plain.acquire();
      try {
        connection.setAutoCommit(false);
      } catch (SQLException e) {
        plain.release(connection);
        throw new DataAccessException("a transaction could not begin", e);
      }
      running.set(connection);
      context.transaction(new Outermost());
    } else {
      step("a savepoint could not be set", own -> context.transaction(new Within(own.setSavepoint())));
    }
  }

  @Override
  public void commit(TransactionContext context) {
    switch (context.transaction()) {
      case Within(Savepoint savepoint) -> step("a savepoint could not be released", own -> own.releaseSavepoint(savepoint));
      default -> end("a transaction could not be committed", Connection::commit);
    }
  }

  @Override
  public void rollback(TransactionContext context) {
    switch (context.transaction()) {
      case Within(Savepoint savepoint) -> step("a savepoint could not be returned to", own -> own.rollback(savepoint));
      default -> end("a transaction could not be rolled back", Connection::rollback);
    }
  }

  private void step(String otherwise, Step step) {
    try {
      step.on(running.get());
    } catch (SQLException e) {
      throw new DataAccessException(otherwise, e);
    }
  }

  /// Whatever happens, the thread is free of the transaction afterwards.
  private void end(String otherwise, Step step) {
    Connection connection = running.get();
    if (connection == null) {
      return; // a commit that failed has ended it already
    }
    try {
      step.on(connection);
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new DataAccessException(otherwise, e);
    } finally {
      running.remove();
      plain.release(connection);
    }
  }
}
