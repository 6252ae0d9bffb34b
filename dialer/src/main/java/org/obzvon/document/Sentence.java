package org.obzvon.document;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The reason, for people, why something was not done or cannot be accepted: a code, and the values that decided.
/// Command line, files and programs get the English sentence; the pages use the code to show it in the reader's
/// language.
///
/// @param code of a [CodedReason]; empty where there is no wording and only the English text is known
/// @param parts reasons within this one
public record Sentence(String code, List<SentenceValue> values, List<Sentence> parts, String english) {
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

  static Sentence of(CodedReason wording, List<SentenceValue> values, List<Sentence> parts) {
    String all = parts.stream().map(Sentence::english).collect(Collectors.joining(", "));
    String english = PLACE.matcher(wording.english())
        .replaceAll(
            place -> {
              String name = place.group(1);
              return Matcher.quoteReplacement(
                  name.equals("parts") ? all : values.get(Integer.parseInt(name)).text());
            });
    return new Sentence(wording.code(), values, parts, english);
  }

  @Override
  public String toString() {
    return english;
  }
}
