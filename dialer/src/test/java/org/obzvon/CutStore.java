package org.obzvon;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// A test's database behind a [CuttingProxy].
public final class CutStore implements AutoCloseable {
  private final CuttingProxy proxy = new CuttingProxy(TestStore.port());
  private final HikariDataSource pool;

  public CutStore(DataSource database) {
    try {
      this.pool = TestStore.through(proxy.port(), database);
    } catch (SQLException e) {
      throw new IllegalStateException("the test's database has no name", e);
    }
  }

  public CuttingProxy proxy() {
    return proxy;
  }

  public DSLContext db() {
    return DSL.using(pool, SQLDialect.POSTGRES);
  }

  @Override
  public void close() {
    pool.close();
    proxy.close();
  }
}
