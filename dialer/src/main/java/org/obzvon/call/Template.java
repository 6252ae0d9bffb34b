package org.obzvon.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One phrase of a script: words with variables in braces, "К оплате: {arrears}".
///
/// @param key name of the recording that may stand in for it, `payment-active-greeting-1`
public record Template(String key, String source, List<Part> parts) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
  private static final int LONGEST = 600;

  /// A piece of a phrase: the author's words or a variable.
  public sealed interface Part {
    record Literal(String text) implements Part {}

    record Named(ScriptVariable variable) implements Part {}
  }

  public Template {
    parts = List.copyOf(parts);
  }

  /// Parses a phrase.
  ///
  /// @throws IllegalArgumentException with a sentence for the script's author
  public static Template parse(String key, String source) {
    if (source.length() > LONGEST) {
      throw new IllegalArgumentException("is longer than " + LONGEST + " characters; split it into phrases");
    }
    List<Part> parts = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(source);
    int from = 0;
    while (matcher.find()) {
      parts.add(literal(source.substring(from, matcher.start())));
      String name = matcher.group(1);
      parts.add(
          new Part.Named(
              ScriptVariable.of(name)
                  .orElseThrow(
                      () -> new IllegalArgumentException(
                          "names the unknown variable '" + name + "'; known: " + ScriptVariable.known()))));
      from = matcher.end();
    }
    parts.add(literal(source.substring(from)));
    return new Template(key, source, parts);
  }

  private static Part literal(String text) {
    if (text.contains("{") || text.contains("}")) {
      throw new IllegalArgumentException("has a brace without its pair; a variable is written {company}");
    }
    return new Part.Literal(text);
  }

  public Set<ScriptVariable> variables() {
    Set<ScriptVariable> variables = new HashSet<>();
    for (Part part : parts) {
      if (part instanceof Part.Named(ScriptVariable variable)) {
        variables.add(variable);
      }
    }
    return variables;
  }

  /// Returns the author's words without the variables.
  public String literals() {
    StringBuilder literals = new StringBuilder();
    for (Part part : parts) {
      literals.append(part instanceof Part.Literal(String text) ? text : " ");
    }
    return literals.toString();
  }

  /// Returns the phrase as it is said; empty when it names something that has no value, because half a sentence is
  /// worse than none.
  public Optional<Phrase> say(Function<ScriptVariable, Optional<String>> values) {
    StringBuilder said = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(String text) -> said.append(text);
        case Part.Named(ScriptVariable variable) -> {
          Optional<String> value = values.apply(variable);
          if (value.isEmpty()) {
            return Optional.empty();
          }
          said.append(value.get());
        }
      }
    }
    Optional<String> recording = variables().isEmpty() ? Optional.of(key) : Optional.empty();
    return Optional.of(new Phrase(recording, said.toString().strip()));
  }
}
