package org.obzvon.document.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.obzvon.document.Sentence;

/// Translates the parser's complaint into one of our reasons. It has its own words for common mistakes; other
/// complaints keep the parser's words.
final class YamlComplaint {
  /// Maps a part of the complaint to its reason; the first match wins.
  private static final Map<String, YamlFault> KNOWN = known();

  private YamlComplaint() {}

  private static Map<String, YamlFault> known() {
    Map<String, YamlFault> known = new LinkedHashMap<>();
    known.put("(TAB)", YamlFault.TAB);
    known.put("cannot start any token", YamlFault.ODD_BEGINNING);
    known.put("mapping values are not allowed", YamlFault.SECOND_COLON);
    known.put("could not find expected ':'", YamlFault.NO_COLON);
    known.put("expected <block end>", YamlFault.INDENTATION);
    known.put("sequence entries are not allowed", YamlFault.INDENTATION);
    known.put("mapping keys are not allowed", YamlFault.INDENTATION);
    known.put("simple key is required", YamlFault.INDENTATION);
    known.put("unexpected end of stream", YamlFault.OPEN_QUOTE);
    known.put("expected ',' or '}'", YamlFault.OPEN_BRACE);
    known.put("expected ',' or ']'", YamlFault.OPEN_BRACKET);
    known.put("unknown escape character", YamlFault.ESCAPE);
    known.put("undefined alias", YamlFault.ODD_BEGINNING);
    known.put("undefined tag handle", YamlFault.ODD_BEGINNING);
    known.put("special characters", YamlFault.CONTROL_CHARACTERS);
    known.put("another document", YamlFault.SEVERAL_DOCUMENTS);
    return Collections.unmodifiableMap(known);
  }

  static Sentence of(String complaint) {
    return KNOWN.entrySet().stream()
        .filter(one -> complaint.contains(one.getKey()))
        .findFirst()
        .map(one -> one.getValue().with())
        .orElseGet(() -> YamlFault.NO_YAML.with(complaint));
  }
}
