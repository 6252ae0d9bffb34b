package org.obzvon.app;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.obzvon.config.Settings;
import org.obzvon.document.BadInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server that needs no installation: binaries from Maven Central, data in a folder that outlives the
/// process.
///
/// It is durable (fsync and synchronous commit on) and protected by a password that is kept beside the data for this
/// user alone. A server that already runs is joined, including one that a killed process left behind; the last process
/// to leave stops it. Only one process at a time starts or stops it.
///
/// Connections of one instance are known by their application name. A closed connection is listed by the server until
/// its process there has ended, which takes seconds on a loaded machine; the instance waits for its own and does not
/// take them for those of another process.
public final class EmbeddedServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");
  private static final Duration OTHERS_LEAVE = Duration.ofMillis(500);
  private static final Duration OURS_LEAVE = Duration.ofSeconds(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /// Held while this process starts or stops a server. The lock file keeps other processes out, but not other threads.
  private static final ReentrantLock TURN = new ReentrantLock();

  /// Servers that this process started and left running because others were connected. This process still holds the
  /// library's lock on their data, so only through this object can it stop them.
  private static final Map<Path, EmbeddedPostgres> LEFT_RUNNING = new ConcurrentHashMap<>();

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

  private final String connectionName = "obzvon-" + UUID.randomUUID();
  private final Path folder;
  private final ServerMemory memory;
  private final int port;
  private final String password;
  private final Optional<EmbeddedPostgres> own;
  private final Account owner;
  private final Account service;

  /// An account of the server.
  public record Account(String user, String password) {}

  /// Starts a server with the usual share of the machine's memory.
  public static EmbeddedServer start(Path folder, int port) {
    return start(new Settings.Embedded(folder, port));
  }

  /// @param settings the data folder is created if it does not exist; the port is fixed, because a server that was left
  ///     behind is found by it
  public static EmbeddedServer start(Settings.Embedded settings) {
    Path folder = settings.folder();
    int port = settings.port();
    try {
      keepToOneself(folder);
      String password = password(folder.resolve("password"));
      TURN.lock();
      try (RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
          FileLock _ = file.getChannel().lock()) {
        return new EmbeddedServer(settings, password);
      } finally {
        TURN.unlock();
      }
    } catch (IOException e) {
      throw BadInput.of(
          "database.folder", "the embedded PostgreSQL could not start in " + folder + " on port " + port + ": "
              + e.getMessage() + "; is the port taken, or the folder not yours?");
    }
  }

  /// Closes the folder to other users, so that the permissions of the files in it do not matter: the library makes the
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

  private EmbeddedServer(Settings.Embedded settings, String password) throws IOException {
    this.folder = settings.folder();
    this.port = settings.port();
    this.memory = ServerMemory.ofThisMachine(settings.memoryPercent());
    this.password = password;
    boolean runs = answers();
    this.own = runs ? Optional.ofNullable(LEFT_RUNNING.remove(key())) : Optional.of(launch());
    if (runs) {
      refuseForeign();
    }
    requirePassword();
    Account ownersOwn = new Account(EmbeddedRoles.OWNER, password(folder.resolve("password-owner")));
    Account servicesOwn = new Account(EmbeddedRoles.SERVICE, password(folder.resolve("password-service")));
    boolean separate = prepareRoles(ownersOwn, servicesOwn);
    Account administrator = new Account(USER, password);
    this.owner = separate ? ownersOwn : administrator;
    this.service = separate ? servicesOwn : administrator;
  }

  private boolean prepareRoles(Account ownersOwn, Account servicesOwn) throws IOException {
    try (Connection connection = connect()) {
      return EmbeddedRoles.prepare(connection, ownersOwn.password(), servicesOwn.password());
    } catch (SQLException e) {
      throw new IOException("the accounts of the service could not be made", e);
    }
  }

  /// Starts the server, or takes over a running one on the port that no process owns.
  private EmbeddedPostgres launch() throws IOException {
    EmbeddedPostgres left = LEFT_RUNNING.remove(key());
    if (left != null) {
      left.close(); // gives the library's lock back; the server itself has ended
    }
    refuseCopy();
    LOG.info("the embedded PostgreSQL starts with {}; 'database: memory-percent' changes it", memory);
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    memory.parameters().forEach(builder::setServerConfig);
    return builder
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

  /// Refuses a data folder copied from a running server. The folder of a running server contains its lock file; a copy
  /// made then contains it too and may be torn: some files are older than others.
  private void refuseCopy() throws IOException {
    Path mark = folder.resolve("data").resolve("postmaster.pid");
    if (!Files.exists(mark)) {
      return;
    }
    List<String> lines = Files.readAllLines(mark);
    if (lines.size() > 1 && !isOurs(lines.get(1))) {
      throw new IOException(
          "it is a copy of " + lines.get(1)
              + " that was made while the server there ran (data/postmaster.pid says so), and"
              + " such a copy may be torn; use 'dialer backup' there and 'dialer restore' here. If that server was stopped"
              + " before the copy was made, remove " + mark + " and start again");
    }
  }

  /// Refuses the server of another folder on this port: a copied configuration names the port of the original server,
  /// too.
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

  private Path key() throws IOException {
    return folder.toRealPath();
  }

  private boolean isOurs(String data) throws IOException {
    Path ours = folder.resolve("data");
    Path named = Path.of(data);
    return Files.exists(ours) && Files.exists(named) ? Files.isSameFile(ours, named)
        : named.equals(ours.toAbsolutePath().normalize());
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?ApplicationName=" + connectionName;
  }

  /// Returns the account that owns the tables and migrates them.
  Account owner() {
    return owner;
  }

  /// Returns the account for the service's work.
  public Account service() {
    return service;
  }

  /// Returns the superuser, which only the server itself uses.
  public String user() {
    return USER;
  }

  /// Returns the superuser's password.
  public String password() {
    return password;
  }

  /// Makes the server require the password: a fresh data folder lets every local user in.
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

  /// Stops the server unless another process still uses it.
  @Override
  public void close() {
    TURN.lock();
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
        FileLock _ = file.getChannel().lock()) {
      if (!othersAreConnected()) {
        stopServer();
      } else if (own.isPresent()) {
        LEFT_RUNNING.put(key(), own.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      TURN.unlock();
    }
  }

  /// Stops the server even if others are connected.
  public void stop() {
    TURN.lock();
    try {
      stopServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      TURN.unlock();
    }
  }

  private void stopServer() throws IOException {
    EmbeddedPostgres server = own.isPresent() ? own.get() : LEFT_RUNNING.remove(key());
    (server != null ? server : launch()).close();
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(5);
    } catch (SQLException _) {
      return false;
    }
  }

  /// Returns whether others are connected. Waits for connections that were closed and are still listed: for those of
  /// others a moment, for our own long enough for a loaded machine.
  private boolean othersAreConnected() {
    long start = System.nanoTime();
    long othersSince = start;
    try {
      while (true) {
        Listed listed = listed();
        long now = System.nanoTime();
        if (listed.others() == 0) {
          othersSince = now;
        }
        if (now - othersSince > OTHERS_LEAVE.toNanos()) {
          return true;
        }
        if (listed.others() == 0 && (listed.ours() == 0 || now - start > OURS_LEAVE.toNanos())) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return listed().others() > 0;
    }
  }

  /// Connections that the server lists, besides the one that asks.
  ///
  /// @param ours made by this instance
  private record Listed(int ours, int others) {
    static final Listed NONE = new Listed(0, 0);
  }

  private Listed listed() {
    try (Connection connection = connect();
        var statement = connection.prepareStatement(
            "select count(*) filter (where application_name = ?), count(*) filter (where application_name <> ?)"
                + " from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()")) {
      statement.setString(1, connectionName);
      statement.setString(2, connectionName);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? new Listed(rows.getInt(1), rows.getInt(2)) : Listed.NONE;
      }
    } catch (SQLException _) {
      return Listed.NONE; // the server does not answer: nothing is left but to stop it
    }
  }
}
