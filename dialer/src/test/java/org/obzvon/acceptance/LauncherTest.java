package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestFolder;

/// Tests `deploy/dialer` in a copy of the repository's layout. Scripts stand in for Maven and Java: the first "builds"
/// a jar out of the source's text, the second prints the jar that it was started with and runs until its input ends.
@Tag("slow")
class LauncherTest {
  private static final Path LAUNCHER = Path.of(System.getProperty("project.root", ".."), "deploy", "dialer");

  @TempDir
  private Path temporary;
  private TestFolder root;
  private final List<Process> running = new ArrayList<>();

  @BeforeEach
  void lay_out_a_repository() throws IOException {
    root = new TestFolder(temporary.toRealPath());
    for (String file : List.of("pom.xml", "dialer/pom.xml", "dialer/src/codegen/c", "ivr-scripts/s", "sms-templates/t",
        "deploy/rates.yaml", "deploy/dialer.yaml")) {
      old(root.write(file, ""));
    }
    source("first");
    Files.copy(LAUNCHER, root.path().resolve("deploy/dialer")).toFile().setExecutable(true);
    program("bin/mvn",
        "mkdir -p dialer/target/lib; cat dialer/src/main/source > dialer/target/dialer.jar; touch dialer/target/lib/x.jar; [ ! -f broken ]");
    program("jdk/bin/javac", "");
    program(
        "jdk/bin/java",
        """
        if [ "$1" = -version ]; then echo 'openjdk version "25.0.3"' >&2; exit; fi
        while [ $# -gt 0 ]; do case "$1" in -cp) jar=${2%%:*} ;; esac; shift; done
        cat "$jar"; echo; echo "$jar"; cat >/dev/null; cat "$jar"; echo
        """);
  }

  @AfterEach
  void end_what_still_runs() {
    running.forEach(Process::destroyForcibly);
  }

  private void program(String name, String text) {
    assertThat(root.write(name, "#!/usr/bin/env bash\n" + text + "\n").toFile().setExecutable(true)).isTrue();
  }

  /// Dates a source file and its folder back by an hour.
  private static void old(Path file) throws IOException {
    FileTime hourAgo = FileTime.from(Instant.now().minusSeconds(3600));
    Files.setLastModifiedTime(file, hourAgo);
    Files.setLastModifiedTime(file.getParent(), hourAgo);
  }

  private void source(String text) throws IOException {
    old(root.write("dialer/src/main/source", text));
  }

  /// Writes the source as a `git pull` leaves it.
  private void pull(String text) throws IOException {
    Files.setLastModifiedTime(root.write("dialer/src/main/source", text), FileTime.from(Instant.now().plusSeconds(1)));
  }

  private final class Started {
    private final Process process;
    private final BufferedReader said;
    private final String code;
    private final Path jar;

    Started(String... words) throws IOException {
      List<String> command = new ArrayList<>(List.of(root.path().resolve("deploy/dialer").toString()));
      command.addAll(List.of(words));
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(root.path().resolve("errors").toFile());
      builder.environment().put("PATH", root.path().resolve("bin") + ":" + builder.environment().get("PATH"));
      builder.environment().put("OBZVON_JAVA", root.path().resolve("jdk/bin/java").toString());
      process = builder.start();
      running.add(process);
      said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      code = said.readLine();
      jar = code == null ? Path.of("none") : Path.of(said.readLine());
    }

    /// Ends the process and returns the code that it still finds in its own jar.
    String end() throws Exception {
      process.getOutputStream().close();
      String found = said.readLine();
      process.waitFor();
      return found;
    }
  }

  @Test
  void a_build_leaves_the_files_of_a_running_service_alone_and_the_next_command_runs_the_new_ones() throws Exception {
    Started service = new Started("serve");
    pull("second");
    Started command = new Started("stop", "list");

    assertThat(service.code).isEqualTo("first");
    assertThat(command.code).isEqualTo("second");
    assertThat(command.jar.getParent()).isNotEqualTo(service.jar.getParent());
    command.end();
    assertThat(service.end()).isEqualTo("first");
  }

  @Test
  void cleaning_and_a_build_that_fails_leave_the_running_service_and_the_last_release_alone() throws Exception {
    Started service = new Started("serve");
    root.write("broken", "");
    pull("second");
    Started refused = new Started("stop", "list");

    assertThat(refused.code).isNull();
    assertThat(refused.process.waitFor()).isEqualTo(2);
    assertThat(service.jar.startsWith(root.path().resolve("dialer/target"))).as("mvn clean removes it").isFalse();
    assertThat(service.end()).isEqualTo("first");
  }

  @Test
  void releases_that_no_process_uses_are_removed_by_the_next_build() throws Exception {
    Started service = new Started("serve");
    pull("second");
    Started second = new Started("stop", "list");
    second.end();
    Files.setLastModifiedTime(root.path().resolve("releases/current/begun"),
        FileTime.from(Instant.now().minusSeconds(60)));
    pull("third");
    new Started("stop", "list").end();
    assertThat(second.jar).doesNotExist();
    assertThat(service.jar).exists();

    service.end();
    Files.setLastModifiedTime(root.path().resolve("releases/current/begun"),
        FileTime.from(Instant.now().minusSeconds(60)));
    pull("fourth");
    new Started("stop", "list").end();
    assertThat(service.jar).doesNotExist();
  }

  @Test
  void nothing_is_built_while_no_source_has_changed() throws Exception {
    Started first = new Started("stop", "list");
    Started second = new Started("stop", "list");
    assertThat(second.jar).isEqualTo(first.jar);
  }

  @Test
  void a_source_that_changed_during_the_build_is_built_next_time() throws Exception {
    program(
        "bin/mvn",
        "mkdir -p dialer/target/lib; cat dialer/src/main/source > dialer/target/dialer.jar; touch dialer/target/lib/x.jar;"
            + " sleep 0.02; printf late > dialer/src/main/source");
    new Started("stop", "list").end();
    assertThat(new Started("stop", "list").code).isEqualTo("late");
  }
}
