package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.obzvon.document.BadInput;

/// What a program of another version does to a database that it opens.
class SchemaTest {
  private final DataSource store = TestStore.freshDataSource();

  private void execute(String sql) {
    try (var connection = store.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Leaves the tables of the first version alone in the database.
  private void rebuildOldTables() {
    execute("drop schema public cascade; create schema public");
    Flyway.configure().dataSource(store).locations("classpath:db/migration").target("1").load().migrate();
  }

  private String version() {
    return Flyway.configure().dataSource(store).load().info().current().getVersion().getVersion();
  }

  @Test
  void an_older_schema_is_brought_up_to_date_when_nobody_works_with_it() {
    rebuildOldTables();
    Schema.bringUpToDate(store);
    assertThat(Integer.parseInt(version())).isGreaterThan(40);
  }

  @Test
  void a_newer_program_does_not_change_the_tables_under_a_running_service() {
    rebuildOldTables();
    try (SoleUse service = SoleUse.take(store, "first", List.of())) {
      assertThatThrownBy(() -> Schema.bringUpToDate(store))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("a running dialer works with its tables of version 1")
          .hasMessageContaining("stop 'dialer serve'");
      assertThat(version()).isEqualTo("1");
    }
    Schema.bringUpToDate(store);
  }

  @Test
  void a_service_of_the_same_version_hinders_nobody() {
    try (SoleUse service = SoleUse.take(store, "first", List.of())) {
      Schema.bringUpToDate(store);
    }
  }

  @Test
  void an_older_program_refuses_a_newer_schema() {
    execute(
        "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
            + " execution_time, success) values (9999, '99999', 'later', 'SQL', 'V99999__later.sql', 'x', 1, true)");
    assertThatThrownBy(() -> Schema.bringUpToDate(store))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("version 99999, which this older program does not know");
  }
}
