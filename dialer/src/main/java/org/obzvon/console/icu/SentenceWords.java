package org.obzvon.console.icu;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.console.Phrases;
import org.obzvon.document.Sentence;
import org.obzvon.document.SentenceValue;
import org.obzvon.register.Money;

/// Says reasons with `console/sentences_??.properties`. In a sentence `{0}` shows a value as its type and the language
/// demand, `{0,name,stop}` a name of that kind, and `{0, plural, …}` depends on a count.
final class SentenceWords {
  private static final Pattern SHOWN = Pattern.compile("\\{(\\d|parts)(?:,name,([a-z.-]+))?}");

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
      SentenceValue value = sentence.values().get(place);
      if (value instanceof SentenceValue.Count(long count)) {
        values.add(count);
      } else if (pattern.contains("{" + place + ", plural")) {
        return sentence.english();
      } else {
        values.add(value.text());
      }
    }
    String message = SHOWN.matcher(pattern).replaceAll(found -> {
      values.add(shown(sentence, found.group(1), found.group(2)));
      return Matcher.quoteReplacement("{" + (values.size() - 1) + "}");
    });
    return new MessageFormat(message, ULocale.forLocale(phrases.language().locale())).format(values.toArray());
  }

  private String shown(Sentence sentence, String place, String kind) {
    if (place.equals("parts")) {
      return sentence.parts().stream().map(this::say).collect(Collectors.joining("; "));
    }
    SentenceValue value = sentence.values().get(Integer.parseInt(place));
    return kind == null ? shown(value) : phrases.named(kind, value.text().replace(' ', '-'));
  }

  private String shown(SentenceValue value) {
    return switch (value) {
      case SentenceValue.Text(String text) -> text;
      case SentenceValue.Count _ -> value.text();
      case SentenceValue.Day(LocalDate day) -> phrases.day(day);
      case SentenceValue.Moment(Instant at) -> phrases.moment(at);
      case SentenceValue.LocalMoment(LocalDateTime at, ZoneId _) ->
          phrases.day(at.toLocalDate()) + " " + at.toLocalTime();
      case SentenceValue.Amount(BigDecimal amount, Currency currency) -> phrases.money(new Money(amount, currency));
      case SentenceValue.Source(String certainty, String cited) -> source(certainty, cited);
    };
  }

  /// Returns the source with our own reasons, which many numbers share, in the reader's language; a citation stays
  /// unchanged.
  private String source(String certainty, String cited) {
    String key = cited.replace(' ', '-');
    String said = phrases.named("source", key);
    return phrases.named("certainty", certainty) + ", " + (said.equals(key) ? cited : said);
  }
}
