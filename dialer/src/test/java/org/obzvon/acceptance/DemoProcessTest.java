package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Commands;

/// Tests `dialer demo` as a process of its own, ended by real signals: nothing of it stays behind.
@Tag("slow")
class DemoProcessTest {
  private static final Duration LONGEST = Duration.ofSeconds(120);
  private static final int INTERRUPTED = 128 + 2;
  private static final int TERMINATED = 128 + 15;

  @TempDir
  Path temporary;
  private Process demo;

  @AfterEach
  void nothing_of_the_test_goes_on() {
    if (demo != null) {
      servers().forEach(ProcessHandle::destroyForcibly);
      demo.destroyForcibly();
    }
  }

  @Test
  void an_interrupt_while_the_database_starts_leaves_neither_server_nor_folder() {
    start();
    await().atMost(LONGEST).until(() -> folder().map(folder -> Files.exists(folder.resolve("data"))).orElse(false));
    signal("INT");
    assertNothingIsLeft(INTERRUPTED);
  }

  @Test
  void a_stop_in_the_middle_of_the_rehearsal_leaves_neither_server_nor_folder() {
    start();
    awaitOutput(() -> said().contains("day  2 of 30"));
    assertThat(servers()).isNotEmpty();
    signal("TERM");
    assertNothingIsLeft(TERMINATED);
    assertThat(said()).doesNotContain("a fault of the program");
  }

  @Test
  void an_interrupt_while_the_result_is_looked_at_leaves_neither_server_nor_folder() {
    start();
    awaitOutput(() -> said().contains("The data stay until Ctrl-C"));
    assertThat(servers()).isNotEmpty();
    signal("INT");
    assertNothingIsLeft(INTERRUPTED);
  }

  @Test
  void a_rehearsal_that_fails_leaves_neither_server_nor_folder() {
    start();
    awaitOutput(() -> said().contains("day  2 of 30"));
    servers().forEach(ProcessHandle::destroyForcibly);
    assertNothingIsLeft(Commands.FAULT);
  }

  private void start() {
    // A shell starts background jobs with SIGINT ignored, and a JVM leaves an ignored signal alone.
    List<String> command = List.of(
        "env", "--default-signal=INT", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m", "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dorg.jooq.no-logo=true",
        "-Dorg.jooq.no-tips=true", "-Djava.io.tmpdir=" + temporary, "-cp", classPath(), "org.obzvon.Main", "demo",
        "--debtors", "40");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
      builder.environment().put("OBZVON_LOG_LEVEL", "WARN");
      demo = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the product's own class path, without the tests and their logging.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
        .reduce((one, other) -> one + File.pathSeparator + other)
        .orElseThrow();
  }

  private Path log() {
    return temporary.resolve("log.txt");
  }

  private String said() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitOutput(BooleanSupplier said) {
    await().atMost(LONGEST).until(() -> !demo.isAlive() || said.getAsBoolean());
    assertThat(demo.isAlive()).as(said()).isTrue();
  }

  private void signal(String name) {
    try {
      assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(demo.pid())).start().waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void assertNothingIsLeft(int code) {
    try {
      assertThat(demo.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as("the demo ended").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    assertThat(demo.exitValue()).as(said()).isEqualTo(code);
    assertThat(folder()).as(said()).isEmpty();
    assertThat(servers()).as(said()).isEmpty();
  }

  private Optional<Path> folder() {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("obzvon-demo-")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the processes of PostgreSQL that work in the folder of this test.
  private List<ProcessHandle> servers() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != demo.pid())
        .filter(process -> process.info().commandLine().filter(line -> line.contains(temporary + "/obzvon-demo-"))
            .isPresent())
        .toList();
  }
}
