package org.obzvon.app;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.obzvon.document.BadInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The locks on what only one living process may have: the name of its node, and the desk of an exchange, whose
/// operators two processes would seat and unseat against each other. They are session locks in the database and end
/// with the process. A restart of the database ends them too: [#renew] takes them again.
public final class ProcessLocks implements AutoCloseable {
  /// The kind of the lock by which every running service holds its name.
  public static final String NODE = "node";

  private static final Logger LOG = LoggerFactory.getLogger(ProcessLocks.class);
  private static final int TRIES = 20;
  private static final int PAUSE_MILLIS = 250;
  private static final int LONGEST_CHECK_SECONDS = 1;

  private final DataSource store;
  private final List<Lock> locks;
  private Connection connection;

  /// @param where the setting that names it
  private record Lock(String kind, String name, String where, String otherwise) {}

  private ProcessLocks(DataSource store, List<Lock> locks) {
    this.store = store;
    this.locks = List.copyOf(locks);
    this.connection = connection(store);
  }

  /// @param desks names of the exchanges at which operators work
  /// @throws BadInput when another process has one of them
  static ProcessLocks take(DataSource store, String node, List<String> desks) {
    List<Lock> locks = new ArrayList<>();
    locks.add(new Lock(NODE, node, "node",
        "another running dialer of this database is named '" + node + "'; give this one another name"));
    for (String desk : desks) {
      locks.add(new Lock("desk", desk, "exchanges." + desk + ".operators",
          "another running dialer of this database seats the operators of this exchange; leave 'operators' out here,"
              + " or stop the other one"));
    }
    ProcessLocks taken = new ProcessLocks(store, locks);
    try {
      taken.takeAll();
      return taken;
    } catch (RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  /// Takes the locks again when their connection was lost; quick otherwise.
  ///
  /// @throws BadInput when another process has taken one of them meanwhile: this process must end
  /// @throws IllegalStateException when the database does not answer
  synchronized void renew() {
    try {
      if (connection.isValid(LONGEST_CHECK_SECONDS)) {
        return;
      }
      connection.abort(Runnable::run);
    } catch (SQLException _) {
      // The old connection is unusable.
    }
    connection = connection(store);
    takeAll();
    LOG.info("the name of this node is locked again; the database had dropped the lock");
  }

  private void takeAll() {
    for (Lock lock : locks) {
      take(lock);
    }
  }

  private static Connection connection(DataSource store) {
    try {
      return store.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException("no connection for the locks of this process", e);
    }
  }

  /// Takes a lock and waits a little for it: the connection of a process that was just killed may still be closing.
  private void take(Lock lock) {
    try {
      for (int attempt = 0; attempt < TRIES; attempt++) {
        if (isLocked(lock.kind(), lock.name())) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the " + lock.kind() + " '" + lock.name() + "' could not be locked", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw BadInput.of(lock.where(), lock.otherwise());
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
  public synchronized void close() {
    try (Connection held = connection;
        var statement = held.createStatement()) {
      statement.execute("select pg_advisory_unlock_all()");
    } catch (SQLException e) {
      throw new IllegalStateException("the locks of this process could not be given back", e);
    }
  }
}
