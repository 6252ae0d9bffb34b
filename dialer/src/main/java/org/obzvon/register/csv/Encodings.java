package org.obzvon.register.csv;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells single-byte encodings apart by how probable the letters are that each makes of the same bytes. Probabilities
/// are counted in bits: a letter that makes up one eighth of the text costs three.
///
/// In a wrong encoding, Russian letters become rare ones, small letters appear before capital ones, and the letters of
/// Romanian words become Cyrillic ones within Latin words.
final class Encodings {
  static final List<Charset> KNOWN = List.of(
      Charset.forName("windows-1251"), Charset.forName("windows-1250"), Charset.forName("IBM866"),
      Charset.forName("KOI8-R"), Charset.forName("ISO-8859-5"));
  /// How many bits rarer each encoding is than the first.
  private static final List<Double> RARER = List.of(0d, 2d, 3d, 3d, 5d);
  /// How many bits ahead the best encoding must be: about one guess in a thousand is wrong.
  private static final double CLEAR = 10;
  /// The highest plausible cost per letter. Letters of a text in its own encoding cost four to five bits each, those of
  /// a wrong one eight and more.
  private static final double PLAUSIBLE = 7.5;

  private static final double NO_LETTER = 12;
  private static final double MARK = 7;
  private static final double FOREIGN_LETTER = 9;
  private static final double SMALL_BEFORE_CAPITAL = 3;
  private static final double CAPITAL_IN_SMALL_WORD = 3;
  private static final double CAPITALS = 0.5;
  private static final double MIXED_SCRIPTS = 7;
  private static final double LONE_LETTER = 6;
  private static final String MARKS = "«»„“”‘’–—№°§\u00A0…";
  private static final String ONE_LETTER_WORDS = "авикосуяАВИКОСУЯгдГД";

  /// The Russian letters; the next array gives how many of each occur in a thousand.
  private static final String RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
  private static final double[] IN_A_THOUSAND = {
    110, 84, 80, 73, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 16, 16, 14, 12, 10, 9, 7, 6, 5, 4, 3,
    3,
    0.5, 2
  };
  private static final String ROMANIAN = "ăâîșțşţ";
  private static final double ROMANIAN_LETTER = 3;
  private static final Map<Character, Double> BITS = bits();

  private Encodings() {}

  /// @param candidates one encoding if it is clear; several if the bytes may be in any of them; all known ones if the
  ///     bytes look like none
  record Guess(List<Charset> candidates) {}

  private record Scored(Charset charset, String text, double bits) {}

  /// @param sample words with letters beyond ASCII
  static Guess guess(byte[] sample) {
    List<Scored> scored = new ArrayList<>();
    int letters = 0;
    for (byte one : sample) {
      letters += one < 0 ? 1 : 0;
    }
    for (Charset charset : KNOWN) {
      String text = new String(sample, charset);
      scored.add(new Scored(charset, text, bits(text) + RARER.get(scored.size())));
    }
    scored.sort(Comparator.comparingDouble(Scored::bits));
    Scored best = scored.getFirst();
    if (best.bits() > letters * PLAUSIBLE) {
      return new Guess(KNOWN);
    }
    List<Charset> candidates = scored.stream()
        .filter(one -> one == best || one.bits() - best.bits() < CLEAR && !one.text().equals(best.text()))
        .map(Scored::charset)
        .toList();
    return new Guess(candidates);
  }

  private static double bits(String text) {
    double bits = 0;
    boolean inWord = false;
    boolean small = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      small = inWord ? small : Character.isLowerCase(letter);
      bits += inWord && small && letter >= 0x80 && Character.isUpperCase(letter) ? CAPITAL_IN_SMALL_WORD : 0;
      inWord = Character.isLetter(letter);
      if (letter >= 0x80) {
        char before = i == 0 ? ' ' : text.charAt(i - 1);
        char after = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        bits += alone(letter) + among(letter, before, after);
      }
    }
    return bits;
  }

  private static double alone(char letter) {
    if (MARKS.indexOf(letter) >= 0) {
      return MARK;
    }
    if (!Character.isLetter(letter)) {
      return NO_LETTER;
    }
    return BITS.getOrDefault(Character.toLowerCase(letter), FOREIGN_LETTER);
  }

  private static double among(char letter, char before, char after) {
    if (!Character.isLetter(letter)) {
      return 0;
    }
    boolean cyrillic = isCyrillic(letter);
    double bits = 0;
    if (Character.isLetter(before)) {
      bits += cyrillic == isCyrillic(before) ? 0 : MIXED_SCRIPTS;
      boolean capital = Character.isUpperCase(letter);
      bits += !capital ? 0 : Character.isLowerCase(before) ? SMALL_BEFORE_CAPITAL : CAPITALS;
    }
    if (Character.isLetter(after)) {
      bits += cyrillic == isCyrillic(after) ? 0 : MIXED_SCRIPTS;
    }
    boolean lone = !Character.isLetter(before) && !Character.isLetter(after);
    return bits + (lone && ONE_LETTER_WORDS.indexOf(letter) < 0 ? LONE_LETTER : 0);
  }

  private static boolean isCyrillic(char letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC;
  }

  private static Map<Character, Double> bits() {
    Map<Character, Double> bits = new HashMap<>();
    for (int i = 0; i < RUSSIAN.length(); i++) {
      bits.put(RUSSIAN.charAt(i), -Math.log(IN_A_THOUSAND[i] / 1000) / Math.log(2));
    }
    ROMANIAN.chars().forEach(letter -> bits.put((char) letter, ROMANIAN_LETTER));
    return bits;
  }
}
