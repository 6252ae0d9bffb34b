package org.obzvon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.obzvon.document.BadInput;

/// The opened, migrated database: the embedded server or any other by its URL.
final class Store implements AutoCloseable {
  private final Optional<EmbeddedServer> embedded;
  private final HikariDataSource pool;
  private final DSLContext db;

  private Store(Optional<EmbeddedServer> embedded, HikariDataSource pool) {
    this.embedded = embedded;
    this.pool = pool;
    this.db =
        DSL.using(pool, SQLDialect.POSTGRES, new org.jooq.conf.Settings().withRenderSchema(false).withExecuteLogging(false));
  }

  static Store open(Settings.Database settings) {
    Optional<EmbeddedServer> embedded =
        settings.url().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedServer.start(settings.embedded().folder(), settings.embedded().port()));
    try {
      HikariDataSource pool = pool(settings, embedded);
      try {
        Schema.bringUpToDate(pool);
        return new Store(embedded, pool);
      } catch (RuntimeException e) {
        pool.close();
        throw e;
      }
    } catch (BadInput e) {
      embedded.ifPresent(EmbeddedServer::close);
      throw e;
    } catch (RuntimeException e) {
      embedded.ifPresent(EmbeddedServer::close);
      throw BadInput.of("database", "cannot be reached: " + e.getMessage() + "; check url, user and password");
    }
  }

  private static HikariDataSource pool(Settings.Database settings, Optional<EmbeddedServer> embedded) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(embedded.map(EmbeddedServer::url).or(settings::url).orElseThrow());
    config.setUsername(embedded.map(EmbeddedServer::user).orElse(settings.user()));
    config.setPassword(embedded.map(EmbeddedServer::password).orElse(settings.password().reveal()));
    config.setMaximumPoolSize(settings.pool());
    config.setPoolName("store");
    config.addDataSourceProperty("ApplicationName", "obzvon");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("connectTimeout", "10");
    // Above every wait for a lock that we allow; a link that is silently gone must not hold a thread for ever.
    config.addDataSourceProperty("socketTimeout", "300");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return new HikariDataSource(config);
  }

  DataSource dataSource() {
    return pool;
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
