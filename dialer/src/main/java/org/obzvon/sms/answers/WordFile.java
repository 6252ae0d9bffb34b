package org.obzvon.sms.answers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Language;
import org.obzvon.sms.answers.LanguageWords.Payments;
import org.obzvon.sms.answers.LanguageWords.Reasons;
import org.obzvon.sms.answers.LanguageWords.Stops;

/// Loads the words of a language from its resource. `answers/words-ru.txt` explains the format of these files.
final class WordFile {
  private static final String CLASS = "words ";
  private static final String ENDINGS = "endings not of ";

  private final String name;
  private final Map<String, List<String>> sections = new LinkedHashMap<>();
  private final Vocabulary vocabulary;
  private final UnaryOperator<String> fold;
  private final PhrasePatterns phrases;

  private WordFile(String name, UnaryOperator<String> fold, UnaryOperator<String> sound) {
    this.name = name;
    this.fold = fold;
    this.vocabulary = new Vocabulary(sound);
    this.phrases = new PhrasePatterns(fold, vocabulary);
    read();
  }

  static LanguageWords load(
      Language language, String name, UnaryOperator<String> fold, UnaryOperator<String> sound,
      BiFunction<String, Boolean, List<String>> readings) {
    return new WordFile(name, fold, sound).words(language, readings);
  }

  private void read() {
    List<String> section = null;
    try (InputStream file = WordFile.class.getResourceAsStream("/answers/" + name);
        BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String text = line.strip();
        if (text.startsWith("[")) {
          section = new ArrayList<>();
          if (sections.put(text.substring(1, text.length() - 1), section) != null) {
            throw new IllegalArgumentException(name + " holds " + text + " twice");
          }
        } else if (!text.isEmpty() && !text.startsWith("#")) {
          section.add(text);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LanguageWords words(Language language, BiFunction<String, Boolean, List<String>> readings) {
    defineClasses();
    vocabulary.joinedBefore(folded("joined before"));
    vocabulary.decoys(folded("never corrected"));
    var words = new LanguageWords(
        language, vocabulary, readings, take("dropped"),
        new Stops(
            take("stop: whole text"), take("stop: whole clause"), take("stop: interjection"),
            take("stop: anywhere"),
            take("stop: unless asked"), take("questions"), take("polite questions"), take("stop: not"),
            take("waiting"), take("stop: reproach"), take("stop: together"), take("stop: unlikely")),
        new Payments(
            take("paid"), take("paid: not"), take("paid: surely"), take("will pay"), take("will pay: denied"),
            take("will pay: perhaps")),
        reasons(), days());
    if (!sections.isEmpty()) {
      throw new IllegalArgumentException(name + " holds unknown sections: " + sections.keySet());
    }
    return words;
  }

  private void defineClasses() {
    phrases.defineRaw("sum", "\\d{2,6}");
    for (String section : List.copyOf(sections.keySet())) {
      if (section.startsWith(CLASS)) {
        String words = String.join(" ", sections.remove(section));
        String of = section.substring(CLASS.length());
        List<String> endings = sections.remove(ENDINGS + of);
        if (endings == null) {
          phrases.define(of, words);
        } else {
          phrases.defineWithoutEndings(of, words, String.join(" ", endings));
        }
      }
    }
  }

  private List<Pattern> take(String section) {
    return phrases.compile(lines(section));
  }

  private List<String> lines(String section) {
    List<String> lines = sections.remove(section);
    if (lines == null) {
      throw new IllegalArgumentException(name + " lacks [" + section + "]");
    }
    return lines;
  }

  private String[] folded(String section) {
    return lines(section).stream().flatMap(line -> Arrays.stream(line.split("\\s+"))).map(fold).distinct()
        .toArray(String[]::new);
  }

  private Map<NonPaymentReason, Reasons> reasons() {
    Map<NonPaymentReason, Reasons> reasons = new LinkedHashMap<>();
    for (NonPaymentReason reason : AnswerReader.REASONS) {
      String section = "reason " + reason;
      List<Pattern> not = sections.containsKey(section + ": not") ? take(section + ": not") : List.of();
      reasons.put(reason, new Reasons(take(section), not));
    }
    return reasons;
  }

  private DayWords days() {
    Map<String, Integer> numbers = values("numbers");
    Map<String, Integer> units = values("units");
    Map<String, Integer> months = values("months");
    String number = "\\d{1,2}|"
        + numbers.keySet().stream().sorted(java.util.Comparator.comparing(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    phrases.defineRaw("number", number);
    phrases.defineRaw("day", number);
    phrases.defineRaw("unit", beginnings(units));
    phrases.defineRaw("month", beginnings(months));
    Map<Pattern, Integer> ahead = new LinkedHashMap<>();
    lines("days ahead").forEach(line -> ahead.put(phrases.phrase(left(line)), Integer.parseInt(right(line))));
    Map<Pattern, DayOfWeek> weekdays = new LinkedHashMap<>();
    lines("weekdays").forEach(line -> weekdays.put(phrases.phrase(left(line)), DayOfWeek.valueOf(right(line))));
    return new DayWords(
        take("vague days"), take("no days"), ahead, take("in days"), weekdays, take("next week"), take("day and month"),
        take("day of month"), new DayWords.Values(numbers, units, months));
  }

  private static String beginnings(Map<String, Integer> words) {
    return words.keySet().stream().map(word -> Pattern.quote(word) + "\\p{L}*").collect(Collectors.joining("|"));
  }

  private Map<String, Integer> values(String section) {
    Map<String, Integer> values = new HashMap<>();
    for (String line : lines(section)) {
      for (String word : left(line).split("\\s+")) {
        String folded = fold.apply(word.replace('_', ' '));
        vocabulary.add(folded, folded.length() > 3 && !section.equals("numbers"));
        values.put(folded, Integer.parseInt(right(line)));
      }
    }
    return values;
  }

  private static String left(String line) {
    return line.substring(0, line.lastIndexOf('=')).strip();
  }

  private static String right(String line) {
    return line.substring(line.lastIndexOf('=') + 1).strip();
  }
}
