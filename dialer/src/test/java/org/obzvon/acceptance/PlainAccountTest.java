package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Set;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Service;
import org.obzvon.app.Store;
import org.obzvon.config.SettingsFile;
import org.obzvon.fixture.TestFolder;
import org.obzvon.fixture.TestStore;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.jooq.JooqAuditLog;

/// Tests a database account that owns its database and has no further rights.
@Tag("slow")
class PlainAccountTest {
  @TempDir
  private Path folder;

  private static void prepare() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:postgresql://localhost:" + TestStore.port() + "/postgres",
        "postgres", "postgres");
        var statement = connection.createStatement()) {
      statement.execute("drop database if exists plain_account");
      statement.execute("drop role if exists plain_account");
      statement.execute("create role plain_account login nosuperuser nocreatedb nocreaterole password 'plain'");
      statement.execute("create database plain_account owner plain_account");
    }
  }

  @Test
  void the_service_starts_with_it_on_an_empty_database_and_cannot_change_delete_or_empty_the_audit_log()
      throws Exception {
    prepare();
    Path configuration = new TestFolder(folder).write(
        "dialer.yaml",
        """
            node: first
            database: {url: "jdbc:postgresql://127.0.0.1:%d/plain_account", user: plain_account, password: plain}
            http: {host: 127.0.0.1, port: 0}
            """.formatted(TestStore.port()));
    Service service = new Service(SettingsFile.read(configuration));
    try (Store store = Store.open(SettingsFile.read(configuration).database())) {
      service.start();
      assertThat(store.db().fetchValue("select rolsuper from pg_roles where rolname = current_user")).isEqualTo(false);
      new JooqAuditLog(store.db(), Clock.systemUTC()).note(Actor.SERVICE, AuditLog.Deed.of("sign in", "user x"));
      for (String attack : Set.of(
          "update audit_entry set actor = 'nobody'", "delete from audit_entry", "truncate audit_entry",
          "truncate staff_user cascade")) {
        assertThatThrownBy(() -> store.db().execute(attack))
            .as(attack)
            .isInstanceOf(DataAccessException.class)
            .hasMessageContaining("the audit log is never changed");
      }
      assertThat(store.db().fetchCount(AUDIT_ENTRY)).isEqualTo(1);
    } finally {
      service.close();
    }
  }
}
