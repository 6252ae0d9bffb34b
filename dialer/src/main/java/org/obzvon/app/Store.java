package org.obzvon.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.obzvon.config.Settings;
import org.obzvon.document.BadInput;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The opened, migrated database: the embedded server or any other by its URL.
///
/// Every wait for it has a limit: [#CONNECT] to reach it, [#POOL_WAIT] for a free connection of the pool, [#STATEMENT]
/// for a statement, [#SOCKET] for an answer over a silently broken link. A running service shortens the last two by its
/// [StoreWatch].
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration POOL_WAIT = Duration.ofSeconds(10);
  private static final Duration VALIDATION = Duration.ofSeconds(2);
  /// This is longer than every wait for a lock that we allow.
  private static final Duration STATEMENT = Duration.ofSeconds(240);
  private static final Duration SOCKET = Duration.ofSeconds(300);
  /// The limit for a connection that only asks whether the database is there.
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final Settings.Database settings;
  private final Optional<EmbeddedServer> embedded;
  private final AbortableConnections connections;
  private final HikariDataSource pool;
  private final DSLContext db;

  private Store(
      Settings.Database settings, Optional<EmbeddedServer> embedded, AbortableConnections connections,
      HikariDataSource pool) {
    this.settings = settings;
    this.embedded = embedded;
    this.connections = connections;
    this.pool = pool;
    this.db = context(pool);
  }

  /// Returns the access to a database in which a transaction includes everything that its thread does meanwhile,
  /// through any object that was given this context. A transaction within a transaction is a savepoint.
  public static DSLContext context(DataSource database) {
    return DSL.using(
        new DefaultConfiguration()
            .set(SQLDialect.POSTGRES)
            .set(new org.jooq.conf.Settings().withRenderSchema(false).withExecuteLogging(false))
            .set(new ThreadLocalTransactionProvider(new DataSourceConnectionProvider(database))));
  }

  /// Opens the database and migrates its tables.
  public static Store open(Settings.Database settings) {
    return open(settings, Schema::bringUpToDate);
  }

  /// Opens the database and leaves its tables as they are, even if it has none.
  static Store openAsItIs(Settings.Database settings) {
    return open(settings, _ -> {});
  }

  private static Store open(Settings.Database settings, Consumer<DataSource> preparation) {
    Optional<EmbeddedServer> embedded = settings.url().isPresent()
        ? Optional.empty()
        : Optional.of(EmbeddedServer.start(settings.embedded()));
    try {
      DataSource owner = database(settings, embedded, ownersAccount(settings, embedded), CONNECT, Duration.ZERO);
      giveRights(settings, embedded, owner, preparation); // a migration has no time limit
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

  private static void giveRights(
      Settings.Database settings, Optional<EmbeddedServer> embedded, DataSource owner,
      Consumer<DataSource> preparation) {
    String ownersName = ownersAccount(settings, embedded).user();
    String service = servicesAccount(settings, embedded).user();
    if (ownersName.equals(service)) {
      preparation.accept(owner);
      return;
    }
    Schema.requireOwner(owner, ownersName, service);
    preparation.accept(owner);
    Schema.grant(owner, service);
  }

  /// Returns the account that owns the tables and changes them.
  private static EmbeddedServer.Account ownersAccount(Settings.Database settings, Optional<EmbeddedServer> embedded) {
    return embedded.map(EmbeddedServer::owner)
        .or(() -> settings.owner().map(owner -> new EmbeddedServer.Account(owner.user(), owner.password().reveal())))
        .orElseGet(() -> servicesAccount(settings, embedded));
  }

  private static EmbeddedServer.Account servicesAccount(Settings.Database settings, Optional<EmbeddedServer> embedded) {
    return embedded.map(EmbeddedServer::service)
        .orElseGet(() -> new EmbeddedServer.Account(settings.user(), settings.password().reveal()));
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

  /// Makes single connections.
  ///
  /// @param socket longest wait for an answer; zero for no limit
  private static DataSource database(
      Settings.Database settings, Optional<EmbeddedServer> embedded, Duration connect, Duration socket) {
    return database(settings, embedded, servicesAccount(settings, embedded), connect, socket);
  }

  private static DataSource database(
      Settings.Database settings, Optional<EmbeddedServer> embedded, EmbeddedServer.Account account, Duration connect,
      Duration socket) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setApplicationName("obzvon");
    database.setUrl(embedded.map(EmbeddedServer::url).or(settings::url).orElseThrow());
    database.setUser(account.user());
    database.setPassword(account.password());
    database.setReWriteBatchedInserts(true);
    database.setConnectTimeout(Math.toIntExact(connect.toSeconds()));
    database.setLoginTimeout(Math.toIntExact(connect.toSeconds()));
    database.setSocketTimeout(Math.toIntExact(socket.toSeconds()));
    database.setTcpKeepAlive(true);
    return database;
  }

  /// Makes connections outside the pool, for locks that are held as long as the process lives. An answer may take a few
  /// seconds.
  DataSource single() {
    return database(settings, embedded, CONNECT, CONNECT);
  }

  /// @param care see [StoreWatch]
  StoreWatch watch(Runnable care) {
    return new StoreWatch(database(settings, embedded, PROBE, PROBE), this::cut, care);
  }

  private void cut() {
    LOG.warn("{} connections to the store were silent for too long and are cut; what waited on them fails",
        connections.abort());
  }

  DataSource dataSource() {
    return pool;
  }

  /// Makes connections outside the pool without a time limit for answers, such as for the check of a foreign key over
  /// millions of rows.
  DataSource patient() {
    return database(settings, embedded, CONNECT, Duration.ZERO);
  }

  /// Makes connections like [#patient], for the account that owns the tables.
  DataSource owner() {
    return database(settings, embedded, ownersAccount(settings, embedded), CONNECT, Duration.ZERO);
  }

  /// Grants the service's account its rights on tables that were created since the store was opened.
  void giveRights() {
    giveRights(settings, embedded, owner(), _ -> {});
  }

  public DSLContext db() {
    return db;
  }

  /// Closes the store and stops the embedded server, even if others are connected: its data are about to be deleted.
  public void discard() {
    pool.close();
    embedded.ifPresent(EmbeddedServer::stop);
  }

  @Override
  public void close() {
    pool.close();
    embedded.ifPresent(EmbeddedServer::close);
  }
}
