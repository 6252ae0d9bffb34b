package org.obzvon.sms;

import java.util.Set;
import org.obzvon.register.Language;

/// A text message as its author wrote it.
///
/// @param source the file, named in error messages
/// @param pattern ICU message format with the variables of [TemplateVariable]
/// @param variables the variables that the pattern names
public record MessageTemplate(String source, Heading heading, String pattern, Set<TemplateVariable> variables) {
  public MessageTemplate {
    variables = Set.copyOf(variables);
  }

  /// @param transliterate true when the text is written in Latin letters without accents, for half the segments
  /// @param mostSegments a text that needs more is not sent
  public record Heading(String name, Language language, Purpose purpose, boolean transliterate, int mostSegments) {}
}
