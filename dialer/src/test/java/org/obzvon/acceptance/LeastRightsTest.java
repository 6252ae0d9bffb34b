package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.DatabaseArchive;
import org.obzvon.app.EmbeddedServer;
import org.obzvon.app.Service;
import org.obzvon.app.ProcessLocks;
import org.obzvon.app.Store;
import org.obzvon.config.Settings;
import org.obzvon.config.SettingsFile;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestFolder;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Progress;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.jooq.JooqAuditLog;

/// Tests that the service's account is no superuser, owns nothing, and can only add to the audit log and read it.
@Tag("slow")
class LeastRightsTest {
  private static final String TESTS = "jdbc:postgresql://127.0.0.1:" + TestStore.port() + "/";
  /// PostgreSQL's error code for a missing permission.
  private static final String NOT_PERMITTED = "42501";

  @TempDir
  private Path folder;

  private Settings.Database embedded(String name, int port) {
    return SettingsFile.read(
        new TestFolder(folder).write(name + ".yaml", "database: {folder: " + name + ", port: " + port + "}\n"))
        .database();
  }

  private static void holds(Store store) {
    assertThat(store.db().fetchValue("select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls"
        + " from pg_roles where rolname = current_user")).isEqualTo(false);
    assertThat(store.db().fetchValue(
        "select count(*) from pg_class where relnamespace = 'public'::regnamespace and pg_get_userbyid(relowner) = current_user"))
        .isEqualTo(0L);
    new JooqAuditLog(store.db(), Clock.systemUTC()).note(Actor.SERVICE, AuditLog.Deed.of("sign in", "user x"));
    int entries = store.db().fetchCount(AUDIT_ENTRY);
    assertThat(entries).isPositive();
    store.db().execute("grant update, delete on audit_entry to public"); // the server warns that it granted nothing
    for (String attack : List.of(
        "update audit_entry set actor = 'nobody'",
        "delete from audit_entry",
        "truncate audit_entry",
        "truncate staff_user cascade",
        "alter table audit_entry disable trigger audit_entry_is_final",
        "alter table audit_entry disable trigger all",
        "alter table audit_entry owner to current_user",
        "alter table audit_entry add column x int",
        "drop trigger audit_entry_is_final on audit_entry",
        "drop table audit_entry",
        "drop table audit_entry cascade",
        "create or replace function keep_audit_entry() returns trigger language plpgsql as 'begin return old; end'",
        "drop function keep_audit_entry() cascade",
        "create trigger mine before insert on audit_entry for each row execute function keep_audit_entry()",
        "create rule mine as on insert to audit_entry do instead nothing",
        "set session_replication_role = replica",
        "set role obzvon_owner",
        "alter role current_user superuser",
        "create table mine (x int)",
        "drop schema public cascade",
        "delete from flyway_schema_history")) {
      assertThat(catchThrowableOfType(DataAccessException.class, () -> store.db().execute(attack)))
          .as(attack)
          .isNotNull()
          .extracting(DataAccessException::sqlState)
          .isEqualTo(NOT_PERMITTED);
    }
    assertThat(store.db().fetchCount(AUDIT_ENTRY)).isEqualTo(entries);
  }

  private static void administer(EmbeddedServer server, String... commands) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
        var statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  @Test
  void a_new_embedded_server_and_one_of_an_earlier_version_give_the_service_no_more_than_it_needs() throws Exception {
    int port = TestFolder.freePort();
    Settings.Database settings = embedded("data", port);
    try (Store store = Store.open(settings)) {
      holds(store);
    }
    // An earlier version left this state: everything belongs to the superuser, and there are no other accounts.
    try (EmbeddedServer server = EmbeddedServer.start(settings.embedded().folder(), port)) {
      administer(
          server, "reassign owned by obzvon_owner to postgres", "drop owned by obzvon_owner, obzvon",
          "drop role obzvon_owner, obzvon");
      Flyway.configure().dataSource(server.url(), server.user(), server.password()).locations("classpath:db/migration")
          .load()
          .migrate();
    }
    try (Store store = Store.open(settings)) {
      assertThat(store.db().fetchCount(AUDIT_ENTRY)).as("entries of the earlier version").isEqualTo(1);
      holds(store);
      assertThat(store.db().fetchValue("select count(*) from pg_class c where relnamespace = 'public'::regnamespace"
          + " and relkind in ('r', 'S') and pg_get_userbyid(relowner) <> 'obzvon_owner'")).isEqualTo(0L);
    }
  }

  @Test
  void a_service_of_an_earlier_version_that_runs_keeps_its_tables() throws Exception {
    int port = TestFolder.freePort();
    Settings.Database settings = embedded("data", port);
    try (EmbeddedServer server = EmbeddedServer.start(settings.embedded().folder(), port)) {
      administer(server, "drop owned by obzvon_owner, obzvon", "alter database postgres owner to postgres",
          "drop role obzvon_owner, obzvon", "create table earlier (x int)");
      try (Connection earlier = DriverManager.getConnection(server.url(), server.user(), server.password());
          var statement = earlier.createStatement()) {
        statement.execute("select pg_advisory_lock(hashtext('" + ProcessLocks.NODE + "'), 1)");
        try (EmbeddedServer next = EmbeddedServer.start(settings.embedded().folder(), port)) {
          assertThat(next.service().user()).isEqualTo("postgres");
        }
        statement.execute("select pg_advisory_unlock_all()");
        try (EmbeddedServer next = EmbeddedServer.start(settings.embedded().folder(), port)) {
          assertThat(next.service().user()).isEqualTo("obzvon");
        }
      }
    }
  }

  @Test
  void a_restored_embedded_database_gives_no_more_either() throws Exception {
    Path file = folder.resolve("backup.zip");
    Settings.Database source = embedded("source", TestFolder.freePort());
    try (Store store = Store.open(source)) {
      new JooqAuditLog(store.db(), Clock.systemUTC()).note(Actor.SERVICE, AuditLog.Deed.of("sign in", "user x"));
      new DatabaseArchive(source, Clock.systemUTC()).backup(file, Progress.NONE);
    }
    Settings.Database target = embedded("target", TestFolder.freePort());
    new DatabaseArchive(target, Clock.systemUTC()).restore(file, Progress.NONE);
    try (Store store = Store.open(target)) {
      holds(store);
      assertThat(store.db().fetchValue("select count(*) from pg_trigger where not tgisinternal and tgenabled <> 'O'"))
          .isEqualTo(0L);
    }
  }

  private static void atTheTestsServer(String database, String... commands) throws SQLException {
    try (Connection connection = DriverManager.getConnection(TESTS + database, "postgres", "postgres");
        var statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private Settings twoAccounts(String database) {
    return SettingsFile.read(
        new TestFolder(folder).write(
            "dialer.yaml",
            """
            node: first
            database:
              url: "%s%s"
              user: works
              password: plain
              owner: obzvon_owner
              owner-password: plain
            http: {host: 127.0.0.1, port: 0}
            """.formatted(TESTS, database)));
  }

  private static void makeAccounts(String database, String owner) throws SQLException {
    atTheTestsServer(
        "postgres", "drop database if exists " + database,
        "do $$ begin if to_regrole('works') is null then create role works login nosuperuser password 'plain'; end if;"
            + " if to_regrole('obzvon_owner') is null then create role obzvon_owner login nosuperuser password 'plain'; end if; end $$",
        "create database " + database + " owner " + owner);
  }

  @Test
  void a_service_works_with_two_accounts_of_ones_own_server() throws Exception {
    makeAccounts("two_accounts", "obzvon_owner");
    Settings settings = twoAccounts("two_accounts");
    Service service = new Service(settings);
    try (Store store = Store.open(settings.database())) {
      service.start();
      holds(store);
    } finally {
      service.close();
    }
  }

  @Test
  void tables_that_belong_to_the_services_account_are_refused_until_they_are_given_to_the_owner() throws Exception {
    makeAccounts("one_account", "works");
    Settings.Database one = new Settings.Database(
        java.util.Optional.of(TESTS + "one_account"), "works", new org.obzvon.document.Secret("plain"),
        new Settings.Embedded(folder, 1), 4);
    Store.open(one).close();
    Settings.Database two = twoAccounts("one_account").database();
    assertThatThrownBy(() -> Store.open(two))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("the tables belong to 'works' itself")
        .hasMessageContaining("reassign owned by works to obzvon_owner");
    atTheTestsServer("one_account", "reassign owned by works to obzvon_owner");
    try (Store store = Store.open(two)) {
      holds(store);
    }
  }
}
