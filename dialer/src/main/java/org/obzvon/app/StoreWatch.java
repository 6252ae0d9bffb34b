package org.obzvon.app;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.obzvon.background.BackgroundLoop.Round;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks a few times a second, on a connection of its own, whether the database answers. While it does not, pages and
/// health checks report it at once and do not wait. After a long silence the connections of the pool are cut, so that
/// no thread waits for an answer that will never come.
final class StoreWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
  /// Both together are less than the two seconds within which a page must answer.
  private static final Duration EVERY = Duration.ofMillis(300);
  private static final Duration LONGEST_ANSWER = Duration.ofMillis(1_200);
  /// This is longer than a failover or a stalled disk usually takes, and far less than the time-out of a socket.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
  /// The pause between two runs of the tasks that depend on the store.
  private static final Duration BETWEEN_CARES = Duration.ofSeconds(3);

  private final DataSource database;
  private final Runnable cut;
  private final Runnable care;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final BackgroundLoop loop = new BackgroundLoop(
      Thread.ofPlatform().daemon().name("store-watch"), LoopIntervals.every(EVERY), Round.of(this::look));
  private volatile boolean answers = true;
  private Connection connection;
  private long silentSince;
  private long cutAt;
  private long caredAt = System.nanoTime() - BETWEEN_CARES.toNanos();

  /// @param database makes a connection within about a second or fails
  /// @param cut ends every wait for an answer of the database
  /// @param care upkeep to run while the database answers, such as of locks; must be quick
  StoreWatch(DataSource database, Runnable cut, Runnable care) {
    this.database = database;
    this.cut = cut;
    this.care = care;
  }

  void start() {
    loop.start();
  }

  boolean isAlive() {
    return loop.isAlive();
  }

  /// Returns the result of the last check, at most two seconds old.
  boolean answers() {
    return answers;
  }

  /// @param told called whenever the database stops answering; must be quick
  void onSilence(Runnable told) {
    listeners.add(told);
  }

  private void look() {
    try {
      ask();
      if (!answers) {
        answers = true;
        LOG.info("the store answers again after {} s", since(silentSince).toSeconds());
      }
      if (since(caredAt).compareTo(BETWEEN_CARES) >= 0) {
        caredAt = System.nanoTime();
        care.run();
      }
    } catch (SQLException e) {
      drop();
      silent(e);
    }
  }

  private void ask() throws SQLException {
    if (connection == null) {
      connection = database.getConnection();
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST_ANSWER.toMillis()));
    }
    try (var statement = connection.createStatement()) {
      statement.execute("select 1");
    }
  }

  private void silent(SQLException e) {
    if (answers) {
      answers = false;
      silentSince = System.nanoTime();
      cutAt = silentSince;
      LOG.error("the store does not answer ({}); pages say so, results wait and nothing new is placed until it does",
          e.getMessage());
      listeners.forEach(Runnable::run);
    } else if (since(cutAt).compareTo(LONGEST_SILENCE) >= 0) {
      cutAt = System.nanoTime();
      cut.run();
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private void drop() {
    Connection broken = connection;
    connection = null;
    try {
      if (broken != null) {
        broken.abort(Runnable::run);
      }
    } catch (SQLException _) {
      // The connection is unusable.
    }
  }

  @Override
  public void close() {
    loop.close();
    drop();
  }
}
