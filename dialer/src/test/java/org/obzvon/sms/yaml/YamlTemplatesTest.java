package org.obzvon.sms.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestClock;
import org.obzvon.register.Language;
import org.obzvon.sms.AllowedLinkHosts;
import org.obzvon.sms.MessageWriter;
import org.obzvon.sms.MessageWriter.Sender;
import org.obzvon.sms.TemplateCheck;
import org.obzvon.sms.Templates;
import org.obzvon.sms.icu.IcuMessageFormat;

/// Tests what a template author may write and what is refused.
class YamlTemplatesTest {
  private static final IcuMessageFormat FORMAT = new IcuMessageFormat();

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Долг {summa}|names the unknown variable 'summa'",
        "Долг {promise_amount}|which a message of the purpose STEP does not know",
        "Долг {arrears, number}|formats a variable itself",
        "Долг {arrears|is no ICU message",
        "Скидка 20%! Долг {arrears}|promotional word 'Скидка'",
        "Oferta! Долг {arrears}|promotional word 'Oferta'",
        "{days_left, plural, one {бонус} other {через # дня}} {arrears}|promotional word 'бонус'",
        "Долг {arrears}, https://evil.example/pay|links to 'evil.example'",
        "Долг {arrears}, pay.example.md.evil.ru|links to 'pay.example.md.evil.ru'",
      })
  void a_text_that_must_not_be_sent_is_refused(String text, String why) throws IOException {
    write("ru", "debt", text);
    write("ro", "debt", "Datorie {arrears}");
    write("en", "debt", "Debt {arrears}");

    assertThatThrownBy(() -> check(new YamlTemplates(FORMAT).folder(folder)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("debt.yaml")
        .hasMessageContaining(why);
  }

  @Test
  void an_allowed_link_and_a_full_stop_without_a_blank_are_no_fault() throws IOException {
    write("ru", "debt", "{arrears}.Тут: https://pay.example.md/a");
    write("ro", "debt", "Datorie {arrears}");
    write("en", "debt", "Debt {arrears}");

    Templates templates = new YamlTemplates(FORMAT).folder(folder);
    check(templates);

    assertThat(templates.names()).containsExactly("debt");
  }

  @Test
  void a_template_that_is_missing_in_a_language_is_named() throws IOException {
    write("ru", "debt", "Долг {arrears}");
    write("en", "debt", "Debt {arrears}");

    assertThatThrownBy(() -> new YamlTemplates(FORMAT).folder(folder)).hasMessageContaining("'debt' is missing in ro");
  }

  @Test
  void a_text_that_grows_beyond_its_segments_is_refused() throws IOException {
    for (Language language : Language.values()) {
      write(language.tag(), "debt", "Долг {arrears} " + "очень ".repeat(10));
    }

    assertThatThrownBy(() -> check(new YamlTemplates(FORMAT).folder(folder)))
        .hasMessageContaining("takes 2 segments; the template allows 1");
  }

  private static void check(Templates templates) {
    Map<Language, Sender> senders = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      senders.put(language, new Sender("Obzvon", Optional.empty()));
    }
    AllowedLinkHosts links = new AllowedLinkHosts(Set.of("pay.example.md"));
    MessageWriter wording = new MessageWriter(templates, FORMAT, senders, links, new TestClock(Instant.EPOCH));
    new TemplateCheck(wording, FORMAT, links).all();
  }

  private void write(String language, String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(language));
    Files.writeString(
        folder.resolve(language).resolve(name + ".yaml"),
        "language: " + language + "\npurpose: step\nmost-segments: 1\ntext: >-\n  " + text + "\n");
  }
}
