package org.obzvon.sms.answers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Compiles phrases of a language. A phrase is a row of elements, one for each word of the text:
///
/// - `word`, `stem*`, `*ending`, `this|that*`: one word
/// - `{name}`: one word of a class that was defined before; it may be one of several alternatives
/// - `_`: any word
/// - `<name>`: a word of the class, which the pattern captures under that name
/// - `element?`: may be missing; `element..`: up to five such words, or none
/// - `^` first and `$` last: the beginning and the end of a clause; `word|$`: the word, or the end
///
/// Every word that is used is added to the vocabulary, with which misspelt words are compared.
final class PhrasePatterns {
  private static final int MOST_REPEATED = 5;

  private final UnaryOperator<String> fold;
  private final Vocabulary vocabulary;
  private final Map<String, String> classes = new HashMap<>();

  PhrasePatterns(UnaryOperator<String> fold, Vocabulary vocabulary) {
    this.fold = fold;
    this.vocabulary = vocabulary;
  }

  /// @param words blank-separated words and stems
  PhrasePatterns define(String name, String words) {
    classes.put(name, alternatives(words.strip().split("\\s+")));
    return this;
  }

  /// @param regex over one folded word
  void defineRaw(String name, String regex) {
    classes.put(name, "(?:" + regex + ")");
  }

  /// Defines a class whose words must not end in certain ways: stems of a verb without its past, for example.
  ///
  /// @param endings blank-separated
  PhrasePatterns defineWithoutEndings(String name, String stems, String endings) {
    String ends = Arrays.stream(endings.strip().split("\\s+")).map(fold).map(Pattern::quote)
        .collect(Collectors.joining("|"));
    classes.put(name, "(?!\\S*(?:" + ends + ") )" + alternatives(stems.strip().split("\\s+")));
    return this;
  }

  List<Pattern> compile(List<String> lines) {
    return lines.stream().map(this::phrase).toList();
  }

  static boolean matches(List<Pattern> phrases, String clause) {
    return phrases.stream().anyMatch(phrase -> phrase.matcher(clause).find());
  }

  /// Returns where the first matching phrase begins; -1 when none matches.
  static int firstIn(List<Pattern> phrases, String clause) {
    return phrases.stream().map(phrase -> phrase.matcher(clause)).filter(Matcher::find).mapToInt(Matcher::start).min()
        .orElse(-1);
  }

  Pattern phrase(String line) {
    StringBuilder regex = new StringBuilder("(?<![^ ])");
    for (String element : line.split("\\s+")) {
      switch (element) {
        case "^" -> regex.append("^");
        case "$" -> regex.append("$");
        default -> regex.append(element(element));
      }
    }
    return Pattern.compile(regex.toString());
  }

  private String element(String element) {
    if (element.endsWith("..")) {
      return "(?:" + word(element.substring(0, element.length() - 2)) + " ){0," + MOST_REPEATED + "}";
    }
    if (element.endsWith("|$")) {
      return "(?:" + word(element.substring(0, element.length() - 2)) + " |$)";
    }
    if (element.endsWith("?")) {
      if (element.startsWith("<")) {
        return "(?:" + captured(element.substring(0, element.length() - 1)) + " )?";
      }
      return "(?:" + word(element.substring(0, element.length() - 1)) + " )?";
    }
    return (element.startsWith("<") ? captured(element) : word(element)) + " ";
  }

  private String captured(String element) {
    String name = element.substring(1, element.length() - 1);
    return "(?<" + name + ">" + known(name) + ")";
  }

  private String word(String alternatives) {
    return alternatives(alternatives.split("\\|"));
  }

  private String alternatives(String[] words) {
    return Arrays.stream(words).map(this::one).collect(Collectors.joining("|", "(?:", ")"));
  }

  private String one(String word) {
    if (word.equals("_")) {
      return "\\S+";
    }
    if (word.startsWith("{")) {
      return known(word.substring(1, word.length() - 1));
    }
    if (word.startsWith("<")) {
      return known(word.substring(1, word.length() - 1));
    }
    if (word.startsWith("*")) {
      return "\\S+" + Pattern.quote(fold.apply(word.substring(1)));
    }
    boolean stem = word.endsWith("*");
    String folded = fold.apply(stem ? word.substring(0, word.length() - 1) : word);
    vocabulary.add(folded, stem);
    return Pattern.quote(folded) + (stem ? "\\S*" : "");
  }

  private String known(String name) {
    String known = classes.get(name);
    if (known == null) {
      throw new IllegalArgumentException("there is no class {" + name + "}");
    }
    return known;
  }
}
