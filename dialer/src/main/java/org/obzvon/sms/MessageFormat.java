package org.obzvon.sms;

import java.util.Map;
import java.util.Set;
import org.obzvon.register.Language;

/// Puts values into a pattern by the rules of a language: plural forms, money, dates.
public interface MessageFormat {

  /// The names in a pattern's braces.
  ///
  /// @throws IllegalArgumentException with a sentence for the author when the pattern is not valid
  Set<String> names(String pattern);

  /// The author's words without the syntax around them, all branches one after another.
  String literals(String pattern);

  /// @throws IllegalArgumentException when a value is missing or of a kind that cannot be written
  String render(String pattern, Language language, Map<TemplateVariable, Value> values);
}
