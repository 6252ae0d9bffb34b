package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.call.yaml.YamlScripts;
import org.obzvon.document.BadInput;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class IvrCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final StringWriter printed = new StringWriter();

  @Test
  void check_without_a_path_names_the_shipped_scripts() {
    run("check");
    assertThat(printed.toString()).contains("ru payment-active", "en payment-inactive", "in 3 languages, no fault");
  }

  @Test
  void check_of_a_file_with_faults_ends_with_all_of_them(@TempDir Path folder) throws IOException {
    Path file = Files.createDirectories(folder.resolve("en")).resolve("bad.yaml");
    Files.writeString(file, """
        language: en
        title: "Bad"
        longest: 1m
        most-turns: 5
        keys: {0: person, 9: stop}
        start: hello
        steps:
          hello: {kind: say, say: "You owe {arrears}.", next: bye}
          bye: {kind: hang-up}
          person: {kind: transfer}
          stop: {kind: opt-out, say: "Good.", next: bye}
        """);
    assertThatThrownBy(() -> run("check", file.toString()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("bad.yaml:8: steps.hello: tells of the debt")
        .hasMessageContaining("bad.yaml:8: steps.hello: is the first step and does not say who calls")
        .hasMessageContaining("keys.0: is never told of");
  }

  @Test
  void check_refuses_a_script_that_sends_a_template_that_does_not_exist(@TempDir Path folder) throws IOException {
    Path shipped = Path.of(System.getProperty("project.root", ".."), "ivr-scripts");
    for (String template : new String[]{"reminder", "no-such"}) {
      for (String language : new String[]{"ru", "ro", "en"}) {
        Path file = Files.createDirectories(folder.resolve(language)).resolve("payment-active.yaml");
        Files.writeString(file, Files.readString(shipped.resolve(language + "/payment-active.yaml")).replace(
            "    next: when\n\n  when:\n",
            "    next: text\n\n  text:\n    kind: send-text\n    template: " + template
                + "\n    next: when\n    refused: when\n\n  when:\n"));
      }
      if (template.equals("reminder")) {
        run("check", folder.toString());
        run("check", folder.resolve("ru/payment-active.yaml").toString());
      }
    }
    for (Path path : new Path[]{folder, folder.resolve("ro/payment-active.yaml")}) {
      assertThatThrownBy(() -> run("check", path.toString()))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("payment-active.yaml:")
          .hasMessageContaining("steps.text.template: there is no message template 'no-such'")
          .hasMessageContaining("there are: reminder");
    }
  }

  @Test
  void simulate_prints_what_the_debtor_hears_and_what_became_of_it() {
    run("simulate", "en/payment-active", "--keys", "1,2,1", "--amount", "21.50", "--currency", "USD", "--name",
        "ROMAN POPESCU");
    assertThat(printed.toString())
        .contains("I am a robot, the automated assistant of Obzvon.")
        .contains("I would like to speak to the subscriber: Roman Popescu.")
        .contains("The amount to pay is twenty-one dollars and fifty cents.")
        .contains("please pay before the twenty-seventh of November.")
        .contains("no later than the twenty-third of November.")
        .contains("END     FINISHED", "promise of 21.50 USD by 2026-11-23", "keys '121'");
  }

  @Test
  void simulate_ends_also_when_the_keys_run_out() {
    run("simulate", "ru/payment-inactive", "--keys", "-");
    assertThat(printed.toString()).contains("DEBTOR  (silent for 6 s)").contains("END     SILENT");
  }

  @Test
  void an_amount_or_a_key_that_is_none_is_refused() {
    assertThatThrownBy(() -> run("simulate", "en/payment-active", "--amount", "-3"))
        .hasMessageContaining("more than zero").hasMessageContaining("EUR, KZT, MDL, RON, RUB, UAH, USD");
    assertThatThrownBy(() -> run("simulate", "en/payment-active", "--keys", "1,x")).hasMessageContaining("--keys");
    assertThatThrownBy(() -> run("simulate", "en/no-such")).hasMessageContaining("does not exist");
  }

  @Test
  void graph_draws_every_step_of_every_shipped_script(@TempDir Path folder) throws Exception {
    for (var script : new YamlScripts().shipped().all()) {
      Path file = folder.resolve("picture.svg");
      run("graph", script.heading().language().tag() + "/" + script.heading().name(), "--out", file.toString());
      Document svg = parsed(Files.readString(file));
      assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(script.steps().size() + 1);
    }
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private void run(String... arguments) {
    var command = new IvrCommand(YamlScripts::new, IcuWords::new, () -> Set.of("reminder"), () -> NOW);
    AtomicReference<Exception> thrown = new AtomicReference<>();
    new CommandLine(command)
        .setOut(new PrintWriter(printed, true))
        .setExecutionExceptionHandler((e, _, _) -> {
          thrown.set(e);
          return 2;
        })
        .execute(arguments);
    if (thrown.get() instanceof BadInput bad) {
      throw bad;
    }
    assertThat(thrown.get()).isNull();
  }
}
