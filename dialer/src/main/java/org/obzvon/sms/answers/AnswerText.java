package org.obzvon.sms.answers;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.document.SafeText;

/// A text split into clauses of words, before any language is tried on it.
///
/// @param cyrillic whether it holds Cyrillic letters
record AnswerText(List<Clause> clauses, boolean cyrillic) {
  /// The most characters of an answer that are read; the rest is ignored.
  private static final int LONGEST = 2_000;

  private static final Pattern SENTENCE = Pattern.compile("(?:[!…;\\n\\r]|\\?|\\.(?!\\d))+|\\.(?<!\\d\\.)");
  /// Does not split before a conjunction that continues the clause: "не хочу, чтобы мне звонили".
  private static final Pattern CLAUSE = Pattern.compile(
      "(?:(?<!\\d)[,:]|[,:](?!\\d)|[()\\[\\]{}«»\"“”„])+(?!\\s*(?:чтоб|что\\b|chtob|chto\\b|ca\\b|sa\\b|să\\b|that\\b))"
          + "|\\s[-–—]+\\s|[–—]",
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern WORD = Pattern.compile(
      "\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[./-]\\d{1,2}(?:[./-]\\d{2,4})?(?!\\d)|\\d{1,2}:\\d{2}|[\\p{L}\\p{M}\\d'’`ʼº]+");
  /// Words joined by punctuation: "Не.Звоните.Мне".
  private static final Pattern GLUED = Pattern.compile("(\\p{L})[._*+~/\\\\](?=\\p{L})");
  /// A word split into syllables: "не-зво-ни-те".
  private static final Pattern SYLLABLES = Pattern
      .compile("(?<![\\p{L}-])\\p{L}{1,3}(?:-\\p{L}{1,3}){2,}(?![\\p{L}-])");
  private static final Pattern STRETCHED = Pattern.compile("(\\p{L})\\1{2,}");
  /// A number with letters attached: "25го", "5th", "500р".
  private static final Pattern NUMBER_AND_LETTERS = Pattern.compile(
      "(\\d+)(го|ого|му|ому|е|ое|й|ая|я|р|руб\\p{L}*|л|ч|т|дн\\p{L}*|числа|go|ogo|mu|rub|lei|leu|mdl|h|st|nd|rd|th|lea|am|pm|days?|zile)",
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /// @param asked true when it ends with a question mark
  /// @param sentence number of the sentence that it is part of, from 0
  record Clause(List<String> words, boolean asked, int sentence) {}

  static AnswerText of(String text) {
    String cut = SafeText.cut(text, LONGEST);
    String plain = Normalizer.normalize(cut, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "").replaceAll("[’`ʼ]", "'");
    plain = SYLLABLES.matcher(plain).replaceAll(word -> word.group().replace("-", ""));
    return parted(GLUED.matcher(plain).replaceAll("$1 "));
  }

  private static AnswerText parted(String plain) {
    List<Clause> clauses = new ArrayList<>();
    Matcher end = SENTENCE.matcher(plain);
    int from = 0;
    int number = 0;
    while (from <= plain.length()) {
      boolean found = end.find();
      int to = found ? end.start() : plain.length();
      clauses(clauses, plain.substring(from, to), found && end.group().contains("?"), number++);
      if (!found) {
        break;
      }
      from = end.end();
    }
    return new AnswerText(List.copyOf(clauses), plain.chars().anyMatch(WordReadings::isCyrillic));
  }

  private static void clauses(List<Clause> clauses, String sentence, boolean asked, int number) {
    List<List<String>> parts = new ArrayList<>();
    for (String part : CLAUSE.split(sentence)) {
      List<String> words = words(part);
      if (!words.isEmpty()) {
        parts.add(words);
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      clauses.add(new Clause(List.copyOf(parts.get(i)), asked && i == parts.size() - 1, number));
    }
  }

  private static List<String> words(String part) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(part);
    while (word.find()) {
      String found = STRETCHED.matcher(word.group()).replaceAll("$1");
      Matcher number = NUMBER_AND_LETTERS.matcher(found);
      if (number.matches()) {
        words.add(number.group(1));
        words.add(number.group(2));
      } else {
        words.add(found);
      }
    }
    return spelledOut(words);
  }

  /// Joins single letters into one word, such as "с т о п".
  private static List<String> spelledOut(List<String> words) {
    List<String> joined = new ArrayList<>();
    StringBuilder letters = new StringBuilder();
    Predicate<String> letter = word -> word.length() == 1 && Character.isLetter(word.charAt(0));
    for (int i = 0; i <= words.size(); i++) {
      if (i < words.size() && letter.test(words.get(i))) {
        letters.append(words.get(i));
        continue;
      }
      if (letters.length() > 2) {
        joined.add(letters.toString());
      } else {
        letters.chars().forEach(one -> joined.add(Character.toString(one)));
      }
      letters.setLength(0);
      if (i < words.size()) {
        joined.add(words.get(i));
      }
    }
    return joined;
  }
}
