package org.obzvon.policy.jooq;

import java.util.List;
import org.jooq.JSONB;
import org.jooq.tools.json.JSONArray;
import org.jooq.tools.json.JSONParser;
import org.jooq.tools.json.ParseException;
import org.obzvon.document.Sentence;

/// A reason as `[code, [values], [reasons within it], english]`.
final class SentenceJson {
  private SentenceJson() {}

  static JSONB write(Sentence reason) {
    return JSONB.valueOf(array(reason).toString().replace("\\u0000", ""));
  }

  private static JSONArray array(Sentence reason) {
    return new JSONArray(
        List.of(
            reason.code(), new JSONArray(reason.values()),
            new JSONArray(reason.parts().stream().map(SentenceJson::array).toList()), reason.english()));
  }

  /// @param stored null of answers from before reasons had codes
  static Sentence read(JSONB stored, String english) {
    if (stored == null) {
      return Sentence.unworded(english);
    }
    try {
      return reason((List<?>) new JSONParser().parse(stored.data()));
    } catch (ParseException e) {
      throw new IllegalStateException("no reason: " + stored.data(), e);
    }
  }

  private static Sentence reason(List<?> array) {
    List<String> values = ((List<?>) array.get(1)).stream().map(String.class::cast).toList();
    List<Sentence> parts = ((List<?>) array.get(2)).stream().map(part -> reason((List<?>) part)).toList();
    return new Sentence((String) array.getFirst(), values, parts, (String) array.get(3));
  }
}
