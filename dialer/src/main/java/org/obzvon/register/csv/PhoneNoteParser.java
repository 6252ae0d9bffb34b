package org.obzvon.register.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the words beside a telephone number. The list of known words is `register/phone-remarks.txt`.
final class PhoneNoteParser {
  private static final String LIST = "/register/phone-remarks.txt";
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’`ʼ]");
  /// Signs that registers use for "has died".
  private static final Pattern DIED = Pattern.compile("[†‡✝✞✟☦\\x{1F547}]");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\d]+");
  private static final Pattern CYRILLIC_WORD = Pattern.compile("[\\p{L}\\d]*\\p{IsCyrillic}[\\p{L}\\d]*");
  private static final String LATIN = "aeopcxykmtbh";
  private static final String CYRILLIC = "аеорсхукмтвн";
  private static final String GAP = "…";
  private static final int LONGEST_GAP = 3;

  private static final PhoneNoteParser READ = read();

  private final List<Pattern> notUsed = new ArrayList<>();
  private final List<Pattern> plain = new ArrayList<>();

  private PhoneNoteParser() {}

  /// What the words mean for the number beside them.
  enum Meaning {
    /// There are no words, or they only tell what kind of number it is.
    PLAIN,
    /// A person should look at the words; the number is used.
    OTHER,
    /// The number is not used.
    NOT_USED
  }

  static Meaning of(String words) {
    String folded = fold(words);
    if (folded.chars().noneMatch(Character::isLetter)) {
      return Meaning.PLAIN;
    }
    if (READ.notUsed.stream().anyMatch(phrase -> phrase.matcher(folded).find())) {
      return Meaning.NOT_USED;
    }
    for (String word : folded.strip().split(" ")) {
      boolean known = READ.plain.stream().anyMatch(phrase -> phrase.matcher(" " + word + " ").find());
      if (!known && word.chars().anyMatch(Character::isLetter)) {
        return Meaning.OTHER;
      }
    }
    return Meaning.PLAIN;
  }

  /// Turns the words into small letters without marks, with one space around each word. Latin letters within a Cyrillic
  /// word become the Cyrillic ones that look the same.
  private static String fold(String words) {
    String bare = MARKS.matcher(Normalizer.normalize(DIED.matcher(words).replaceAll(" умер "), Normalizer.Form.NFD))
        .replaceAll("");
    String small = APOSTROPHES.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll("");
    String spaced = " " + NO_WORD.matcher(small).replaceAll(" ").strip() + " ";
    return CYRILLIC_WORD.matcher(spaced).replaceAll(word -> Matcher.quoteReplacement(cyrillic(word.group())));
  }

  private static String cyrillic(String word) {
    StringBuilder folded = new StringBuilder(word);
    for (int i = 0; i < word.length(); i++) {
      int at = LATIN.indexOf(word.charAt(i));
      folded.setCharAt(i, at < 0 ? word.charAt(i) : CYRILLIC.charAt(at));
    }
    return folded.toString();
  }

  private static PhoneNoteParser read() {
    PhoneNoteParser remarks = new PhoneNoteParser();
    try (InputStream in = PhoneNoteParser.class.getResourceAsStream(LIST)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Optional<List<Pattern>> section = Optional.empty();
      for (String line : text.lines().map(String::strip).toList()) {
        if (line.startsWith("[")) {
          section = Optional.of(line.equals("[plain]") ? remarks.plain : remarks.notUsed);
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          section.orElseThrow().add(phrase(line));
        }
      }
      return remarks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pattern phrase(String line) {
    StringBuilder pattern = new StringBuilder();
    for (String part : line.split("\\s+")) {
      if (part.equals(GAP)) {
        pattern.append("(?: \\S+){0,").append(LONGEST_GAP).append('}');
      } else {
        String word = fold(part.replace("*", "")).strip();
        pattern.append(' ').append(Pattern.quote(word)).append(part.endsWith("*") ? "\\S*" : "");
      }
    }
    return Pattern.compile(pattern.append("(?= )").toString());
  }
}
