package org.obzvon.policy.yaml;

import java.util.EnumMap;
import java.util.Map;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.policy.Translated;
import org.obzvon.register.Language;

/// Reads one text, or a mapping of languages to texts that must include English.
final class TranslatedText {
  private TranslatedText() {}

  static Translated read(YamlNode node) {
    if (node.isScalar()) {
      return Translated.untranslated(node.text());
    }
    node.only("en", "ru", "ro");
    Map<Language, String> others = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      if (language != Language.EN) {
        node.find(language.tag()).ifPresent(text -> others.put(language, text.text()));
      }
    }
    return new Translated(node.get("en").text(), others);
  }
}
