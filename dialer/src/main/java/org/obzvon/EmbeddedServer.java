package org.obzvon;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.obzvon.document.BadInput;

/// PostgreSQL without a database to install: binaries from Maven Central, data in a folder that outlives the process.
///
/// Durable (fsync and synchronous commit on), behind a password that is kept beside the data for this user alone. A
/// server that runs already is joined, also one that a killed process left behind; the last process to leave stops
/// it. Only one process at a time starts or stops it.
final class EmbeddedServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");
  private static final int LOOKS = 6;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Path folder;
  private final int port;
  private final String password;
  private final Optional<EmbeddedPostgres> own;

  /// @param folder data folder; made when it is not there
  /// @param port fixed, because a server that was left behind is found by it
  static EmbeddedServer start(Path folder, int port) {
    try {
      keepToOneself(folder);
      String password = password(folder.resolve("password"));
      try (RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
          FileLock _ = file.getChannel().lock()) {
        return new EmbeddedServer(folder, port, password);
      }
    } catch (IOException e) {
      throw BadInput.of(
          "database.folder", "the embedded PostgreSQL could not start in " + folder + " on port " + port + ": "
              + e.getMessage() + "; is the port taken, or the folder not yours?");
    }
  }

  /// Nobody else gets into the folder, so that it does not matter what may be done with the files in it: the library makes the
  /// server's binaries writable for everybody.
  private static void keepToOneself(Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    if (Files.notExists(folder)) {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE));
    }
    if (!Files.getPosixFilePermissions(folder).equals(OURS_ALONE)) {
      Files.setPosixFilePermissions(folder, OURS_ALONE);
    }
  }

  private EmbeddedServer(Path folder, int port, String password) throws IOException {
    this.folder = folder;
    this.port = port;
    this.password = password;
    boolean runs = answers();
    this.own = runs ? Optional.empty() : Optional.of(launch());
    if (runs) {
      refuseForeign();
    }
    requirePassword();
  }

  /// Starts the server, or takes over one that runs on the port with nobody to answer for it.
  private EmbeddedPostgres launch() throws IOException {
    refuseCopy();
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setConnectConfig("password", password)
        .start();
  }

  /// The folder of a running server holds its mark. A copy made then came with the mark and may be torn: some files are
  /// older than others.
  private void refuseCopy() throws IOException {
    Path mark = folder.resolve("data").resolve("postmaster.pid");
    if (!Files.exists(mark)) {
      return;
    }
    List<String> lines = Files.readAllLines(mark);
    if (lines.size() > 1 && !isOurs(lines.get(1))) {
      throw new IOException(
          "it is a copy of " + lines.get(1) + " that was made while the server there ran (data/postmaster.pid says so), and"
              + " such a copy may be torn; use 'dialer backup' there and 'dialer restore' here. If that server was stopped"
              + " before the copy was made, remove " + mark + " and start again");
    }
  }

  /// A copied configuration names the port of the original server, too.
  private void refuseForeign() throws IOException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select current_setting('data_directory', true)")) {
      if (rows.next() && rows.getString(1) != null && !isOurs(rows.getString(1))) {
        throw new IOException(
            "on this port runs the server of " + rows.getString(1) + "; give this folder another database.port");
      }
    } catch (SQLException e) {
      throw new IOException("the server on this port could not be asked for its folder", e);
    }
  }

  private boolean isOurs(String data) throws IOException {
    Path ours = folder.resolve("data");
    Path named = Path.of(data);
    return Files.exists(ours) && Files.exists(named) ? Files.isSameFile(ours, named) : named.equals(ours.toAbsolutePath().normalize());
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  String user() {
    return USER;
  }

  String password() {
    return password;
  }

  /// A fresh data folder lets every local user in; from here on only the password does.
  private void requirePassword() throws IOException {
    Path hba = folder.resolve("data").resolve("pg_hba.conf");
    String wanted = "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n";
    if (Files.readString(hba).equals(wanted)) {
      return;
    }
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("alter role " + USER + " password '" + password + "'");
      Files.writeString(hba, wanted);
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IOException("the password could not be set", e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, password);
  }

  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.writeString(Files.createFile(file, own), HexFormat.of().formatHex(random));
    }
    return Files.readString(file);
  }

  /// Stops the server unless another process still works with it.
  @Override
  public void close() {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
        FileLock _ = file.getChannel().lock()) {
      if (!othersAreConnected()) {
        (own.isPresent() ? own.get() : launch()).close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops the server whether or not others are connected.
  void stop() {
    try {
      (own.isPresent() ? own.get() : launch()).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(5);
    } catch (SQLException _) {
      return false;
    }
  }

  /// Looks again for half a second: a connection that was closed a moment ago is still listed for a while.
  private boolean othersAreConnected() {
    try {
      for (int look = 1; look < LOOKS && othersAreListed(); look++) {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return othersAreListed();
  }

  private boolean othersAreListed() {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()")) {
      return rows.next() && rows.getInt(1) > 0;
    } catch (SQLException _) {
      return false; // it does not answer: stopping it is all that is left to do
    }
  }
}
