package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `dialer serve` as a process of its own, started as the launcher starts it and ended by real signals.
final class ServiceProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(90);
  private static final Pattern SERVES = Pattern.compile("dialer serves; health: (http://\\S+)/health");

  private final Process process;
  private final Path log;

  private ServiceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Starts it and waits until it says that it serves.
  ///
  /// @param options further options of the Java machine
  static ServiceProcess start(Path configuration, Path log, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-Dorg.jooq.no-logo=true", "-Dorg.jooq.no-tips=true"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), "org.obzvon.Main", "--config", configuration.toString(), "serve"));
    try {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      ServiceProcess service = new ServiceProcess(process, log);
      await().atMost(START).until(() -> !process.isAlive() || SERVES.matcher(service.said()).find());
      assertThat(process.isAlive()).as(service.said()).isTrue();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The product's own, without the tests and their logging.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
        .reduce((one, other) -> one + File.pathSeparator + other)
        .orElseThrow();
  }

  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where its pages are, such as `http://127.0.0.1:8787`.
  String address() {
    Matcher matcher = SERVES.matcher(said());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() {
    process.destroyForcibly();
    ended();
  }

  /// Asks it to stop (SIGTERM) and does not wait.
  void terminate() {
    process.destroy();
  }

  /// Its exit code.
  int ended() {
    try {
      assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS)).as("the service ended").isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
      ended();
    }
  }
}
