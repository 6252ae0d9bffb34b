package org.obzvon.sms.answers;

/// Gives words that sound alike the same spelling, so that words written by ear are recognised. Takes folded words.
final class SoundSpelling {
  private static final String VOICED = "бвгджз";
  private static final String UNVOICED = "пфктшс";

  private SoundSpelling() {}

  /// Spells a word by sound: unstressed о becomes а, е and я become и; the last consonant and those before unvoiced
  /// ones become unvoiced; double letters become one.
  static String russian(String word) {
    StringBuilder spoken = new StringBuilder(word.length());
    for (char letter : word.replace("тс", "ц").replace("тц", "ц").replace("чт", "шт").toCharArray()) {
      char sound = switch (letter) {
        case 'о' -> 'а';
        case 'е', 'я' -> 'и';
        default -> letter;
      };
      append(spoken, sound);
    }
    for (int at = spoken.length() - 1; at >= 0; at--) {
      boolean last = at == spoken.length() - 1;
      int voiced = VOICED.indexOf(spoken.charAt(at));
      if (voiced >= 0 && (last || UNVOICED.indexOf(spoken.charAt(at + 1)) >= 0)) {
        spoken.setCharAt(at, UNVOICED.charAt(voiced));
      }
    }
    return spoken.toString();
  }

  /// Spells a word by sound: double letters become one.
  static String latin(String word) {
    StringBuilder spoken = new StringBuilder(word.length());
    for (char letter : word.toCharArray()) {
      append(spoken, letter);
    }
    return spoken.toString();
  }

  private static void append(StringBuilder spoken, char sound) {
    if (spoken.isEmpty() || spoken.charAt(spoken.length() - 1) != sound) {
      spoken.append(sound);
    }
  }
}
