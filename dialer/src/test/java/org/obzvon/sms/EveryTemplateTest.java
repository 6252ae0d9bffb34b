package org.obzvon.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.obzvon.fixture.TestClock;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.sms.MessageWriter.Sender;
import org.obzvon.sms.icu.IcuMessageFormat;
import org.obzvon.sms.yaml.YamlTemplates;

/// Tests every shipped template in every language, for the amounts and days at the edges.
class EveryTemplateTest {
  private static final IcuMessageFormat FORMAT = new IcuMessageFormat();
  private static final Templates SHIPPED = new YamlTemplates(FORMAT).shipped();
  private static final AllowedLinkHosts NO_LINKS = new AllowedLinkHosts(Set.of());
  private static final Map<Language, Sender> SENDERS = Map.of(
      Language.RU, new Sender("Обзвон", Optional.of("022 123 456")),
      Language.RO, new Sender("Obzvon", Optional.of("022 123 456")),
      Language.EN, new Sender("Obzvon", Optional.of("022 123 456")));
  private static final MessageWriter WORDING = new MessageWriter(SHIPPED, FORMAT, SENDERS, NO_LINKS,
      new TestClock(Instant.parse("2026-11-19T09:00:00Z")));

  static List<MessageTemplate> templates() {
    return SHIPPED.all();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void every_edge_is_rendered_in_the_encoding_of_its_language(MessageTemplate template) throws NotWritten {
    var heading = template.heading();
    for (Map<TemplateVariable, Value> values : TemplateCheck.edges()) {
      TextMessage message = WORDING.write(heading.name(), heading.language(), values);

      assertThat(message.segments().encoding())
          .as(message.text())
          .isEqualTo(heading.language() == Language.RU ? Encoding.UCS2 : Encoding.GSM7);
      assertThat(message.segments().count())
          .as(message.text())
          .isEqualTo(counted(message.text(), heading.language()))
          .isLessThanOrEqualTo(heading.mostSegments());
      assertThat(message.text()).doesNotContain("{", "}", "  ", "\u00a0", "null");
    }
  }

  /// Counts segments apart from the product's code: our texts hold no letter of the extension table and no surrogate
  /// pair.
  private static int counted(String text, Language language) {
    assertThat(text).doesNotContain("€", "[", "]", "^", "~", "|", "\\");
    int alone = language == Language.RU ? 70 : 160;
    int joined = language == Language.RU ? 67 : 153;
    return text.length() <= alone ? 1 : (text.length() + joined - 1) / joined;
  }

  /// Fixes the segments of a usual debtor's text, so that no text grows by a segment unnoticed.
  @ParameterizedTest
  @MethodSource("templates")
  void a_usual_debt_takes_two_segments_of_cyrillic_or_one_of_latin(MessageTemplate template) throws NotWritten {
    var heading = template.heading();
    TextMessage message = WORDING.write(heading.name(), heading.language(), usual());

    int expected = switch (heading.language()) {
      case RU -> 2;
      case RO, EN -> 1;
    };
    boolean longer = heading.name().equals("restriction-notice") || heading.name().equals("before-restriction");
    assertThat(message.segments().count())
        .as("%d units: %s", message.segments().units(), message.text())
        .isLessThanOrEqualTo(longer ? expected + 1 : expected);
  }

  private static Map<TemplateVariable, Value> usual() {
    Map<TemplateVariable, Value> values = new EnumMap<>(TemplateCheck.edges().getFirst());
    Money money = Money.of("350.50", "MDL");
    values.put(TemplateVariable.ARREARS, new Value.Amount(money));
    values.put(TemplateVariable.PAID_AMOUNT, new Value.Amount(money));
    values.put(TemplateVariable.PROMISE_AMOUNT, new Value.Amount(money));
    values.put(TemplateVariable.ACCOUNT, new Value.Text("10004711"));
    LocalDate day = LocalDate.of(2026, 11, 22);
    values.replaceAll((_, value) -> value instanceof Value.Day ? new Value.Day(day) : value);
    values.put(TemplateVariable.DAYS_LEFT, new Value.Count(3));
    return values;
  }

  @Test
  void the_check_of_the_start_finds_no_fault() {
    new TemplateCheck(WORDING, FORMAT, NO_LINKS).all();

    assertThat(SHIPPED.names()).hasSize(12);
  }

  @Test
  void the_list_of_shipped_templates_is_the_folder() throws IOException {
    for (Language language : Language.values()) {
      Path folder = Path.of(System.getProperty("project.root"), "sms-templates", language.tag());
      try (var files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
            .containsExactlyInAnyOrderElementsOf(YamlTemplates.SHIPPED);
      }
    }
  }

  @Test
  void plural_forms_and_money_follow_the_language() throws NotWritten {
    assertThat(rendered("before-restriction", Language.RU))
        .isEqualTo(
            "Обзвон: договор 10004711, долг 350,50 лея. Пожалуйста, оплатите: через 3 дня, 22 ноября, услуги"
                + " приостановят. Вопросы: 022 123 456");
    assertThat(rendered("before-restriction", Language.RO))
        .isEqualTo(
            "Obzvon: contract 10004711, datorie 350,50 lei. Va rugam sa platiti: peste 3 zile, pe 22 noiembrie,"
                + " serviciile vor fi suspendate. Intrebari: 022 123 456");
    assertThat(rendered("before-restriction", Language.EN))
        .isEqualTo(
            "Obzvon: contract 10004711, 350.50 MDL overdue. Please pay: in 3 days, on 22 November, the service will be"
                + " suspended. Questions: 022 123 456");
  }

  private static String rendered(String template, Language language) throws NotWritten {
    return WORDING.write(template, language, usual()).text();
  }
}
