package org.obzvon;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.obzvon.document.BadInput;

/// What one living process alone may have: the name of its node, and the desk of an exchange, whose operators two
/// processes would seat and unseat against each other. Session locks in the database, gone with the process.
final class SoleUse implements AutoCloseable {
  /// Kind of the lock by which every running service holds its name.
  static final String NODE = "node";

  private static final int TRIES = 20;
  private static final int PAUSE_MILLIS = 250;

  private final Connection connection;

  private SoleUse(Connection connection) {
    this.connection = connection;
  }

  /// @param desks names of the exchanges at which operators sit
  /// @throws BadInput when another process has one of them
  static SoleUse take(DataSource store, String node, List<String> desks) {
    SoleUse taken = new SoleUse(connection(store));
    try {
      taken.take(NODE, node, "node",
          "another running dialer of this database is named '" + node + "'; give this one another name");
      for (String desk : desks) {
        taken.take("desk", desk, "exchanges." + desk + ".operators",
            "another running dialer of this database seats the operators of this exchange; leave 'operators' out here,"
                + " or stop the other one");
      }
      return taken;
    } catch (RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  private static Connection connection(DataSource store) {
    try {
      return store.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException("no connection for the locks of this process", e);
    }
  }

  /// Waits a little: the connection of a process that was just killed may still be closing.
  private void take(String kind, String name, String where, String otherwise) {
    try {
      for (int attempt = 0; attempt < TRIES; attempt++) {
        if (isLocked(kind, name)) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the " + kind + " '" + name + "' could not be locked", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw BadInput.of(where, otherwise);
  }

  private boolean isLocked(String kind, String name) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_lock(hashtext(?), hashtext(?))")) {
      statement.setString(1, kind);
      statement.setString(2, name);
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  @Override
  public void close() {
    try (connection;
        var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock_all()");
    } catch (SQLException e) {
      throw new IllegalStateException("the locks of this process could not be given back", e);
    }
  }
}
