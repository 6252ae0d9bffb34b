package org.obzvon.console.icu;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.console.Phrases;
import org.obzvon.document.Sentence;
import org.obzvon.register.Money;

/// Says reasons by `console/sentences_??.properties`. How a value is shown is a matter of the sentence it stands in:
/// `{0,day}`, `{0,moment}`, `{0,money}`, `{0,source}`, `{0,name,stop}`; whatever cannot be shown so is shown as it is.
final class SentenceWords {
  private static final Pattern SHOWN = Pattern.compile("\\{(\\d|parts)(?:,(day|moment|money|source|name)(?:,([a-z.-]+))?)?}");

  private final Phrases phrases;
  private final Properties sentences;

  SentenceWords(Phrases phrases, Properties sentences) {
    this.phrases = phrases;
    this.sentences = sentences;
  }

  boolean knows(Sentence sentence) {
    return sentences.containsKey(sentence.code());
  }

  String say(Sentence sentence) {
    String pattern = sentences.getProperty(sentence.code());
    if (pattern == null) {
      return sentence.english();
    }
    List<Object> values = new ArrayList<>();
    for (int place = 0; place < sentence.values().size(); place++) {
      String value = sentence.values().get(place);
      boolean counted = pattern.contains("{" + place + ", plural");
      if (counted && !value.matches("-?\\d{1,18}")) {
        return sentence.english();
      }
      values.add(counted ? (Object) Long.valueOf(value) : value);
    }
    String message =
        SHOWN.matcher(pattern).replaceAll(found -> {
          values.add(shown(sentence, found.group(1), found.group(2), found.group(3)));
          return Matcher.quoteReplacement("{" + (values.size() - 1) + "}");
        });
    return new MessageFormat(message, ULocale.forLocale(phrases.language().locale())).format(values.toArray());
  }

  private String shown(Sentence sentence, String place, String manner, String kind) {
    if (place.equals("parts")) {
      return sentence.parts().stream().map(this::say).collect(Collectors.joining("; "));
    }
    String value = sentence.values().get(Integer.parseInt(place));
    if (manner == null) {
      return value;
    }
    try {
      return switch (manner) {
        case "day" -> phrases.day(LocalDate.parse(value));
        case "moment" -> moment(value);
        case "money" -> money(value);
        case "source" -> source(value);
        default -> phrases.named(kind, value.replace(' ', '-'));
      };
    } catch (DateTimeException | IllegalArgumentException _) {
      return value;
    }
  }

  private static String[] words(String value) {
    String[] words = value.split(" ");
    if (words.length < 2) {
      throw new IllegalArgumentException("one word: " + value);
    }
    return words;
  }

  /// `2026-11-30T07:00:00Z` by the pages' clock, or `2026-11-30 09:00 Europe/Chisinau` as it is there.
  private String moment(String value) {
    if (value.endsWith("Z")) {
      return phrases.moment(Instant.parse(value));
    }
    String[] words = words(value);
    LocalDateTime there = LocalDateTime.parse(words[0] + "T" + words[1]);
    return phrases.day(there.toLocalDate()) + " " + there.toLocalTime();
  }

  /// `OURS: own choice`; what is cited stays as it is.
  private String source(String value) {
    int end = value.indexOf(": ");
    if (end < 0) {
      return value;
    }
    String cited = value.substring(end + 2);
    String key = cited.replace(' ', '-');
    String said = phrases.named("source", key);
    return phrases.named("certainty", value.substring(0, end)) + ", " + (said.equals(key) ? cited : said);
  }

  private String money(String value) {
    String[] words = words(value);
    return phrases.money(Money.of(words[0], words[1]));
  }
}
