package org.obzvon.console.icu;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.console.Phrases;
import org.obzvon.document.Sentence;
import org.obzvon.document.Wording;
import org.obzvon.register.Language;

/// Every reason that any part of the program may give is said in every language.
class SentenceWordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d|parts)\\b");
  private static final Map<String, Wording> WORDINGS = wordings();

  private static Map<String, Wording> wordings() {
    Map<String, Wording> all = new TreeMap<>();
    new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("org.obzvon").stream()
        .filter(type -> type.isEnum() && type.isAssignableTo(Wording.class))
        .flatMap(type -> List.of((Wording[]) type.reflect().getEnumConstants()).stream())
        .forEach(wording -> assertThat(all.put(wording.code(), wording)).as(wording.code()).isNull());
    return all;
  }

  private static Set<String> places(String sentence) {
    return PLACE.matcher(sentence).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource(value = Language.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
  void no_reason_lacks_a_translation_and_no_translation_a_reason(Language language) {
    assertThat(WORDINGS).hasSizeGreaterThan(100);
    assertThat(new TreeSet<>(IcuPhrases.read("sentences", language).stringPropertyNames())).isEqualTo(WORDINGS.keySet());
  }

  /// A translation may leave a value out that means nothing to its reader, such as a path of the server, but has none
  /// that the reason does not bring.
  @ParameterizedTest
  @EnumSource(value = Language.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
  void a_translation_has_no_place_that_the_reason_does_not_fill(Language language) {
    var sentences = IcuPhrases.read("sentences", language);
    WORDINGS.forEach(
        (code, wording) ->
            assertThat(places(wording.english())).as(code).containsAll(places(sentences.getProperty(code))));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_reason_can_be_said_with_any_values(Language language) {
    Phrases phrases = IcuPhrases.all(ZoneOffset.UTC).get(language);
    WORDINGS.forEach((code, wording) -> {
      Object[] values = {"<'{0}'>", "7", "{parts}", "x", "21", "3"};
      int count = (int) places(wording.english()).stream().filter(place -> !place.equals("parts")).count();
      Sentence part = Sentence.unworded("a part");
      Sentence reason = wording.of(List.of(part), java.util.Arrays.copyOf(values, count));
      assertThat(phrases.say(reason)).as(code).isNotBlank();
      assertThat(phrases.knows(reason)).as(code).isTrue();
    });
  }

  @ParameterizedTest
  @EnumSource(value = Language.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
  void counted_values_know_their_plurals(Language language) {
    IcuPhrases.read("sentences", language).forEach((code, sentence) -> {
      String plain = sentence.toString().replaceAll("\\{(\\d|parts),(day|moment|money|source|name)[^}]*}", "");
      new MessageFormat(plain, ULocale.forLocale(language.locale()));
      if (plain.contains("plural")) {
        assertThat(plain).as(code.toString()).contains("one {").contains("other {");
      }
    });
  }

  @Test
  void values_are_shown_as_the_reader_writes_them() {
    Phrases russian = IcuPhrases.all(ZoneOffset.UTC).get(Language.RU);
    Sentence stop =
        new Sentence("policy.household-stopped", List.of(),
            List.of(new Sentence("policy.stop", List.of("OPT_OUT", "2026-11-20T10:00:00Z"), List.of(), "OPT_OUT since …")), "…");
    assertThat(russian.say(stop)).isEqualTo("домохозяйство в стоп-листе: попросил не беспокоить, с 20.11.2026 10:00");
    Sentence pause = new Sentence("policy.pause", List.of("2026-11-20", "3", "A: law"), List.of(), "…");
    assertThat(russian.say(pause)).isEqualTo("разговор был 20.11.2026; после него пауза 3 дня (основание: закон, law)");
    Sentence own = new Sentence("policy.pause", List.of("2026-11-20", "3", "OURS: own choice"), List.of(), "…");
    assertThat(russian.say(own)).endsWith("(основание: наша осторожность, выбрано нами)");
    Sentence closed =
        new Sentence("policy.closed", List.of("2026-11-29 23:05 Europe/Moscow", "2026-11-30 09:00 Europe/Moscow"), List.of(), "…");
    assertThat(russian.say(closed)).isEqualTo("у должника сейчас 29.11.2026 23:05; можно с 30.11.2026 09:00");
  }

  @Test
  void what_nobody_worded_stays_as_it_came_and_is_known_for_that() {
    Phrases romanian = IcuPhrases.all(ZoneOffset.UTC).get(Language.RO);
    Sentence foreign = Sentence.unworded("queue is full");
    assertThat(romanian.say(foreign)).isEqualTo("queue is full");
    assertThat(romanian.knows(foreign)).isFalse();
  }
}
