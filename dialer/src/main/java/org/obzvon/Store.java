package org.obzvon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.obzvon.document.BadInput;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The opened, migrated database: the embedded server or any other by its URL.
///
/// Every wait for it has a bound: [#CONNECT] to reach it, [#POOL_WAIT] for a free connection of the pool, [#STATEMENT] for a
/// statement, [#SOCKET] for an answer over a link that is silently gone. A running service shortens the last two by its
/// [StoreWatch].
final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration POOL_WAIT = Duration.ofSeconds(10);
  private static final Duration VALIDATION = Duration.ofSeconds(2);
  /// Above every wait for a lock that we allow.
  private static final Duration STATEMENT = Duration.ofSeconds(240);
  private static final Duration SOCKET = Duration.ofSeconds(300);
  /// For a connection that asks whether the database is there at all.
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final Settings.Database settings;
  private final Optional<EmbeddedServer> embedded;
  private final AbortableConnections connections;
  private final HikariDataSource pool;
  private final DSLContext db;

  private Store(
      Settings.Database settings, Optional<EmbeddedServer> embedded, AbortableConnections connections, HikariDataSource pool) {
    this.settings = settings;
    this.embedded = embedded;
    this.connections = connections;
    this.pool = pool;
    this.db =
        DSL.using(pool, SQLDialect.POSTGRES, new org.jooq.conf.Settings().withRenderSchema(false).withExecuteLogging(false));
  }

  /// Opens the database and brings its tables up to date.
  static Store open(Settings.Database settings) {
    return open(settings, Schema::bringUpToDate);
  }

  /// Opens the database and leaves its tables as they are, also where it has none.
  static Store openAsItIs(Settings.Database settings) {
    return open(settings, _ -> { });
  }

  private static Store open(Settings.Database settings, Consumer<DataSource> preparation) {
    Optional<EmbeddedServer> embedded =
        settings.url().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedServer.start(settings.embedded().folder(), settings.embedded().port()));
    try {
      DataSource patient = database(settings, embedded, CONNECT, Duration.ZERO);
      preparation.accept(patient); // a migration takes as long as it takes
      AbortableConnections connections = new AbortableConnections(database(settings, embedded, CONNECT, SOCKET));
      return new Store(settings, embedded, connections, pool(settings, connections));
    } catch (BadInput e) {
      embedded.ifPresent(EmbeddedServer::close);
      throw e;
    } catch (RuntimeException e) {
      embedded.ifPresent(EmbeddedServer::close);
      throw BadInput.of("database", "cannot be reached: " + e.getMessage() + "; check url, user and password");
    }
  }

  private static HikariDataSource pool(Settings.Database settings, AbortableConnections connections) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(connections);
    config.setMaximumPoolSize(settings.pool());
    config.setPoolName("store");
    config.setConnectionTimeout(POOL_WAIT.toMillis());
    config.setValidationTimeout(VALIDATION.toMillis());
    config.setConnectionInitSql("set statement_timeout = '" + STATEMENT.toSeconds() + "s'");
    return new HikariDataSource(config);
  }

  /// Single connections.
  ///
  /// @param socket longest wait for an answer; zero for as long as it takes
  private static DataSource database(
      Settings.Database settings, Optional<EmbeddedServer> embedded, Duration connect, Duration socket) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(embedded.map(EmbeddedServer::url).or(settings::url).orElseThrow());
    database.setUser(embedded.map(EmbeddedServer::user).orElse(settings.user()));
    database.setPassword(embedded.map(EmbeddedServer::password).orElse(settings.password().reveal()));
    database.setApplicationName("obzvon");
    database.setReWriteBatchedInserts(true);
    database.setConnectTimeout(Math.toIntExact(connect.toSeconds()));
    database.setLoginTimeout(Math.toIntExact(connect.toSeconds()));
    database.setSocketTimeout(Math.toIntExact(socket.toSeconds()));
    database.setTcpKeepAlive(true);
    return database;
  }

  /// A connection outside of the pool, for what is held as long as the process lives. An answer is awaited for a few seconds.
  DataSource single() {
    return database(settings, embedded, CONNECT, CONNECT);
  }

  /// @param care see [StoreWatch]
  StoreWatch watch(Runnable care) {
    return new StoreWatch(database(settings, embedded, PROBE, PROBE), this::cut, care);
  }

  private void cut() {
    LOG.warn("{} connections to the store were silent for too long and are cut; what waited on them fails", connections.abort());
  }

  DataSource dataSource() {
    return pool;
  }

  /// Connections outside of the pool that wait for an answer as long as it takes, such as the check of a foreign key of
  /// millions of rows.
  DataSource patient() {
    return database(settings, embedded, CONNECT, Duration.ZERO);
  }

  DSLContext db() {
    return db;
  }

  /// Closes the store and stops the embedded server, whoever is connected: its data are about to be deleted.
  void discard() {
    pool.close();
    embedded.ifPresent(EmbeddedServer::stop);
  }

  @Override
  public void close() {
    pool.close();
    embedded.ifPresent(EmbeddedServer::close);
  }
}
