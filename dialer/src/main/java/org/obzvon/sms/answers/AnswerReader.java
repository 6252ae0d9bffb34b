package org.obzvon.sms.answers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Language;

/// Reads a debtor's answer in Russian, Romanian and English, with mixed alphabets, Russian in Latin letters, missing
/// diacritics and small typing errors. A stop request takes precedence over everything else in the text. A promise
/// names exactly one day from today to four weeks ahead, in the first person, with no condition and no question. A
/// false stop is better than an overlooked one; an answer left to a person is better than a wrong promise.
public final class AnswerReader {
  /// The limit up to which the robot offers days.
  private static final int FARTHEST_PROMISE_DAYS = 27;
  private static final int LONGEST_BROKEN_WORD = 12;
  private static final int LONGEST_PROMISE = 200;

  /// The reasons that a text can give, in the order in which they are searched: somebody who is not the subscriber
  /// cannot have the others.
  static final List<NonPaymentReason> REASONS = List.of(
      NonPaymentReason.NOT_THE_SUBSCRIBER, NonPaymentReason.MOVED, NonPaymentReason.QUALITY_OF_SERVICE,
      NonPaymentReason.DISPUTE, NonPaymentReason.NO_MONEY,
      NonPaymentReason.REFUSES, NonPaymentReason.FORGOT);

  private static final LanguageWords RUSSIAN = WordFile.load(Language.RU, "words-ru.txt", WordReadings::foldRussian,
      SoundSpelling::russian, WordReadings::russian);
  private static final LanguageWords ROMANIAN = WordFile.load(Language.RO, "words-ro.txt", WordReadings::foldLatin,
      SoundSpelling::latin,
      (word, _) -> WordReadings.latin(word));
  private static final LanguageWords ENGLISH = WordFile.load(Language.EN, "words-en.txt", WordReadings::foldLatin,
      SoundSpelling::latin,
      (word, _) -> WordReadings.latin(word));

  private AnswerReader() {}

  /// @param today the debtor's local date when they wrote
  public static AnswerMeaning read(String text, LocalDate today) {
    AnswerText answer = AnswerText.of(text);
    List<Read> readings = languages(answer).stream().map(words -> new Read(words, clauses(answer, words))).toList();
    boolean wonders = readings.stream().anyMatch(Read::wonders);
    for (Read reading : readings) {
      if (reading.asksToStop(wonders)) {
        return new AnswerMeaning.Stop(reading.words.language());
      }
    }
    if (text.length() <= LONGEST_PROMISE && readings.stream().noneMatch(Read::isConditional)) {
      for (Read reading : readings) {
        Optional<LocalDate> day = reading.promised(today);
        if (day.isPresent()) {
          return new AnswerMeaning.Promise(day.get());
        }
      }
    }
    return readings.stream().anyMatch(Read::saysPaid)
        ? new AnswerMeaning.Paid()
        : new AnswerMeaning.Other(reason(readings));
  }

  /// Returns the languages in the order to try. "stop" in Latin letters is English unless the words around it are of
  /// another language.
  private static List<LanguageWords> languages(AnswerText answer) {
    return answer.cyrillic() ? List.of(RUSSIAN, ROMANIAN, ENGLISH) : List.of(ENGLISH, ROMANIAN, RUSSIAN);
  }

  private static Optional<NonPaymentReason> reason(List<Read> readings) {
    for (NonPaymentReason reason : REASONS) {
      if (readings.stream().anyMatch(reading -> reading.gives(reason))) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  /// A clause in the words of one language, each followed by a blank.
  ///
  /// @param first whether it is the first clause of its sentence
  private record Clause(String words, boolean asked, boolean first) {}

  private static List<Clause> clauses(AnswerText answer, LanguageWords words) {
    List<Clause> clauses = new ArrayList<>();
    int sentence = -1;
    for (AnswerText.Clause clause : answer.clauses()) {
      String line = clause.words().stream().map(word -> meant(word, words, answer.cyrillic()) + " ")
          .collect(Collectors.joining());
      for (Pattern polite : words.dropped()) {
        line = polite.matcher(line).replaceAll("");
      }
      if (!line.isBlank()) {
        clauses.add(new Clause(line, clause.asked(), clause.sentence() != sentence));
        sentence = clause.sentence();
      }
    }
    return clauses;
  }

  private static String meant(String word, LanguageWords words, boolean cyrillic) {
    List<String> readings = words.readings().apply(word, cyrillic);
    for (String reading : readings) {
      if (words.vocabulary().knows(reading)) {
        return reading;
      }
    }
    return readings.stream().map(reading -> Map.entry(reading, words.vocabulary().repaired(reading)))
        .filter(repair -> !repair.getKey().equals(repair.getValue())).map(Map.Entry::getValue).findFirst()
        .orElse(readings.getFirst());
  }

  /// A text as read in one language.
  private record Read(LanguageWords words, List<Clause> clauses) {

    /// Whether "stop" means "wait" here, as in "Стоп, какой долг?", even if another language reads it as a request.
    boolean wonders() {
      return !clauses.isEmpty() && clauses.getLast().asked
          && PhrasePatterns.matches(words.stops().interjection(), whole());
    }

    private String whole() {
      return clauses.stream().map(Clause::words).collect(Collectors.joining());
    }

    /// @param wonders whether "stop" means "wait" before a question in this text
    boolean asksToStop(boolean wonders) {
      var stops = words.stops();
      String whole = whole();
      if (PhrasePatterns.matches(stops.wholeText(), whole) || isOneBrokenWord(whole)) {
        return true;
      }
      boolean waits = PhrasePatterns.matches(stops.waiting(), whole);
      return clauses.stream().anyMatch(clause -> asksToStop(clause, waits, wonders));
    }

    /// Whether the text is one word written with blanks, such as "сто п".
    private boolean isOneBrokenWord(String whole) {
      return whole.length() <= LONGEST_BROKEN_WORD
          && clauses.size() == 1
          && !clauses.getFirst().asked
          && PhrasePatterns.matches(words.stops().wholeClause(), whole.replace(" ", "") + " ");
    }

    private boolean asksToStop(Clause clause, boolean waits, boolean wonders) {
      var stops = words.stops();
      String line = without(stops.not(), clause.words);
      if (waits) {
        line = without(stops.reproach(), line);
      }
      boolean plain = !clause.asked && !wonders;
      if (PhrasePatterns.matches(stops.anywhere(), line) || plain
          && PhrasePatterns.matches(stops.wholeClause(), line)) {
        return true;
      }
      int at = PhrasePatterns.firstIn(stops.unlessAsked(), line);
      if (at < 0 && !PhrasePatterns.matches(stops.unlikely(), clause.words)) {
        at = PhrasePatterns.firstIn(stops.together(), line);
      }
      if (at < 0) {
        return false;
      }
      boolean question = clause.asked || PhrasePatterns.matches(stops.questions(), line.substring(0, at));
      return !question || PhrasePatterns.matches(stops.politeQuestion(), line);
    }

    private static String without(List<Pattern> phrases, String words) {
      String line = words;
      for (Pattern phrase : phrases) {
        line = phrase.matcher(line).replaceAll("# ");
      }
      return line;
    }

    boolean isConditional() {
      return clauses.stream().anyMatch(clause -> PhrasePatterns.matches(words.payments().perhaps(), clause.words));
    }

    Optional<LocalDate> promised(LocalDate today) {
      Set<LocalDate> own = new HashSet<>();
      Set<LocalDate> others = new HashSet<>();
      boolean promises = false;
      for (Clause clause : clauses) {
        boolean pays = PhrasePatterns.matches(words.payments().willPay(), clause.words);
        boolean denies = PhrasePatterns.matches(words.payments().no(), clause.words);
        if (pays && (denies || clause.asked)) {
          return Optional.empty();
        }
        promises |= pays;
        Optional<Set<LocalDate>> days = words.days().in(clause.words, today);
        if (days.isEmpty()) {
          return Optional.empty();
        }
        if (!denies) {
          (pays ? own : others).addAll(days.get());
        }
      }
      Set<LocalDate> days = own.isEmpty() ? others : own;
      return promises && days.size() == 1
          ? days.stream().filter(day -> !day.isBefore(today) && !day.isAfter(today.plusDays(FARTHEST_PROMISE_DAYS)))
              .findFirst()
          : Optional.empty();
    }

    boolean saysPaid() {
      return clauses.stream().anyMatch(this::saysPaid);
    }

    private boolean saysPaid(Clause clause) {
      var payments = words.payments();
      return PhrasePatterns.matches(payments.paid(), clause.words)
          && !PhrasePatterns.matches(payments.notPaid(), clause.words)
          && (!clause.asked || PhrasePatterns.matches(payments.surely(), clause.words));
    }

    boolean gives(NonPaymentReason reason) {
      var said = words.reasons().get(reason);
      return said != null
          && clauses.stream().anyMatch(
              clause -> PhrasePatterns.matches(said.phrases(), clause.words)
                  && !PhrasePatterns.matches(said.not(), clause.words));
    }
  }
}
