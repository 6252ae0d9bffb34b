package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.obzvon.register.Language;

class ReportWordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  @Test
  void the_three_languages_say_the_same_with_the_same_values() throws IOException {
    Map<String, TreeSet<String>> english = places(Language.EN);
    assertThat(english).isNotEmpty();
    assertThat(places(Language.RU)).isEqualTo(english);
    assertThat(places(Language.RO)).isEqualTo(english);
  }

  @Test
  void numbers_are_written_as_the_language_writes_them() {
    assertThat(ReportWords.in(Language.EN).number(1.25, 2)).isEqualTo("1.25");
    assertThat(ReportWords.in(Language.RU).number(1.25, 2)).isEqualTo("1,25");
    assertThat(ReportWords.in(Language.RO).number(Double.NaN, 2)).isEqualTo(ReportWords.UNKNOWN);
  }

  private static Map<String, TreeSet<String>> places(Language language) throws IOException {
    Properties texts = new Properties();
    try (InputStream stream = ReportWordsTest.class
        .getResourceAsStream("/comparison/report_" + language.tag() + ".properties")) {
      texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
    Map<String, TreeSet<String>> places = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          List<String> found = PLACE.matcher((String) text).results().map(MatchResult::group).toList();
          places.put((String) key, new TreeSet<>(found));
        });
    return places;
  }
}
