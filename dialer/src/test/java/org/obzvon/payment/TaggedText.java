package org.obzvon.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A text that knows for each character the entry of the whole file from which it comes; 0 means none.
final class TaggedText {
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> origins = new ArrayList<>();

  TaggedText add(String part, int origin) {
    part.chars().forEach(c -> put(text.length(), (char) c, origin));
    return this;
  }

  private void put(int at, char c, int origin) {
    text.insert(at, c);
    origins.add(at, origin);
  }

  private void delete(int from, int to) {
    text.delete(from, to);
    origins.subList(from, to).clear();
  }

  /// Damages the text one to four times: cuts it, leaves lines out or repeats them, drops line ends, inserts or
  /// replaces characters.
  ///
  /// @param inserted the characters that may be inserted
  void breakUp(Random random, String inserted) {
    for (int times = 1 + random.nextInt(4); times > 0 && text.length() > 8; times--) {
      int at = random.nextInt(text.length());
      char strange = inserted.charAt(random.nextInt(inserted.length()));
      switch (random.nextInt(7)) {
        case 0 -> delete(at, Math.min(end(at), at + 1 + random.nextInt(40)));
        case 1 -> put(at, strange, origins.get(at));
        case 2 -> text.setCharAt(at, strange);
        case 3 -> deleteLine(at);
        case 4 -> repeatLine(at);
        case 5 -> joinLines(at);
        default -> {
          if (random.nextInt(4) == 0) {
            delete(Math.max(8, at), text.length());
          } else {
            put(at, strange, origins.get(at));
          }
        }
      }
    }
  }

  private void deleteLine(int at) {
    delete(beginning(at), end(at));
  }

  private void repeatLine(int at) {
    int from = beginning(at);
    int to = end(at);
    String line = text.substring(from, to);
    List<Integer> of = List.copyOf(origins.subList(from, to));
    text.insert(to, line);
    origins.addAll(to, of);
  }

  private void joinLines(int at) {
    int end = end(at);
    if (end > at + 1) {
      delete(end - 1, end);
    }
  }

  private int beginning(int at) {
    return text.lastIndexOf("\n", at - 1) + 1;
  }

  private int end(int at) {
    int end = text.indexOf("\n", at);
    return end < 0 ? text.length() : end + 1;
  }

  /// Returns the entries from which a value may have been read: those of the lines that contain it. A line that was
  /// joined from two belongs to both.
  Set<Integer> origins(String value) {
    Set<Integer> of = new TreeSet<>();
    for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
      of.addAll(origins.subList(beginning(at), end(at)));
    }
    return of;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
