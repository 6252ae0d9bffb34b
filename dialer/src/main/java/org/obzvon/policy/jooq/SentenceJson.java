package org.obzvon.policy.jooq;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jooq.JSONB;
import org.obzvon.document.SafeText;
import org.obzvon.document.Sentence;
import org.obzvon.document.SentenceValue;

/// Stores a reason as `[code, [values], [reasons within it], english]` and reads it back. Among the values, a text is a
/// plain string and any other value an array of its type and parts: `["day", "2026-11-30"]`.
final class SentenceJson {
  private static final JsonMapper JSON = new JsonMapper();

  private SentenceJson() {}

  static JSONB write(Sentence reason) {
    try {
      return JSONB.valueOf(JSON.writeValueAsString(array(reason)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<?> array(Sentence reason) {
    return List.of(
        reason.code(), reason.values().stream().map(SentenceJson::written).toList(),
        reason.parts().stream().map(SentenceJson::array).toList(), SafeText.storable(reason.english()));
  }

  private static Object written(SentenceValue value) {
    return switch (value) {
      case SentenceValue.Text(String text) -> SafeText.storable(text);
      case SentenceValue.Count(long count) -> typed("count", Long.toString(count));
      case SentenceValue.Day(LocalDate day) -> typed("day", day.toString());
      case SentenceValue.Moment(Instant at) -> typed("moment", at.toString());
      case SentenceValue.LocalMoment(LocalDateTime at, ZoneId zone) -> typed("local", at.toString(), zone.getId());
      case SentenceValue.Amount(BigDecimal amount, Currency currency) ->
          typed("amount", amount.toPlainString(), currency.getCurrencyCode());
      case SentenceValue.Source(String certainty, String cited) ->
          typed("source", certainty, SafeText.storable(cited));
    };
  }

  private static List<String> typed(String... words) {
    return List.of(words);
  }

  /// @param stored null for answers from before reasons had codes
  static Sentence read(JSONB stored, String english) {
    if (stored == null) {
      return Sentence.unworded(english);
    }
    try {
      return reason(JSON.readValue(stored.data(), List.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no reason: " + stored.data(), e);
    }
  }

  private static Sentence reason(List<?> array) {
    List<SentenceValue> values = ((List<?>) array.get(1)).stream().map(SentenceJson::value).toList();
    List<Sentence> parts = ((List<?>) array.get(2)).stream().map(part -> reason((List<?>) part)).toList();
    return new Sentence((String) array.getFirst(), values, parts, (String) array.get(3));
  }

  private static SentenceValue value(Object stored) {
    if (stored instanceof String text) {
      return new SentenceValue.Text(text);
    }
    List<String> words = ((List<?>) stored).stream().map(String.class::cast).toList();
    return switch (words.getFirst()) {
      case "count" -> new SentenceValue.Count(Long.parseLong(words.get(1)));
      case "day" -> new SentenceValue.Day(LocalDate.parse(words.get(1)));
      case "moment" -> new SentenceValue.Moment(Instant.parse(words.get(1)));
      case "local" -> new SentenceValue.LocalMoment(LocalDateTime.parse(words.get(1)), ZoneId.of(words.get(2)));
      case "amount" -> new SentenceValue.Amount(new BigDecimal(words.get(1)), Currency.getInstance(words.get(2)));
      case "source" -> new SentenceValue.Source(words.get(1), words.get(2));
      default -> throw new IllegalStateException("no type of a value: " + words.getFirst());
    };
  }
}
