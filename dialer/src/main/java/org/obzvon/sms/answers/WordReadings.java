package org.obzvon.sms.answers;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds the possible readings of one written word: people mix keyboards ("CTOП"), write Russian in Latin letters ("ne
/// zvonite") and put digits for letters ("ст0п").
final class WordReadings {
  private static final String LATIN_LIKE_CYRILLIC = "ABCEHKMOPTXYaceopxyksij";
  private static final String CYRILLIC_LIKE_LATIN = "АВСЕНКМОРТХУасеорхукѕіј";
  private static final String DIGITS = "034615";
  private static final String DIGITS_AS_CYRILLIC = "озчби5";
  private static final String DIGITS_AS_LATIN = "oe-bis";

  /// Latin spellings and the Russian letter that each stands for, longer ones first.
  private static final Map<String, String> SOUNDS = sounds();
  private static final String[] SPELT_IN_LATIN = {
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts",
    "ch", "sh", "sh", "", "i", "", "e", "yu", "ya"
  };

  private WordReadings() {}

  private static Map<String, String> sounds() {
    Map<String, String> sounds = new LinkedHashMap<>();
    String[][] pairs = {
      {"shch", "ш"}, {"sch", "ш"}, {"sh", "ш"}, {"zh", "ж"}, {"kh", "х"}, {"ch", "ч"}, {"ts", "ц"}, {"tz", "ц"},
      {"yu", "ю"}, {"ju", "ю"}, {"iu", "ю"}, {"ya", "я"}, {"ja", "я"}, {"ia", "я"}, {"yo", "е"}, {"jo", "е"},
      {"ye", "е"}, {"je", "е"}, {"a", "а"}, {"b", "б"}, {"c", "ц"}, {"d", "д"}, {"e", "е"}, {"f", "ф"}, {"g", "г"},
      {"h", "х"}, {"i", "и"}, {"j", "и"}, {"k", "к"}, {"l", "л"}, {"m", "м"}, {"n", "н"}, {"o", "о"}, {"p", "п"},
      {"q", "к"}, {"r", "р"}, {"s", "с"}, {"t", "т"}, {"u", "у"}, {"v", "в"}, {"w", "ш"}, {"x", "х"}, {"y", "и"},
      {"z", "з"}
    };
    for (String[] pair : pairs) {
      sounds.put(pair[0], pair[1]);
    }
    return sounds;
  }

  static boolean isCyrillic(int letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC;
  }

  private static boolean isLatin(int letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN;
  }

  /// Merges Russian letters that are confused or left out: ё with е, й with и and ы, щ with ш, э with е; ь and ъ are
  /// dropped.
  static String foldRussian(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (char letter : text.toLowerCase(Locale.ROOT).toCharArray()) {
      switch (letter) {
        case 'ё', 'э', 'є' -> folded.append('е');
        case 'й', 'ы', 'і', 'ї' -> folded.append('и');
        case 'щ' -> folded.append('ш');
        case 'ь', 'ъ', '\'' -> {
        }
        default -> folded.append(letter);
      }
    }
    return folded.toString();
  }

  /// Returns lower-case letters without accents; þ and º are ț and ș of an old Romanian code page.
  static String foldLatin(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace('þ', 't').replace('º', 's'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "").replace("'", "");
  }

  /// Returns the possible Russian readings of a word, likeliest first.
  ///
  /// @param among whether the text holds Cyrillic letters elsewhere
  static List<String> russian(String word, boolean among) {
    List<String> readings = new ArrayList<>();
    boolean cyrillic = word.chars().anyMatch(WordReadings::isCyrillic);
    if (cyrillic || among && word.chars().allMatch(letter -> LATIN_LIKE_CYRILLIC.indexOf(letter) >= 0)) {
      readings.add(foldRussian(sounded(foldLatinLetters(mapped(word, LATIN_LIKE_CYRILLIC, CYRILLIC_LIKE_LATIN)))));
    }
    String latin = foldLatinLetters(word);
    readings.add(foldRussian(sounded(latin)));
    if (latin.contains("ts") || latin.contains("tz")) {
      readings.add(foldRussian(sounded(latin.replace("ts", "t's").replace("tz", "t'z"))));
    }
    for (String reading : List.copyOf(readings)) {
      if (word.chars().anyMatch(Character::isDigit)) {
        readings.add(mapped(reading, DIGITS, DIGITS_AS_CYRILLIC));
        readings.add(mapped(reading.replace('3', 'е'), DIGITS, DIGITS_AS_CYRILLIC));
      }
    }
    return readings;
  }

  /// Returns the possible Romanian or English readings of a word, likeliest first.
  static List<String> latin(String word) {
    List<String> readings = new ArrayList<>();
    boolean latin = word.chars().anyMatch(WordReadings::isLatin);
    if (latin && word.chars().anyMatch(WordReadings::isCyrillic)) {
      readings.add(foldLatin(mapped(word, CYRILLIC_LIKE_LATIN, LATIN_LIKE_CYRILLIC)));
      readings.add(foldLatin(spelt(word)));
    } else {
      readings.add(foldLatin(word));
    }
    if (latin && word.chars().anyMatch(Character::isDigit)) {
      readings.add(mapped(readings.getFirst(), DIGITS, DIGITS_AS_LATIN));
    }
    return readings;
  }

  private static String foldLatinLetters(String word) {
    StringBuilder plain = new StringBuilder(word.length());
    word.codePoints().forEach(
        point -> plain.append(isLatin(point) ? foldLatin(Character.toString(point)) : Character.toString(point)));
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  private static String mapped(String word, String from, String to) {
    StringBuilder mapped = new StringBuilder(word.length());
    for (char letter : word.toCharArray()) {
      int at = from.indexOf(letter);
      mapped.append(at < 0 ? letter : to.charAt(at));
    }
    return mapped.toString();
  }

  /// Writes Latin letters as they sound in Russian.
  private static String sounded(String word) {
    StringBuilder sounded = new StringBuilder(word.length());
    int at = 0;
    while (at < word.length()) {
      String rest = word.substring(at);
      String spelling = SOUNDS.keySet().stream().filter(rest::startsWith).findFirst().orElse("");
      sounded.append(spelling.isEmpty() ? rest.substring(0, 1) : SOUNDS.get(spelling));
      at += Math.max(1, spelling.length());
    }
    return sounded.toString();
  }

  private static String spelt(String word) {
    StringBuilder spelt = new StringBuilder(word.length());
    for (char letter : word.toLowerCase(Locale.ROOT).replace('ё', 'е').toCharArray()) {
      int at = letter - 'а';
      spelt.append(at >= 0 && at < SPELT_IN_LATIN.length ? SPELT_IN_LATIN[at] : String.valueOf(letter));
    }
    return spelt.toString();
  }
}
