package org.obzvon;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the database a few times a second, on a connection of its own, whether it answers. While it does not, pages and
/// health checks say so at once and do not wait; when it has been silent for long, the connections of the pool are cut, so
/// that nobody waits for an answer that will never come.
final class StoreWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
  /// Together below the two seconds within which a page must answer.
  private static final Duration EVERY = Duration.ofMillis(300);
  private static final Duration LONGEST_ANSWER = Duration.ofMillis(1_200);
  /// Longer than a failover or the stall of a disk usually takes; far below the time-out of a socket.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
  /// Between two runs of what depends on the store.
  private static final Duration BETWEEN_CARES = Duration.ofSeconds(3);

  private final DataSource database;
  private final Runnable cut;
  private final Runnable care;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("store-watch").unstarted(this::run);
  private volatile boolean answers = true;
  private volatile boolean closing;
  private Connection connection;
  private long silentSince;
  private long cutAt;
  private long caredAt = System.nanoTime() - BETWEEN_CARES.toNanos();

  /// @param database makes a connection within about a second or fails
  /// @param cut ends every wait for an answer of the database
  /// @param care what is to be looked after while the database answers, such as locks; quick
  StoreWatch(DataSource database, Runnable cut, Runnable care) {
    this.database = database;
    this.cut = cut;
    this.care = care;
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return closing || thread.isAlive();
  }

  /// What it was at the last look, at most two seconds ago.
  boolean answers() {
    return answers;
  }

  /// @param told whenever the database falls silent; quick
  void onSilence(Runnable told) {
    listeners.add(told);
  }

  private void run() {
    while (!closing) {
      try {
        look();
        TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        LOG.error("the watch over the store met a fault; it looks again", e);
      }
    }
  }

  private void look() throws InterruptedException {
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
      LOG.error("the store does not answer ({}); pages say so, results wait and nothing new is placed until it does", e.getMessage());
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
      // It is of no more use.
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(LONGEST_ANSWER.multipliedBy(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    drop();
  }
}
