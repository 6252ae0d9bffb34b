package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Store;
import org.obzvon.app.DatabaseArchive;
import org.obzvon.app.Schema;
import org.obzvon.backup.Archive;
import org.obzvon.backup.jooq.JooqBackups;
import org.obzvon.backup.jooq.JooqRestorations;
import org.obzvon.config.Settings;
import org.obzvon.document.BadInput;
import org.obzvon.document.Secret;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Progress;

/// Tests backups of a database and restores into empty ones, with the embedded server and with a server of one's own.
@Tag("slow")
class BackupTest {
  @TempDir
  private Path folder;
  private final DataSource source = TestStore.freshDataSource();
  private Path file;

  @BeforeEach
  void fill_tables() {
    file = folder.resolve("backup.zip");
    tell(source,
        """
        insert into household (id, key, created_at) select gen_random_uuid(), 'k' || i, now() from generate_series(1, 200) i;
        insert into campaign (id, name, experiment, definition, definition_sha256, state, simulated, created_at)
        values (gen_random_uuid(), 'runs', 'e', E'tab\\tquote" back\\\\slash\\nline', 'x', 'RUNNING', false, now()),
               (gen_random_uuid(), 'stopped', 'e', 'привет ș', 'y', 'STOPPED', false, now());
        insert into audit_entry (at, actor, action, subject, before, after)
        select now(), 'test', 'campaign start', 'campaign runs', '{}', '{}' from generate_series(1, 50);
        """);
  }

  private static Settings.Database own(DataSource database) {
    try (Connection connection = database.getConnection()) {
      String url = "jdbc:postgresql://localhost:" + TestStore.port() + "/" + connection.getCatalog();
      return new Settings.Database(Optional.of(url), "postgres", new Secret(""), new Settings.Embedded(Path.of("."), 1),
          2);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Settings.Database embedded(String name) throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new Settings.Database(
          Optional.empty(), "", new Secret(""), new Settings.Embedded(folder.resolve(name), socket.getLocalPort()), 2);
    }
  }

  private static DatabaseArchive archive(Settings.Database database) {
    return new DatabaseArchive(database, Clock.systemUTC());
  }

  private static DataSource empty() {
    DataSource empty = TestStore.freshDataSource();
    tell(empty, "drop schema public cascade; create schema public");
    return empty;
  }

  private static void tell(DataSource store, String sql) {
    try (Connection connection = store.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String ask(DataSource store, String sql) {
    try (Connection connection = store.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns the row count and a hash of each table, without the tables of backups and restores: their rows are written
  /// after the state in the file.
  private static Map<String, String> counts(DataSource store) {
    Map<String, String> counts = new TreeMap<>();
    String tables = ask(store,
        "select string_agg(relname, ',') from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
            + " and relname not in ('flyway_schema_history', 'backup', 'restoration')");
    for (String table : tables.split(",")) {
      counts.put(table, ask(store, "select count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) from " + table
          + " t"));
    }
    return counts;
  }

  @Test
  void every_table_of_a_restored_database_equals_the_backed_up_one() {
    tell(source, "update campaign set state = 'PAUSED'"); // a restore pauses running campaigns
    Archive.Summary written = archive(own(source)).backup(file, Progress.NONE);
    DataSource target = empty();
    Archive.Summary restored = archive(own(target)).restore(file, Progress.NONE);
    assertThat(counts(target)).hasSizeGreaterThan(40).isEqualTo(counts(source));
    assertThat(restored).isEqualTo(written);
    assertThat(written.rows()).isGreaterThan(250);
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(ask(target, "select count(*) from pg_constraint where contype = 'f'"))
        .isEqualTo(ask(source, "select count(*) from pg_constraint where contype = 'f'"));
    assertThat(ask(target, "select count(*) from pg_trigger where not tgisinternal and tgenabled <> 'O'"))
        .isEqualTo("0");
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void who_took_a_backup_is_in_the_audit_log_and_in_the_copy() {
    archive(own(source)).backup(file, Progress.NONE);
    DataSource target = empty();
    archive(own(target)).restore(file, Progress.NONE);
    for (DataSource one : List.of(source, target)) {
      assertThat(ask(one, "select actor || ': ' || subject from audit_entry where action = 'backup'"))
          .isEqualTo("command line: backup " + file.getFileName());
    }
  }

  @Test
  void restored_sequences_go_on_after_the_last_number_given_out() {
    archive(own(source)).backup(file, Progress.NONE);
    DataSource target = empty();
    archive(own(target)).restore(file, Progress.NONE);
    tell(target,
        "insert into audit_entry (at, actor, action, subject, before, after) values (now(), 'a', 'b', 'c', '{}', '{}')");
    assertThat(ask(target, "select max(id) from audit_entry")).isEqualTo("52");
  }

  @Test
  void a_backup_taken_while_rows_are_written_holds_one_moment() throws Exception {
    tell(source,
        "create table first_of_two (id int primary key); create table second_of_two (id int references first_of_two)");
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch writing = new CountDownLatch(200);
    Thread writer = Thread.ofVirtual().start(
        () -> {
          for (int id = 1; !over.get(); id++) {
            tell(source, "insert into first_of_two values (" + id + "); insert into second_of_two values (" + id
                + ")");
            writing.countDown();
          }
        });
    writing.await();
    Path torn = folder.resolve("written.zip");
    Map<String, Long> rows = rowsOf(torn);
    over.set(true);
    writer.join();
    assertThat(rows.get("first_of_two")).isGreaterThanOrEqualTo(200).isEqualTo(rows.get("second_of_two"));
    assertThat(rows.get("first_of_two"))
        .isLessThanOrEqualTo(Long.parseLong(ask(source, "select count(*) from first_of_two")));
  }

  /// Backs up and counts the lines of each table in the file with the JDK's own reader of archives.
  private Map<String, Long> rowsOf(Path backup) throws Exception {
    archive(own(source)).backup(backup, Progress.NONE);
    Map<String, Long> rows = new TreeMap<>();
    try (var zip = new ZipFile(backup.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        try (var lines = new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
          rows.put(entry.getName().replace("tables/", ""), lines.lines().count());
        }
      }
    }
    return rows;
  }

  @Test
  void the_embedded_server_moves_to_ones_own_and_back_by_one_file() throws Exception {
    tell(source, "update campaign set state = 'PAUSED'");
    archive(own(source)).backup(file, Progress.NONE);
    Settings.Database embedded = embedded("data");
    archive(embedded).restore(file, Progress.NONE);
    Path back = folder.resolve("back.zip");
    archive(embedded).backup(back, Progress.NONE);
    DataSource target = empty();
    archive(own(target)).restore(back, Progress.NONE);
    var moved = counts(target);
    var before = counts(source);
    assertThat(moved.remove("audit_entry")).as("the second backup has an entry more")
        .isNotEqualTo(before.remove("audit_entry"));
    assertThat(moved).isEqualTo(before);
  }

  @Test
  void a_restore_pauses_every_campaign_until_a_person_confirms() {
    archive(own(source)).backup(file, Progress.NONE);
    DataSource target = empty();
    archive(own(target)).restore(file, Progress.NONE);
    assertThat(ask(target, "select count(*) from campaign where state = 'RUNNING'")).isEqualTo("0");
    JooqRestorations restorations = new JooqRestorations(Store.context(target));
    assertThat(restorations.unconfirmed().orElseThrow().paused()).containsExactly("runs");
    assertThat(restorations.confirm("olga", Clock.systemUTC().instant())).isTrue();
    assertThat(ask(target, "select string_agg(name, ',') from campaign where state = 'RUNNING'")).isEqualTo("runs");
    assertThat(ask(target, "select string_agg(name, ',') from campaign where state = 'STOPPED'")).isEqualTo("stopped");
    assertThat(restorations.unconfirmed()).isEmpty();
    assertThat(restorations.confirm("olga", Clock.systemUTC().instant())).isFalse();
  }

  @Test
  void a_restore_of_an_unconfirmed_restore_is_confirmed_once_for_both() {
    archive(own(source)).backup(file, Progress.NONE);
    DataSource first = empty();
    archive(own(first)).restore(file, Progress.NONE);
    Path again = folder.resolve("again.zip");
    archive(own(first)).backup(again, Progress.NONE);
    DataSource second = empty();
    archive(own(second)).restore(again, Progress.NONE);
    JooqRestorations restorations = new JooqRestorations(Store.context(second));
    assertThat(restorations.unconfirmed().orElseThrow().paused()).containsExactly("runs");
    restorations.confirm("olga", Clock.systemUTC().instant());
    assertThat(restorations.unconfirmed()).isEmpty();
  }

  @Test
  void a_file_that_is_cut_or_altered_anywhere_is_refused_and_leaves_the_database_empty() throws Exception {
    archive(own(source)).backup(file, Progress.NONE);
    byte[] good = Files.readAllBytes(file);
    DataSource target = empty();
    Path bad = folder.resolve("bad.zip");
    for (int part = 0; part <= 20; part++) {
      int at = (int) ((long) (good.length - 1) * part / 20);
      byte[] altered = good.clone();
      altered[at] ^= 1;
      Files.write(bad, altered);
      refused(target, bad, "is no complete backup");
      Files.write(bad, Arrays.copyOf(good, at));
      refused(target, bad, "is no complete backup");
    }
    Files.write(file, new byte[]{0}, StandardOpenOption.APPEND);
    refused(target, file, "is no complete backup");
    refused(target, folder.resolve("none.zip"), "could not be read");
  }

  private void refused(DataSource target, Path backup, String why) {
    assertThatThrownBy(() -> archive(own(target)).restore(backup, Progress.NONE))
        .isInstanceOf(BadInput.class).hasMessageContaining(why);
    assertThat(ask(target, "select count(*) from pg_class where relnamespace = 'public'::regnamespace")).isEqualTo("0");
  }

  @Test
  void a_database_that_is_not_empty_is_left_as_it_is() {
    archive(own(source)).backup(file, Progress.NONE);
    DataSource target = TestStore.freshDataSource();
    tell(target, "insert into household (id, key, created_at) values (gen_random_uuid(), 'k', now())");
    Map<String, String> before = counts(target);
    assertThatThrownBy(() -> archive(own(target)).restore(file, Progress.NONE))
        .isInstanceOf(BadInput.class).hasMessageContaining("is not empty");
    assertThat(counts(target)).isEqualTo(before);
  }

  @Test
  void a_newer_schema_is_refused_and_leaves_the_database_empty() {
    tell(source,
        "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
            + " execution_time, success) values (9999, '99999', 'later', 'SQL', 'V99999__later.sql', 'x', 1, true)");
    archive(own(source)).backup(file, Progress.NONE);
    refused(empty(), file, "99999, which this older program does not know");
  }

  @Test
  void tables_unlike_those_of_the_file_are_refused_and_leave_the_database_empty() {
    tell(source, "create table foreign_to_us (id int)");
    archive(own(source)).backup(file, Progress.NONE);
    refused(empty(), file, "other tables");
  }

  @Test
  void a_restore_that_broke_off_is_named_and_begins_anew() {
    archive(own(source)).backup(file, Progress.NONE);
    DataSource target = empty();
    tell(target, "create table restore_under_way (since timestamptz); create table household (half int)");
    assertThatThrownBy(() -> Schema.bringUpToDate(target))
        .isInstanceOf(BadInput.class).hasMessageContaining("a restore into it broke off");
    archive(own(target)).restore(file, Progress.NONE);
    Schema.bringUpToDate(target);
    assertThat(ask(target, "select count(*) from household")).isEqualTo("200");
  }

  @Test
  void a_backup_never_overwrites_a_file_and_notes_when_it_was_taken() throws Exception {
    JooqBackups backups = new JooqBackups(Store.context(source));
    assertThat(backups.lastTaken()).isEmpty();
    archive(own(source)).backup(file, Progress.NONE);
    assertThat(backups.lastTaken()).isPresent();
    long bytes = Files.size(file);
    assertThatThrownBy(() -> archive(own(source)).backup(file, Progress.NONE))
        .isInstanceOf(BadInput.class).hasMessageContaining("exists already");
    assertThat(Files.size(file)).isEqualTo(bytes);
    assertThat(folder.resolve("backup.zip.part")).doesNotExist();
  }
}
