package org.obzvon;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.obzvon.document.BadInput;

/// One living process a node name: a session lock in the database, gone with the process.
final class NodeLock implements AutoCloseable {
  private static final int TRIES = 20;
  private static final int PAUSE_MILLIS = 250;

  private final Connection connection;

  private NodeLock(Connection connection) {
    this.connection = connection;
  }

  /// Waits a little: the connection of a process that was just killed may still be closing.
  static NodeLock take(Store store, String node) {
    try {
      Connection connection = store.dataSource().getConnection();
      for (int attempt = 0; attempt < TRIES; attempt++) {
        if (locked(connection, node)) {
          return new NodeLock(connection);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the name of the node could not be locked", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw BadInput.of(
        "node", "another running dialer of this database is named '" + node + "'; give this one another name");
  }

  private static boolean locked(Connection connection, String node) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_lock(hashtext('node'), hashtext(?))")) {
      statement.setString(1, node);
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
      throw new IllegalStateException("the name of the node could not be given back", e);
    }
  }
}
