package org.obzvon.call.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.Script;
import org.obzvon.document.BadInput;
import org.obzvon.register.Language;

class YamlScriptsTest {
  private static final Path SHIPPED = Path.of(System.getProperty("project.root", ".."), "ivr-scripts");

  private final YamlScripts scripts = new YamlScripts();
  @TempDir
  private Path folder;

  @BeforeEach
  void copy_the_shipped_scripts() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Path copy = folder.resolve(SHIPPED.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void every_script_in_the_folder_is_shipped_and_checked() throws IOException {
    List<String> inFolder;
    try (Stream<Path> files = Files.list(SHIPPED.resolve("ru"))) {
      inFolder = files.filter(Files::isRegularFile).map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted().toList();
    }
    assertThat(YamlScripts.SHIPPED).containsExactlyElementsOf(inFolder);
    assertThat(scripts.shipped().names()).containsExactlyElementsOf(inFolder);
    assertThat(scripts.folder(folder).all()).hasSize(inFolder.size() * Language.values().length);
  }

  @Test
  void a_missing_target_is_named_with_its_line() {
    assertThatThrownBy(() -> edited(text -> text.replace("    next: who", "    next: whom")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("payment-active.yaml:")
        .hasMessageContaining("steps.greeting: leads to the step 'whom', which does not exist");
  }

  @Test
  void an_unreachable_step_is_refused() {
    assertThatThrownBy(() -> edited(text -> text + "\n  lost:\n    kind: hang-up\n"))
        .hasMessageContaining("steps.lost: is never reached");
  }

  @Test
  void a_loop_without_a_question_is_refused() {
    assertThatThrownBy(() -> edited(text -> text.replace("    next: goodbye\n\n  why", "    next: thanks\n\n  why")))
        .hasMessageContaining("steps.thanks: goes round in a loop that asks nothing")
        .hasMessageContaining("steps.thanks: has no way to an end");
  }

  @Test
  void a_question_without_its_way_out_of_silence_is_refused() {
    assertThatThrownBy(() -> edited(text -> text.replace("    silent: silence\n", "")))
        .hasMessageContaining("the key 'silent' is missing");
  }

  @Test
  void an_unknown_variable_and_an_unknown_kind_are_refused_together() {
    assertThatThrownBy(
        () -> edited(text -> text.replace("{arrears}", "{money}").replace("kind: pledge", "kind: promise")))
        .hasMessageContaining("names the unknown variable 'money'; known: {company}, {name}")
        .hasMessageContaining("must be one of say, menu,");
  }

  @Test
  void the_debt_is_found_on_the_one_way_that_has_not_passed_the_right_person() {
    assertThatThrownBy(() -> edited(text -> text.replace("silent: silence", "silent: debt")))
        .hasMessageContaining("steps.debt: tells of the debt ({")
        .hasMessageContaining("on the way greeting → who → debt");
    assertThatThrownBy(() -> edited(text -> text.replace("somebody-else: later", "somebody-else: when")))
        .hasMessageContaining("steps.when: tells of the debt (it asks when the debt will be paid)");
  }

  @Test
  void the_debt_is_not_told_by_plain_words_or_to_whoever_presses_zero() {
    assertThatThrownBy(() -> edited(text -> text.replace("Hello!", "Hello! You have an overdue bill.")))
        .hasMessageContaining("steps.greeting: tells of the debt ('overdue')");
    assertThatThrownBy(() -> edited(text -> text.replace("I am connecting you", "You owe {arrears}. Connecting you")))
        .hasMessageContaining("steps.person: tells of the debt")
        .hasMessageContaining("on the way greeting → person");
  }

  @Test
  void a_promise_needs_a_day_on_every_way() {
    assertThatThrownBy(() -> edited(text -> text.replace("      4: why\n", "      4: pledge\n")))
        .hasMessageContaining("steps.pledge: speaks of a promise before a day was chosen");
  }

  @Test
  void the_keys_for_a_person_and_for_stopping_keep_their_meaning() {
    assertThatThrownBy(() -> edited(text -> text.replace("      4: why\n", "      9: why\n")))
        .hasMessageContaining("steps.when: gives key 9 a meaning of its own");
    assertThatThrownBy(() -> edited(text -> text.replace("  9: stop\n", "")))
        .hasMessageContaining("the key '9' is missing");
    assertThatThrownBy(() -> edited(text -> text.replace("  0: person\n", "  0: goodbye\n")))
        .hasMessageContaining("steps.goodbye: is where key 0 leads, so its kind must be transfer");
    assertThatThrownBy(() -> edited(text -> text.replace("nine to receive", "another key to receive")))
        .hasMessageContaining("keys.9: is never told of");
  }

  @Test
  void whoever_calls_says_so_first() {
    assertThatThrownBy(() -> edited(text -> text.replace(" of {company}", "")))
        .hasMessageContaining("steps.greeting: is the first step and does not say who calls");
  }

  @Test
  void after_a_stop_nothing_is_asked() {
    assertThatThrownBy(() -> edited(text -> text.replace("    next: farewell\n", "    next: who\n")
        .replace("  farewell:\n    kind: hang-up\n    say: \"All the best!\"\n", "")))
        .hasMessageContaining("steps.stop: leads to 'who'; after the calls were stopped nothing is asked");
  }

  @Test
  void a_script_without_its_twin_is_refused() throws IOException {
    Files.delete(folder.resolve("ro/payment-active.yaml"));
    assertThatThrownBy(() -> scripts.folder(folder)).hasMessageContaining("has no twin in the language 'ro'");
  }

  @Test
  void a_twin_with_other_choices_is_refused() throws IOException {
    Path twin = folder.resolve("ro/payment-active.yaml");
    Files.writeString(twin, Files.readString(twin).replace("    no: why\n", "    no: goodbye\n"));
    assertThatThrownBy(() -> scripts.folder(folder))
        .hasMessageContaining("steps.pledge: differs in its kind, keys or targets from its twin");
  }

  @Test
  void a_file_in_the_folder_of_another_language_is_refused() throws IOException {
    Path strayed = folder.resolve("ro/stray.yaml");
    Files.copy(folder.resolve("en/payment-active.yaml"), strayed);
    assertThatThrownBy(() -> scripts.file(strayed)).hasMessageContaining("does not agree with the folder 'ro'");
  }

  @Test
  void a_day_in_digits_and_a_text_message_are_read() throws IOException {
    Script script = edited(text -> text
        .replace("    days:\n      1: 0\n      2: 1\n      3: 3\n    keys:\n      4: why\n",
            "    within: 14\n    keys:\n      \"*\": why\n")
        .replace("    next: goodbye\n\n  why", "    next: sent\n\n  sent:\n    kind: send-text\n"
            + "    template: promise-made\n    next: goodbye\n    refused: goodbye\n\n  why"));
    assertThat(script.steps()).containsKey("sent");
    assertThat(script.step("when").edges()).extracting("label").containsExactly("day", "*", "silent");
  }

  private Script edited(UnaryOperator<String> edit) throws IOException {
    Path file = folder.resolve("en/payment-active.yaml");
    String before = Files.readString(file);
    String after = edit.apply(before);
    assertThat(after).as("the edit found its place").isNotEqualTo(before);
    Path other = Files.createDirectories(folder.resolve("edited/en")).resolve("payment-active.yaml");
    Files.writeString(other, after);
    return scripts.file(other);
  }
}
