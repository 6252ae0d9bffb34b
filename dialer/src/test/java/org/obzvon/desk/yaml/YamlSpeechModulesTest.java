package org.obzvon.desk.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.desk.SpeechModule;
import org.obzvon.desk.SpeechModules;
import org.obzvon.document.BadInput;
import org.obzvon.register.Language;

class YamlSpeechModulesTest {
  private static final Path SHIPPED = Path.of(System.getProperty("project.root", "..")).resolve("ivr-scripts");

  @TempDir
  private Path folder;

  @Test
  void the_shipped_texts_have_something_to_say_to_every_reason_in_every_language() {
    SpeechModules modules = YamlSpeechModules.load(Optional.empty());
    for (Language language : Language.values()) {
      for (NonPaymentReason reason : NonPaymentReason.values()) {
        assertThat(modules.of(language, Optional.of(reason)))
            .filteredOn(module -> module.reason().isPresent())
            .first().extracting(SpeechModule::reason).isEqualTo(Optional.of(reason));
      }
      assertThat(modules.nobody(language).question()).contains("{day}", "{time}");
    }
  }

  @Test
  void a_language_that_lacks_a_module_stops_the_start() throws IOException {
    copy("moved", "ro");
    assertThatThrownBy(() -> YamlSpeechModules.load(Optional.of(folder)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("differs from its twin");
  }

  @Test
  void a_reason_without_a_module_stops_the_start() throws IOException {
    copy("moved", "ru", "ro", "en");
    assertThatThrownBy(() -> YamlSpeechModules.load(Optional.of(folder)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no module for a reason");
  }

  /// Copies the shipped texts but leaves one module out in some languages.
  private void copy(String without, String... languages) throws IOException {
    for (Language language : Language.values()) {
      Path file = Files.createDirectories(folder.resolve(language.tag()).resolve("operator")).resolve("modules.yaml");
      String text = Files.readString(SHIPPED.resolve(language.tag()).resolve("operator/modules.yaml"));
      boolean lacks = Arrays.asList(languages).contains(language.tag());
      Files.writeString(file, lacks ? text.replaceAll("(?s)  - name: " + without + "\\n.*?(?=  - name:)", "") : text);
    }
  }
}
