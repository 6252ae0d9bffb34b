package org.obzvon.sms.answers;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The words and stems used in the phrases of a language. Finds the one that a misspelt or run-together word stands
/// for.
final class Vocabulary {
  /// Shorter words differ in one letter from too many others.
  private static final int SHORTEST_CORRECTED = 6;
  private static final int SHORTEST_STEM = 4;
  /// Shorter words sound like too many others.
  private static final int SHORTEST_SOUNDED = 4;
  /// A word that is longer than a stem and this ending is two words in one.
  private static final int LONGEST_ENDING = 7;
  private static final int LONGEST_WORD = 40;

  private final Set<String> words = new HashSet<>();
  private final Set<String> stems = new HashSet<>();
  private final Set<String> decoys = new HashSet<>();
  private final Set<String> joinedBefore = new HashSet<>();
  private final Map<String, String> soundOfStem = new HashMap<>();
  private final Map<String, String> wordOfSound = new HashMap<>();
  private final UnaryOperator<String> sound;

  /// @param sound gives words that sound alike the same spelling
  Vocabulary(UnaryOperator<String> sound) {
    this.sound = sound;
  }

  void add(String word, boolean stem) {
    (stem ? stems : words).add(word);
    if (word.length() < SHORTEST_SOUNDED) {
      return;
    }
    if (stem) {
      soundOfStem.put(word, sound.apply(word));
    } else {
      wordOfSound.merge(sound.apply(word), word, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
  }

  /// Adds beginnings of words that only look like one of ours; such words are never corrected.
  void decoys(String... beginnings) {
    decoys.addAll(Set.of(beginnings));
  }

  /// Adds short words that people write together with the next one.
  void joinedBefore(String... short_) {
    joinedBefore.addAll(Set.of(short_));
  }

  boolean knows(String word) {
    return words.contains(word) || stems.stream()
        .anyMatch(stem -> word.startsWith(stem) && word.length() - stem.length() <= LONGEST_ENDING);
  }

  /// Returns the word, its correction, or its parts with a blank between; the word itself when nothing fits.
  String repaired(String word) {
    if (word.length() > LONGEST_WORD || knows(word) || decoys.stream().anyMatch(word::startsWith)) {
      return word;
    }
    return soundingLike(word).or(() -> parted(word)).or(() -> corrected(word)).orElse(word);
  }

  /// Finds a word that sounds the same: "миня" is "меня", "харош" is "хорош", "отпешите" is "отпишите".
  private Optional<String> soundingLike(String word) {
    if (word.length() < SHORTEST_SOUNDED) {
      return Optional.empty();
    }
    String spoken = sound.apply(word);
    Optional<String> whole = Optional.ofNullable(wordOfSound.get(spoken));
    return whole.or(() -> soundOfStem.entrySet().stream()
        .filter(stem -> stem.getKey().length() <= word.length())
        .filter(stem -> sound.apply(word.substring(0, stem.getKey().length())).equals(stem.getValue()))
        .map(Map.Entry::getKey).min(Comparator.naturalOrder())
        .map(stem -> stem + word.substring(stem.length())));
  }

  /// Splits a run-together word such as "незвонитемне": it begins with a short word, and the rest is known.
  private Optional<String> parted(String word) {
    for (String first : joinedBefore) {
      String rest = word.startsWith(first) ? word.substring(first.length()) : "";
      if (rest.length() >= 2 && (words.contains(rest) && rest.length() > 3 || hasLongStem(rest))) {
        return Optional.of(first + " " + rest);
      }
      Optional<String> heard = rest.length() > SHORTEST_SOUNDED ? soundingLike(rest) : Optional.empty();
      if (heard.isPresent()) {
        return Optional.of(first + " " + heard.get());
      }
      if (word.length() > first.length() + 4 && word.endsWith(first)) {
        String cut = word.substring(0, word.length() - first.length());
        Optional<String> before = cut.length() >= SHORTEST_CORRECTED && knows(cut) ? Optional.of(cut) : parted(cut);
        if (before.isPresent()) {
          return Optional.of(before.get() + " " + first);
        }
      }
      Optional<String> more = rest.length() > 4 ? parted(rest) : Optional.empty();
      if (more.isPresent()) {
        return Optional.of(first + " " + more.get());
      }
    }
    return Optional.empty();
  }

  private boolean hasLongStem(String word) {
    return stems.stream().anyMatch(stem -> stem.length() >= SHORTEST_STEM && word.startsWith(stem));
  }

  private Optional<String> corrected(String word) {
    if (word.length() < SHORTEST_CORRECTED - 1) {
      return Optional.empty();
    }
    Optional<String> whole = words.stream()
        .filter(known -> known.length() >= SHORTEST_CORRECTED && isOneSlipFrom(word, known)).sorted()
        .findFirst();
    return whole.or(() -> stems.stream().filter(stem -> stem.length() >= SHORTEST_CORRECTED).sorted()
        .flatMap(stem -> byStem(word, stem).stream()).findFirst());
  }

  private static Optional<String> byStem(String word, String stem) {
    for (int length = stem.length() - 1; length <= stem.length() + 1; length++) {
      if (length <= word.length() && isOneSlipFrom(word.substring(0, length), stem)) {
        return Optional.of(stem + word.substring(length));
      }
    }
    return Optional.empty();
  }

  /// Whether the words differ by one letter too many, one too few, another one, or two swapped letters; the first
  /// letter must be right.
  static boolean isOneSlipFrom(String word, String known) {
    if (Math.abs(word.length() - known.length()) > 1 || word.isEmpty() || word.charAt(0) != known.charAt(0)) {
      return false;
    }
    int at = 0;
    while (at < word.length() && at < known.length() && word.charAt(at) == known.charAt(at)) {
      at++;
    }
    String left = word.substring(at);
    String right = known.substring(at);
    if (left.length() == right.length()) {
      return left.length() > 0
          && (left.substring(1).equals(right.substring(1))
              || left.length() > 1 && left.charAt(0) == right.charAt(1) && left.charAt(1) == right.charAt(0)
                  && left.substring(2).equals(right.substring(2)));
    }
    return left.length() > right.length() ? left.substring(1).equals(right) : right.substring(1).equals(left);
  }
}
