package org.obzvon.console.icu;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.register.Language;

/// What the pages say is said in every language.
class PhrasesTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Pattern SAID = Pattern.compile("say\\(\"([a-z0-9.-]+)\"");

  private static Set<String> keys(Language language) {
    return IcuPhrases.read("pages", language).stringPropertyNames();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_language_has_the_same_phrases(Language language) {
    assertThat(keys(language)).isEqualTo(keys(Language.EN));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_phrase_takes_the_same_values_and_knows_its_plurals(Language language) {
    for (String key : keys(language)) {
      String phrase = IcuPhrases.read("pages", language).getProperty(key);
      MessageFormat format = new MessageFormat(phrase, ULocale.forLocale(language.locale()));
      MessageFormat english = new MessageFormat(IcuPhrases.read("pages", Language.EN).getProperty(key), ULocale.ENGLISH);
      assertThat(format.getArgumentNames()).as(key).isEqualTo(english.getArgumentNames());
      if (phrase.contains("plural")) {
        List<String> forms = language == Language.RU ? List.of("one", "few", "many", "other")
            : language == Language.RO ? List.of("one", "few", "other") : List.of("one", "other");
        forms.forEach(form -> assertThat(phrase).as(key).contains(form + " {"));
      }
    }
  }

  @Test
  void every_phrase_that_a_page_says_exists() throws IOException {
    Set<String> said = new TreeSet<>();
    try (var files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher matcher = SAID.matcher(Files.readString(file));
        while (matcher.find()) {
          said.add(matcher.group(1));
        }
      }
    }
    assertThat(said).hasSizeGreaterThan(10);
    assertThat(keys(Language.EN)).containsAll(said);
  }

  @Test
  void russian_counts_as_russians_do() {
    var russian = IcuPhrases.all(ZoneOffset.UTC).get(Language.RU);
    assertThat(russian.say("sign-in.wait", 1)).contains("1 секунду");
    assertThat(russian.say("sign-in.wait", 3)).contains("3 секунды");
    assertThat(russian.say("sign-in.wait", 11)).contains("11 секунд.");
  }
}
