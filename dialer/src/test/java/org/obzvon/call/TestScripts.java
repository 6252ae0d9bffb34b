package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.obzvon.call.yaml.YamlScripts;

/// The English script `payment-active` with one place changed.
final class TestScripts {
  private static final Path SHIPPED = Path.of(System.getProperty("project.root", ".."),
      "ivr-scripts/en/payment-active.yaml");

  private TestScripts() {}

  static Script edited(String place, String instead) {
    try {
      String text = Files.readString(SHIPPED);
      assertThat(text).contains(place);
      Path folder = Files.createDirectories(Files.createTempDirectory("scripts").resolve("en"));
      Path file = folder.resolve("payment-active.yaml");
      Files.writeString(file, text.replace(place, instead));
      return new YamlScripts().file(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
