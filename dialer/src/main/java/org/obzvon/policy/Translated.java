package org.obzvon.policy;

import java.util.Map;
import org.obzvon.register.Language;

/// A text of a profile: in English, which the command line and programs get, and in the other languages that its author
/// wrote.
public record Translated(String english, Map<Language, String> others) {
  public Translated {
    others = Map.copyOf(others);
  }

  public static Translated untranslated(String english) {
    return new Translated(english, Map.of());
  }

  /// Returns the text in the language, or in English if it is not translated.
  public String in(Language language) {
    return others.getOrDefault(language, english);
  }

  public boolean knows(Language language) {
    return language == Language.EN || others.containsKey(language);
  }

  @Override
  public String toString() {
    return english;
  }
}
