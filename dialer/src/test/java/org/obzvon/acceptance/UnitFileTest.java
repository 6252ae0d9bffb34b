package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Commands;
import org.obzvon.config.SettingsFile;

/// Tests `deploy/obzvon.service`: what systemd reads in it, and that it lets the service do its work.
@Tag("slow")
class UnitFileTest {
  private static final Path DEPLOY = Path.of(System.getProperty("project.root", ".."), "deploy").toAbsolutePath()
      .normalize();
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @TempDir
  private Path folder;

  private static Map<String, List<String>> settings() throws IOException {
    Map<String, List<String>> settings = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DEPLOY.resolve("obzvon.service"))) {
      if (line.matches("[A-Za-z]+=.*")) {
        int equals = line.indexOf('=');
        settings.computeIfAbsent(line.substring(0, equals), _ -> new ArrayList<>()).add(line.substring(equals + 1));
      }
    }
    return settings;
  }

  @Test
  void systemd_finds_no_fault_in_it() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
    String unit = Files.readString(DEPLOY.resolve("obzvon.service"));
    assertThat(verify("obzvon.service", unit)).isEmpty();
    assertThat(verify("faulty.service", unit.replace("Restart=always", "Restart=for-ever")))
        .contains("restart specifier");
  }

  /// Verifies the unit; the launcher must exist for that.
  private String verify(String name, String unit) throws Exception {
    Path file = Files.writeString(folder.resolve(name), unit.replace("/opt/obzvon/deploy/", DEPLOY + "/"));
    Process process = new ProcessBuilder(ANALYZE.toString(), "verify", file.toString()).redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void the_service_has_a_user_of_its_own_and_is_started_again_unless_its_configuration_is_refused() throws IOException {
    assertThat(settings())
        .containsEntry("User", List.of("obzvon"))
        .containsEntry("ExecStart", List.of("/opt/obzvon/deploy/dialer --config /etc/obzvon/dialer.yaml serve"))
        .containsEntry("Restart", List.of("always"))
        .containsEntry("RestartPreventExitStatus", List.of(String.valueOf(Commands.BAD_INPUT)))
        .containsEntry("SuccessExitStatus", List.of("143"))
        .containsEntry("NoNewPrivileges", List.of("true"));
  }

  /// The embedded PostgreSQL makes its socket in `/tmp`, and uploads stay there for a while; with the rest of the file
  /// system read-only, neither would work. The Java machine writes code that it runs.
  @Test
  void the_hardening_leaves_the_embedded_server_uploads_and_the_java_machine_their_work() throws IOException {
    assertThat(settings())
        .containsEntry("ProtectSystem", List.of("strict"))
        .containsEntry("PrivateTmp", List.of("true"))
        .containsEntry("ReadWritePaths", List.of("/var/lib/obzvon"))
        .containsEntry("RestrictAddressFamilies", List.of("AF_INET AF_INET6 AF_UNIX"))
        .doesNotContainKeys("MemoryDenyWriteExecute", "PrivateNetwork", "NoExecPaths");
  }

  /// A signal to all processes would end the embedded PostgreSQL while calls still run
  /// and their results must still be stored.
  @Test
  void a_stop_reaches_the_service_alone_and_waits_for_it() throws IOException {
    assertThat(settings()).containsEntry("KillMode", List.of("mixed"));
    Duration most = SettingsFile.defaults(folder).rhythm().stopWithin().plusSeconds(25);
    assertThat(Long.parseLong(settings().get("TimeoutStopSec").getFirst())).isGreaterThan(most.toSeconds());
  }
}
