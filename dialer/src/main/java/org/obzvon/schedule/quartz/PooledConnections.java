package org.obzvon.schedule.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/// Lends Quartz the service's own connection pool.
record PooledConnections(DataSource store) implements ConnectionProvider {
  @Override
  public Connection getConnection() throws SQLException {
    return store.getConnection();
  }

  @Override
  public void initialize() {
    // the pool is ready before Quartz is
  }

  @Override
  public void shutdown() {
    // the pool outlives Quartz
  }
}
