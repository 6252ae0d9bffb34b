package org.obzvon.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.obzvon.register.Language;

/// Speech that names sounds and makes none: for the rehearsal, whose exchange plays nothing.
public final class SilentSpeech implements Speech {

  @Override
  public List<String> prepare(Language language, List<Phrase> phrases) {
    List<String> names = new ArrayList<>();
    for (Phrase phrase : phrases) {
      names.add(String.format(Locale.ROOT, "silent/%s/%08x", language.tag(), phrase.text().hashCode()));
    }
    return names;
  }
}
