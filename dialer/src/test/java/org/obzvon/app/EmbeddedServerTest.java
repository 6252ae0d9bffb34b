package org.obzvon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;

@Tag("slow")
class EmbeddedServerTest {
  @TempDir
  private Path folder;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static final String OTHERS = "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";

  private static String ask(EmbeddedServer server, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(server.url(), server.user(), server.password());
        var rows = connection.createStatement().executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static void tell(EmbeddedServer server, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(server.url(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void what_is_committed_is_on_disk_and_outlives_the_process() throws Exception {
    int port = freePort();
    try (EmbeddedServer server = EmbeddedServer.start(folder, port)) {
      assertThat(ask(server, "show fsync")).isEqualTo("on");
      assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
      tell(server, "create table kept (word text)");
      tell(server, "insert into kept values ('here')");
    }
    try (EmbeddedServer server = EmbeddedServer.start(folder, port)) {
      assertThat(ask(server, "select word from kept")).isEqualTo("here");
    }
  }

  @Test
  void nobody_else_gets_at_the_binaries_and_the_data_also_in_a_folder_that_stood_open() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (Path place : java.util.List.of(folder.resolve("made"), open)) {
      try (EmbeddedServer server = EmbeddedServer.start(place, freePort())) {
        assertThat(ask(server, "select 1")).isEqualTo("1");
        assertThat(Files.getPosixFilePermissions(place)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  @Test
  void nobody_gets_in_without_the_password_and_only_we_can_read_it() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(folder, freePort())) {
      assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "guess"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), ""))
          .isInstanceOf(SQLException.class);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
          .isEqualTo("rw-------");
    }
  }

  /// Starts the server and ends as if it were killed.
  static final class Killed {
    public static void main(String[] args) {
      EmbeddedServer.start(Path.of(args[0]), Integer.parseInt(args[1]));
      Runtime.getRuntime().halt(137);
    }
  }

  @Test
  void a_server_left_behind_by_a_killed_process_is_joined_and_then_stopped() throws Exception {
    int port = freePort();
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process killed = new ProcessBuilder(
        java, "-cp", System.getProperty("java.class.path"), Killed.class.getName(), folder.toString(),
        Integer.toString(port))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    assertThat(killed.waitFor()).isEqualTo(137);
    EmbeddedServer next = EmbeddedServer.start(folder, port);
    assertThat(ask(next, "select pg_postmaster_start_time() < now()")).isEqualTo("t");
    next.close();
    assertThatThrownBy(() -> ask(next, "select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void a_process_that_leaves_does_not_stop_the_server_under_another() throws Exception {
    int port = freePort();
    EmbeddedServer first = EmbeddedServer.start(folder, port);
    EmbeddedServer second = EmbeddedServer.start(folder, port);
    try (var working = DriverManager.getConnection(first.url(), first.user(), first.password())) {
      second.close();
      assertThat(working.isValid(5)).isTrue();
    }
    await().until(() -> ask(first, OTHERS).equals("0")); // the server notices a closed connection in its own time
    first.close();
    assertThatThrownBy(() -> ask(first, "select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void closed_connections_of_our_own_are_waited_for_and_do_not_keep_the_server_running() throws Exception {
    int port = freePort();
    EmbeddedServer server = EmbeddedServer.start(folder, port);
    var lingering = DriverManager.getConnection(server.url(), server.user(), server.password());
    Thread closing = Thread.ofVirtual().start(server::close);
    await().until(() -> ask(server, "select count(*) from pg_stat_activity where application_name like 'obzvon-%'"
        + " and backend_start < now() - interval '2 seconds'").equals("1"));
    assertThat(closing.isAlive()).as("waits longer than for connections of others").isTrue();
    lingering.close();
    closing.join();
    assertThatThrownBy(() -> ask(server, "select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void a_server_that_was_left_to_another_process_is_stopped_by_the_next_instance_of_its_starter() throws Exception {
    int port = freePort();
    EmbeddedServer first = EmbeddedServer.start(folder, port);
    try (var other = DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", first.user(), first.password())) {
      first.close();
      assertThat(other.isValid(5)).isTrue();
      EmbeddedServer meanwhile = EmbeddedServer.start(folder, port);
      meanwhile.close();
      assertThat(other.isValid(5)).isTrue();
    }
    await().until(() -> ask(first, OTHERS).equals("0"));
    EmbeddedServer next = EmbeddedServer.start(folder, port);
    next.close();
    assertThatThrownBy(() -> ask(first, "select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void a_server_that_was_left_running_and_then_died_is_started_anew() throws Exception {
    int port = freePort();
    EmbeddedServer first = EmbeddedServer.start(folder, port);
    try (var _ = DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", first.user(), first.password())) {
      first.close();
      long server = Long.parseLong(Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).getFirst());
      ProcessHandle handle = ProcessHandle.of(server).orElseThrow();
      handle.destroy();
      handle.destroyForcibly();
      handle.onExit().join();
    }
    try (EmbeddedServer next = EmbeddedServer.start(folder, port)) {
      assertThat(ask(next, "select 1")).isEqualTo("1");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path one : files.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void a_copy_of_a_live_folder_says_why_it_does_not_start() throws Exception {
    Path live = Files.createDirectory(folder.resolve("live"));
    Path copied = folder.resolve("copied");
    int port = freePort();
    try (EmbeddedServer server = EmbeddedServer.start(live, port)) {
      assertThat(ask(server, "select 1")).isEqualTo("1");
      copy(live, copied);
      assertThatThrownBy(() -> EmbeddedServer.start(copied, freePort()))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("copy of " + live.resolve("data"))
          .hasMessageContaining("postmaster.pid")
          .hasMessageContaining("dialer backup");
      assertThatThrownBy(() -> EmbeddedServer.start(copied, port))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("on this port runs the server of " + live.resolve("data"));
    }
  }
}
