package org.obzvon.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.obzvon.app.Store;
import org.obzvon.config.Settings;
import org.obzvon.config.SettingsFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a rehearsal with its PostgreSQL. Both are removed when it is closed, when the process is interrupted
/// or stopped, and when the server does not start; only a killed process leaves them behind.
final class DemoFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoFolder.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final int TRIES = 3;

  private final Path folder;
  private final Settings settings;
  private final Thread hook = new Thread(this::interrupted, "remove the rehearsal");
  private volatile boolean stopping;
  private boolean removed;
  private Optional<Store> store = Optional.empty();

  DemoFolder() {
    try {
      this.folder = Files.createTempDirectory("obzvon-demo-");
      Runtime.getRuntime().addShutdownHook(hook);
      Files.writeString(
          configuration(),
          "database: {folder: data, port: " + freePort() + "}\nivr: {office-phone: \"8 495 000-00-00\"}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.settings = SettingsFile.read(configuration());
  }

  Path path() {
    return folder;
  }

  Path configuration() {
    return folder.resolve("dialer.yaml");
  }

  Settings settings() {
    return settings;
  }

  /// Starts the server and migrates its schema.
  synchronized Store open() {
    if (stopping) {
      throw new IllegalStateException("the process is ending");
    }
    store = Optional.of(Store.open(settings.database()));
    return store.get();
  }

  /// Blocks while the process ends: errors of the interrupted work mean nothing then, so a thread that meets one waits
  /// here for the end.
  void waitIfEnding() {
    if (stopping) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Handles a signal. If the server is just starting, this waits for the start, so that there is something to stop.
  private void interrupted() {
    stopping = true;
    remove();
  }

  private synchronized void remove() {
    if (removed) {
      return;
    }
    removed = true;
    List<Long> server = server().stream().toList();
    try {
      store.ifPresent(Store::discard);
    } catch (RuntimeException e) {
      LOG.warn("The PostgreSQL of the rehearsal did not stop as told; its process will be ended", e);
    }
    server.forEach(DemoFolder::end);
    server().ifPresent(DemoFolder::end);
    delete();
  }

  /// Returns the process id of a server that was started in the folder, from the server's own file.
  private Optional<Long> server() {
    Path file = folder.resolve("data").resolve("data").resolve("postmaster.pid");
    try {
      return Files.exists(file) ? Files.readString(file).lines().findFirst().map(String::strip).map(Long::valueOf)
          : Optional.empty();
    } catch (IOException | NumberFormatException _) {
      return Optional.empty(); // the file is just being written or removed
    }
  }

  private static void end(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      process.get().destroyForcibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Deletes the folder; tries again when a process that is just ending still wrote into it.
  private void delete() {
    for (int attempt = 1; Files.exists(folder) && attempt <= TRIES; attempt++) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        LOG.warn("The folder {} of the rehearsal could not be removed, attempt {} of {}", folder, attempt, TRIES, e);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // the process is ending; the hook finds nothing left to do
    }
  }
}
