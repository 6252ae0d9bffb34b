package org.obzvon.document;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Why something was not done or cannot be taken, for people: a code, and the values that decided. The English sentence
/// is one way to say it and the one that command line, files and programs get; the pages say it by the code in the
/// language of their reader.
///
/// @param code of a [Wording]; empty where nobody worded it and only the English text is known
/// @param values as a machine writes them: `2026-11-30`, `2026-11-30T09:00:00Z`, `OPT_OUT`
/// @param parts reasons within this one
public record Sentence(String code, List<String> values, List<Sentence> parts, String english) {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d|parts)}");

  public Sentence {
    values = List.copyOf(values);
    parts = List.copyOf(parts);
  }

  public static Sentence unworded(String english) {
    return new Sentence("", List.of(), List.of(), english);
  }

  public boolean isWorded() {
    return !code.isEmpty();
  }

  static Sentence of(Wording wording, List<String> values, List<Sentence> parts) {
    String all = parts.stream().map(Sentence::english).collect(Collectors.joining(", "));
    String english =
        PLACE.matcher(wording.english())
            .replaceAll(
                place -> {
                  String name = place.group(1);
                  return Matcher.quoteReplacement(name.equals("parts") ? all : values.get(Integer.parseInt(name)));
                });
    return new Sentence(wording.code(), values, parts, english);
  }

  @Override
  public String toString() {
    return english;
  }
}
