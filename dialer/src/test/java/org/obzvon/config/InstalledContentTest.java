package org.obzvon.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;

/// Tests what the service reads before it starts.
class InstalledContentTest {
  @TempDir
  private Path folder;

  @Test
  void a_script_that_sends_a_template_that_does_not_exist_stops_the_start() throws IOException {
    Path shipped = Path.of(System.getProperty("project.root", ".."), "ivr-scripts");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve("scripts").resolve(shipped.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    for (String language : new String[]{"ru", "ro", "en"}) {
      Path file = folder.resolve("scripts/" + language + "/payment-active.yaml");
      Files.writeString(file, Files.readString(file).replace(
          "    next: when\n\n  when:\n",
          "    next: text\n\n  text:\n    kind: send-text\n    template: no-such\n    next: when\n    refused: when\n\n  when:\n"));
    }
    Settings settings = SettingsFile.read(
        Files.writeString(folder.resolve("dialer.yaml"), "ivr: {scripts: scripts}\n"));

    assertThatThrownBy(() -> InstalledContent.load(settings))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("payment-active.yaml:")
        .hasMessageContaining("steps.text.template: there is no message template 'no-such'");
  }
}
