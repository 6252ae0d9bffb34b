package org.obzvon.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestStore;

/// Tests two processes on one database.
@Tag("slow")
class ProcessLocksTest {
  private final DataSource store = TestStore.freshDataSource();

  @Test
  void the_operators_of_an_exchange_are_seated_by_one_process_until_it_ends() {
    ProcessLocks first = ProcessLocks.take(store, "first", List.of("pbx"));
    try (ProcessLocks _ = ProcessLocks.take(store, "elsewhere", List.of("other"))) {
      assertThatThrownBy(() -> ProcessLocks.take(store, "second", List.of("pbx")))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("exchanges.pbx.operators")
          .hasMessageContaining("another running dialer");
    }
    first.close();
    ProcessLocks.take(store, "second", List.of("pbx")).close();
  }

  @Test
  void a_process_that_is_refused_one_thing_keeps_none() {
    try (ProcessLocks _ = ProcessLocks.take(store, "first", List.of("pbx"))) {
      assertThatThrownBy(() -> ProcessLocks.take(store, "second", List.of("pbx"))).isInstanceOf(BadInput.class);
      ProcessLocks.take(store, "second", List.of()).close();
      assertThatThrownBy(() -> ProcessLocks.take(store, "first", List.of()))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("another name");
    }
  }

  /// Drops the locks, as a restart of the database does.
  private void dropLocks(DataSource store) throws SQLException {
    try (var connection = store.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
              + " and database = (select oid from pg_database where datname = current_database())");
    }
  }

  @Test
  void locks_that_the_database_dropped_are_taken_again() throws SQLException {
    try (ProcessLocks first = ProcessLocks.take(store, "first", List.of("pbx"))) {
      dropLocks(store);
      first.renew();
      assertThatThrownBy(() -> ProcessLocks.take(store, "first", List.of())).isInstanceOf(BadInput.class);
      assertThatThrownBy(() -> ProcessLocks.take(store, "second", List.of("pbx"))).isInstanceOf(BadInput.class);
    }
    ProcessLocks.take(store, "first", List.of("pbx")).close();
  }

  @Test
  void a_process_whose_name_another_one_took_meanwhile_is_told() throws SQLException {
    ProcessLocks first = ProcessLocks.take(store, "first", List.of());
    dropLocks(store);
    try (ProcessLocks _ = ProcessLocks.take(store, "first", List.of())) {
      assertThatThrownBy(first::renew).isInstanceOf(BadInput.class).hasMessageContaining("another name");
    }
    first.close();
  }
}
