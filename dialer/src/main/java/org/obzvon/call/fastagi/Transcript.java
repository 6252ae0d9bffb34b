package org.obzvon.call.fastagi;

import java.util.ArrayList;
import java.util.List;
import org.obzvon.call.Phrase;

/// The words and keys of a conversation, for the operator who takes it over.
final class Transcript {
  /// The most lines. A script has at most 200 turns; nobody reads more than this when the telephone rings.
  private static final int MOST = 200;

  private final List<String> lines = new ArrayList<>();

  void said(List<Phrase> phrases) {
    phrases.forEach(phrase -> add(phrase.text()));
  }

  void pressed(char key) {
    add("[" + key + "]");
  }

  private void add(String line) {
    if (lines.size() < MOST) {
      lines.add(line);
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
