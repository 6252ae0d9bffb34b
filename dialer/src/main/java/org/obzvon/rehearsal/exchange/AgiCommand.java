package org.obzvon.rehearsal.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One command line of an AGI server, split into words at blanks. Quotes keep words together, and a backslash takes the
/// next character literally.
record AgiCommand(List<String> words) {

  static AgiCommand of(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean open = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        open = true;
      } else if (c == '"') {
        quoted = !quoted;
        open = true;
      } else if (c == ' ' && !quoted) {
        if (open) {
          words.add(word.toString());
          word.setLength(0);
          open = false;
        }
      } else {
        word.append(c);
        open = true;
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return new AgiCommand(List.copyOf(words));
  }

  /// Returns whether this is the command of that name, ignoring case: `is("STREAM", "FILE")`.
  boolean is(String... name) {
    if (words.size() < name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (!words.get(i).toUpperCase(Locale.ROOT).equals(name[i])) {
        return false;
      }
    }
    return true;
  }

  /// Returns the word at a position, counted from 0; empty text where there is none.
  String word(int position) {
    return position < words.size() ? words.get(position) : "";
  }
}
