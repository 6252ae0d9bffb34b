package org.obzvon.console.pages.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.obzvon.console.http.PageContext;
import org.obzvon.console.icu.IcuPhrases;
import org.obzvon.register.Language;

class AuditWordsTest {
  private static final PageContext RU = view(Language.RU);

  private static PageContext view(Language language) {
    return new PageContext(IcuPhrases.all(ZoneOffset.UTC).get(language), Optional.empty(), "/audit", "");
  }

  @Test
  void a_subject_is_named_in_the_readers_language_and_its_name_stays() {
    assertThat(AuditWords.subject(RU, "campaign november")).isEqualTo("кампания november");
    assertThat(AuditWords.subject(RU, "register billing 2026-11-30")).isEqualTo("реестр billing 30.11.2026");
    assertThat(AuditWords.subject(RU, "comparison of campaign a")).isEqualTo("сравнение кампании a");
    assertThat(AuditWords.subject(view(Language.RO), "household of account 7")).isEqualTo("gospodăria contractului 7");
    assertThat(AuditWords.subject(RU, "+37369000005")).isEqualTo("+37369000005");
    assertThat(AuditWords.subject(RU, "register 2026-13-77")).isEqualTo("реестр 2026-13-77");
  }

  @Test
  void what_changed_is_named_and_our_words_in_it_are_said_while_names_and_notes_stay() {
    assertThat(AuditWords.changes(RU, Map.of("state", "DRAFT", "name", "DRAFT")))
        .isEqualTo("имя: DRAFT\nсостояние: черновик");
    assertThat(AuditWords.changes(RU, Map.of("active", "true", "speaks", "EN RU", "telephone", "")))
        .isEqualTo("может войти: да\nязыки звонков: English, Русский\nтелефон: –");
    assertThat(AuditWords.changes(view(Language.RO), Map.of("events", "opt-out, ticket.opened", "until", "2026-11-30")))
        .doesNotContain("opt-out").doesNotContain("ticket").contains("ultima zi: 30.11.2026");
    assertThat(AuditWords.changes(RU, Map.of("unheard-of", "x"))).isEqualTo("unheard-of: x");
  }

  @Test
  void a_command_that_was_refused_is_said_with_its_reason() {
    assertThat(AuditWords.deed(RU, "desk hold refused")).isEqualTo("оператор: удержание: отказано");
    assertThat(AuditWords.changes(RU, Map.of("why", "GONE"))).isEqualTo("почему: Уже отменено.");
  }
}
