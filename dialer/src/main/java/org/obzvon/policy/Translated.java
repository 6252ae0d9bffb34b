package org.obzvon.policy;

import java.util.Map;
import org.obzvon.register.Language;

/// What a profile says in words: in English, which command line and programs get, and in the languages that its author
/// wrote besides.
public record Translated(String english, Map<Language, String> others) {
  public Translated {
    others = Map.copyOf(others);
  }

  public static Translated untranslated(String english) {
    return new Translated(english, Map.of());
  }

  /// English where nobody translated it.
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
