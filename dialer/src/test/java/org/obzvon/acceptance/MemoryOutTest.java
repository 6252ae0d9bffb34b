package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestFolder;

/// Tests `deploy/dialer serve` with a real Java machine and a program in place of ours that uses up its memory, ignores
/// the error and lives on.
@Tag("slow")
@Timeout(120)
class MemoryOutTest {
  private static final Path LAUNCHER = Path.of(System.getProperty("project.root", ".."), "deploy", "dialer");
  private static final String PROGRAM = """
      package org.obzvon;
      public final class Main {
        public static void main(String[] args) throws Exception {
          System.out.println("arguments " + String.join(" ", args));
          Thread hoarder = new Thread(() -> {
            var hoard = new java.util.ArrayList<byte[]>();
            try {
              while (true) {
                hoard.add(new byte[1 << 20]);
              }
            } catch (OutOfMemoryError e) {
              hoard.clear();
            }
            System.out.println("lives on");
          });
          hoarder.start();
          hoarder.join();
          System.out.println("and on");
        }
      }
      """;

  @TempDir
  private Path temporary;

  private void layOutRepository() throws IOException {
    TestFolder root = new TestFolder(temporary);
    for (String file : List.of("pom.xml", "dialer/pom.xml", "dialer/src/main/s", "dialer/src/codegen/c",
        "ivr-scripts/s", "sms-templates/t", "deploy/rates.yaml", "deploy/dialer.yaml")) {
      root.write(file, "");
    }
    Files.copy(LAUNCHER, temporary.resolve("deploy/dialer")).toFile().setExecutable(true);
    Path source = root.write("made/org/obzvon/Main.java", PROGRAM);
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString())).isZero();
    try (OutputStream out = Files.newOutputStream(temporary.resolve("made.jar"));
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> classes = Files.walk(temporary.resolve("made"))) {
      for (Path one : classes.filter(file -> file.toString().endsWith(".class")).toList()) {
        jar.putNextEntry(new JarEntry(temporary.resolve("made").relativize(one).toString()));
        jar.write(Files.readAllBytes(one));
        jar.closeEntry();
      }
    }
    Path maven = root.write("bin/mvn",
        "#!/usr/bin/env bash\nmkdir -p dialer/target/lib && cp made.jar dialer/target/dialer.jar && touch dialer/target/lib/x.jar\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  private record End(int code, String said) {}

  private End serve(String options) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(temporary.resolve("deploy/dialer").toString(), "serve")
        .redirectErrorStream(true);
    builder.environment().put("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("OBZVON_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.environment().put("OBZVON_JAVA_OPTS", options);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), said);
  }

  @Test
  void a_service_that_is_out_of_memory_ends_with_a_code_that_lets_its_supervisor_start_it_again() throws Exception {
    layOutRepository();
    End end = serve("-Xmx24m");
    assertThat(end.said()).contains("arguments serve", "Terminating due to java.lang.OutOfMemoryError")
        .doesNotContain("lives on");
    assertThat(end.code()).isEqualTo(3);
    End without = serve("-Xmx24m -XX:-ExitOnOutOfMemoryError");
    assertThat(without.said()).as("without the launcher's option").contains("lives on");
    assertThat(without.code()).isZero();
  }
}
