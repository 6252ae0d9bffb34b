package org.obzvon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestStore;

/// Tests what a program of another version does to a database that it opens.
@Tag("slow")
class SchemaTest {
  @TempDir
  private Path later;
  private final DataSource store = TestStore.freshDataSource();

  private void execute(String sql) {
    try (var connection = store.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Brings the database up to date as a later program does, whose second migration adds a table.
  private void bringUpToDateByALaterProgram() throws IOException {
    Files.writeString(later.resolve("V2__later.sql"), "create table later (id int)");
    Schema.bringUpToDate(store, "classpath:db/migration", "filesystem:" + later);
  }

  private boolean hasLaterTable() {
    try (var connection = store.getConnection();
        var rows = connection.getMetaData().getTables(null, "public", "later", null)) {
      return rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String version() {
    return Flyway.configure().dataSource(store).load().info().current().getVersion().getVersion();
  }

  @Test
  void an_empty_database_gets_the_tables_of_the_present_version() {
    execute("drop schema public cascade; create schema public");
    Schema.bringUpToDate(store);
    assertThat(version()).isEqualTo("1");
    execute("select 1 from contact, attempt, audit_entry");
  }

  @Test
  void an_older_schema_is_brought_up_to_date_when_nobody_works_with_it() throws IOException {
    bringUpToDateByALaterProgram();
    assertThat(version()).isEqualTo("2");
    assertThat(hasLaterTable()).isTrue();
  }

  @Test
  void a_newer_program_does_not_change_the_tables_under_a_running_service() throws IOException {
    try (ProcessLocks _ = ProcessLocks.take(store, "first", List.of())) {
      assertThatThrownBy(this::bringUpToDateByALaterProgram)
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("a running dialer works with its tables of version 1")
          .hasMessageContaining("stop 'dialer serve'");
      assertThat(version()).isEqualTo("1");
      assertThat(hasLaterTable()).isFalse();
    }
    bringUpToDateByALaterProgram();
    assertThat(hasLaterTable()).isTrue();
  }

  @Test
  void a_service_of_the_same_version_hinders_nobody() {
    try (ProcessLocks _ = ProcessLocks.take(store, "first", List.of())) {
      Schema.bringUpToDate(store);
    }
  }

  @Test
  void a_program_refuses_the_tables_of_a_later_one() throws IOException {
    bringUpToDateByALaterProgram();
    assertThatThrownBy(() -> Schema.bringUpToDate(store))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("its tables have version 2, which this older program does not know");
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
