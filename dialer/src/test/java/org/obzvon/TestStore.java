package org.obzvon;

import com.zaxxer.hikari.HikariDataSource;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// A real, migrated PostgreSQL for tests: one server a JVM, a fresh database for each call.
public final class TestStore {
  /// Databases that stay when others are made: no test holds more. Each has about three hundred files, and thousands of
  /// them would keep the JVM busy for minutes after the last test.
  private static final int KEPT = 40;

  private static final Deque<String> MADE = new ArrayDeque<>();
  private static int count;
  private static final EmbeddedPostgres SERVER = start();

  private TestStore() {}

  /// A connection pool is not needed here: every call of the data source opens a connection.
  public static synchronized DataSource freshDataSource() {
    String name = "test_" + ++count;
    try (var connection = SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name + " template migrated");
      MADE.add(name);
      if (MADE.size() > KEPT) {
        dropUnlessInUse(statement, MADE.remove());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the test", e);
    }
    return offEventLoops(SERVER.getDatabase("postgres", name));
  }

  /// Refuses its connections to threads that serve many others: one of them that waits for the database stops all.
  private static DataSource offEventLoops(DataSource source) {
    return (DataSource)
        Proxy.newProxyInstance(
            TestStore.class.getClassLoader(), new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (method.getName().equals("getConnection") && Thread.currentThread() instanceof FastThreadLocalThread) {
                throw new IllegalStateException("a query on the event loop " + Thread.currentThread().getName());
              }
              try {
                return method.invoke(source, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /// Connections to the database of a data source, each through a proxy on another port, kept in a pool.
  static HikariDataSource through(int port, DataSource database) throws SQLException {
    try (var connection = database.getConnection()) {
      HikariDataSource pool = new HikariDataSource();
      // Every statement is sent by its words, so that the proxy knows what is committed.
      pool.setJdbcUrl(
          "jdbc:postgresql://localhost:" + port + "/" + connection.getCatalog() + "?sslmode=disable&prepareThreshold=0");
      pool.setUsername("postgres");
      pool.setMaximumPoolSize(4);
      pool.setConnectionTimeout(1_000);
      return pool;
    }
  }

  /// Of the database of a data source.
  static String name(DataSource database) {
    try (var connection = database.getConnection()) {
      return connection.getCatalog();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static int port() {
    return SERVER.getPort();
  }

  private static void dropUnlessInUse(Statement statement, String name) throws SQLException {
    try (var connections =
        statement.executeQuery("select 1 from pg_stat_activity where datname = '" + name + "'")) {
      if (connections.next()) {
        return;
      }
    }
    statement.execute("drop database " + name);
  }

  public static DSLContext fresh() {
    return DSL.using(freshDataSource(), SQLDialect.POSTGRES);
  }

  /// With connections that are kept, for what is measured.
  public static HikariDataSource pooled(int connections) {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(freshDataSource());
    pool.setMaximumPoolSize(connections);
    return pool;
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database migrated");
      }
      Flyway.configure()
          .dataSource(server.getDatabase("postgres", "migrated"))
          .locations("classpath:db/migration")
          .load()
          .migrate();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("the test server did not start", e);
    }
  }
}
