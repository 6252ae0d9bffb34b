package org.obzvon.sms;

import java.util.Set;
import org.obzvon.register.Language;

/// A text message as its author wrote it.
///
/// @param source file, for what is said about faults
/// @param pattern ICU message format with the variables of [Variable]
/// @param variables those that the pattern names
public record MessageTemplate(String source, Heading heading, String pattern, Set<Variable> variables) {
  public MessageTemplate {
    variables = Set.copyOf(variables);
  }

  /// @param transliterate written in Latin letters without accents, for half the segments
  /// @param mostSegments a text that needs more is not sent
  public record Heading(String name, Language language, Purpose purpose, boolean transliterate, int mostSegments) {}
}
