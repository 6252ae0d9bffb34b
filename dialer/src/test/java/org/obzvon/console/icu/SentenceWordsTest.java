package org.obzvon.console.icu;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.console.Phrases;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.CodedReason;
import org.obzvon.document.Sentence;
import org.obzvon.policy.Certainty;
import org.obzvon.policy.Provenance;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Why;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Tests that every reason that any part of the program gives exists in every language.
class SentenceWordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d|parts)\\b");
  private static final Map<String, CodedReason> WORDINGS = wordings();

  private static Map<String, CodedReason> wordings() {
    Map<String, CodedReason> all = new TreeMap<>();
    new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("org.obzvon").stream()
        .filter(type -> type.isEnum() && type.isAssignableTo(CodedReason.class))
        .flatMap(type -> List.of((CodedReason[]) type.reflect().getEnumConstants()).stream())
        .forEach(wording -> assertThat(all.put(wording.code(), wording)).as(wording.code()).isNull());
    return all;
  }

  private static Set<String> places(String sentence) {
    return PLACE.matcher(sentence).results().map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource(value = Language.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
  void no_reason_lacks_a_translation_and_no_translation_a_reason(Language language) {
    assertThat(WORDINGS).hasSizeGreaterThan(100);
    assertThat(new TreeSet<>(IcuPhrases.read("sentences", language).stringPropertyNames()))
        .isEqualTo(WORDINGS.keySet());
  }

  /// A translation may omit a value that means nothing to its reader, such as a path of the server, but may use no
  /// value that the reason does not supply.
  @ParameterizedTest
  @EnumSource(value = Language.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
  void a_translation_has_no_place_that_the_reason_does_not_fill(Language language) {
    var sentences = IcuPhrases.read("sentences", language);
    WORDINGS.forEach(
        (code, wording) -> assertThat(places(wording.english())).as(code)
            .containsAll(places(sentences.getProperty(code))));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_reason_can_be_said_with_any_values(Language language) {
    Phrases phrases = IcuPhrases.all(ZoneOffset.UTC).get(language);
    Properties translations = language == Language.EN ? new Properties() : IcuPhrases.read("sentences", language);
    WORDINGS.forEach((code, wording) -> {
      Object[] values = {"<'{0}'>", 7, "{parts}", "x", 21, 3};
      int count = (int) places(wording.english()).stream().filter(place -> !place.equals("parts")).count();
      Sentence part = Sentence.unworded("a part");
      Sentence reason = wording.of(List.of(part), java.util.Arrays.copyOf(values, count));
      assertThat(phrases.say(reason)).as(code).isNotBlank();
      assertThat(phrases.knows(reason)).as(code).isTrue();
      Sentence counted = wording.of(List.of(part), Collections.nCopies(count, 7).toArray());
      assertThat(phrases.say(counted)).as(code).isNotBlank();
      if (translations.getProperty(code, "").contains("plural")) {
        assertThat(phrases.say(counted)).as(code).isNotEqualTo(counted.english());
      }
    });
  }

  @ParameterizedTest
  @EnumSource(value = Language.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
  void counted_values_know_their_plurals(Language language) {
    IcuPhrases.read("sentences", language).forEach((code, sentence) -> {
      String plain = sentence.toString().replaceAll("\\{(\\d|parts),name[^}]*}", "");
      new MessageFormat(plain, ULocale.forLocale(language.locale()));
      if (plain.contains("plural")) {
        assertThat(plain).as(code.toString()).contains("one {").contains("other {");
      }
    });
  }

  @Test
  void values_are_shown_as_the_reader_writes_them() {
    Phrases russian = IcuPhrases.all(ZoneOffset.UTC).get(Language.RU);
    Sentence stop = Why.HOUSEHOLD_STOPPED
        .of(List.of(Why.STOP.with(StopKind.OPT_OUT, Instant.parse("2026-11-20T10:00:00Z"))));
    assertThat(russian.say(stop)).isEqualTo("домохозяйство в стоп-листе: попросил не беспокоить, с 20.11.2026 10:00");
    LocalDate day = LocalDate.of(2026, 11, 20);
    Sentence pause = Why.PAUSE.with(day, 3, new Provenance("law", Certainty.A));
    assertThat(russian.say(pause)).isEqualTo("разговор был 20.11.2026; после него пауза 3 дня (основание: закон, law)");
    Sentence own = Why.PAUSE.with(day, 3, new Provenance("own choice", Certainty.OURS));
    assertThat(russian.say(own)).endsWith("(основание: наша осторожность, выбрано нами)");
    ZoneId moscow = ZoneId.of("Europe/Moscow");
    Sentence closed = Why.CLOSED.with(
        ZonedDateTime.of(2026, 11, 29, 23, 5, 59, 0, moscow), ZonedDateTime.of(2026, 11, 30, 9, 0, 0, 0, moscow));
    assertThat(russian.say(closed)).isEqualTo("у должника сейчас 29.11.2026 23:05; можно с 30.11.2026 09:00");
    assertThat(closed.english())
        .isEqualTo("it is 2026-11-29 23:05 Europe/Moscow for the debtor;"
            + " the hours open at 2026-11-30 09:00 Europe/Moscow");
    assertThat(russian.say(Why.NOTHING_OWED.with(Money.of("1234.5", "MDL"))))
        .isEqualTo("долга больше нет, баланс 1\u00a0234,50 MDL");
  }

  @ParameterizedTest
  @CsvSource({
    "0, дней, zile", "1, день, zi", "2, дня, zile", "5, дней, zile", "11, дней, zile", "20, дней, de zile",
    "21, день, de zile", "101, день, zile"})
  void a_count_has_the_plural_of_its_language(int days, String russian, String romanian) {
    Sentence pause = Why.REASON_PAUSE.with(NonPaymentReason.NO_MONEY, Instant.EPOCH, days);
    Map<Language, Phrases> phrases = IcuPhrases.all(ZoneOffset.UTC);
    assertThat(phrases.get(Language.RU).say(pause)).contains("после этого " + days + " " + russian + " без");
    assertThat(phrases.get(Language.RO).say(pause)).containsPattern("\\b" + days + " " + romanian + "\\b");
    assertThat(phrases.get(Language.EN).say(pause)).contains(" and " + days + " days ");
  }

  @Test
  void a_quoted_text_that_looks_like_a_day_or_a_pattern_is_shown_as_it_came() {
    Phrases russian = IcuPhrases.all(ZoneOffset.UTC).get(Language.RU);
    assertThat(russian.say(Why.NO_PROFILE.with("2026-11-20"))).isEqualTo("нет правил контакта с именем 2026-11-20");
    assertThat(russian.say(Why.NO_PROFILE.with("{1} '5.00 MDL'"))).endsWith("{1} '5.00 MDL'");
  }

  @Test
  void what_nobody_worded_stays_as_it_came_and_is_known_for_that() {
    Phrases romanian = IcuPhrases.all(ZoneOffset.UTC).get(Language.RO);
    Sentence foreign = Sentence.unworded("queue is full");
    assertThat(romanian.say(foreign)).isEqualTo("queue is full");
    assertThat(romanian.knows(foreign)).isFalse();
  }
}
