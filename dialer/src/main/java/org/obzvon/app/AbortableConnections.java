package org.obzvon.app;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// The source of a pool's connections, which can abort all of them at once: a thread that waits for a silent server
/// gets its error then, and not only after the time-out of its socket.
final class AbortableConnections implements DataSource {
  private final DataSource source;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  AbortableConnections(DataSource source) {
    this.source = source;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return known(source.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return known(source.getConnection(user, password));
  }

  private Connection known(Connection connection) throws SQLException {
    for (Connection each : open) {
      if (each.isClosed()) {
        open.remove(each);
      }
    }
    open.add(connection);
    return connection;
  }

  /// Closes the sockets of all connections without notifying the server. Returns how many there were.
  int abort() {
    int aborted = 0;
    for (Connection each : open) {
      try {
        if (!each.isClosed()) {
          each.abort(Runnable::run);
          aborted++;
        }
      } catch (SQLException _) {
        // The connection is already unusable, which is the goal.
      }
      open.remove(each);
    }
    return aborted;
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return source.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return source.isWrapperFor(type);
  }
}
