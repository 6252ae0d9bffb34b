package org.obzvon.call;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.call.Words.Case;
import org.obzvon.document.SafeText;
import org.obzvon.register.Language;

/// Puts the values of a script's variables into words, and makes the script's phrases with them.
final class SpokenValues {
  private static final int ACCOUNT_TAIL = 4;
  private static final int LONGEST_NAME = 80;
  private static final Pattern NOT_SPOKEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'’.,-]+");
  /// A synthesiser may spell out words in capitals only, and billing often writes names so.
  private static final Pattern CAPITALS = Pattern.compile("\\p{Lu}{4,}");

  private final SpokenFacts facts;
  private final Words words;
  private final Language language;

  SpokenValues(SpokenFacts facts, Words words, Language language) {
    this.facts = facts;
    this.words = words;
    this.language = language;
  }

  List<Phrase> phrases(List<Template> texts, Optional<LocalDate> day) {
    List<Phrase> phrases = new ArrayList<>();
    for (Template text : texts) {
      text.say(variable -> value(variable, day)).ifPresent(phrases::add);
    }
    return phrases;
  }

  /// Returns every phrase the script can come to, except for days that are keyed in as digits: those are rendered in
  /// the call.
  List<Phrase> all(Script script) {
    SequencedSet<Phrase> all = new LinkedHashSet<>();
    for (Step step : script.steps().values()) {
      List<Template> texts = DisclosureCheck.texts(step);
      all.addAll(phrases(texts, Optional.empty()));
      for (LocalDate day : days(script)) {
        all.addAll(phrases(texts, Optional.of(day)));
      }
    }
    return List.copyOf(all);
  }

  private List<LocalDate> days(Script script) {
    SequencedSet<LocalDate> days = new LinkedHashSet<>();
    for (Step step : script.steps().values()) {
      if (step instanceof Step.AskDay(_, Step.DayChoice.ByKey(var byKey), _, _)) {
        byKey.values().forEach(ahead -> days.add(facts.today().plusDays(ahead)));
      }
    }
    return List.copyOf(days);
  }

  private Optional<String> value(ScriptVariable variable, Optional<LocalDate> day) {
    return switch (variable) {
      case COMPANY -> Optional.of(facts.house().company());
      case NAME -> Optional.of(cleaned(facts.name())).filter(name -> !name.isEmpty());
      case ACCOUNT -> Optional.of(words.digits(language, tail(facts.accountNumber()))).filter(tail -> !tail.isEmpty());
      case ARREARS -> Optional.of(words.money(language, facts.arrears(), Case.NOMINATIVE));
      case ARREARS_ACCUSATIVE -> Optional.of(words.money(language, facts.arrears(), Case.ACCUSATIVE));
      case RESTRICTION_DATE -> facts.restrictionOn().map(on -> words.day(language, on));
      case PROMISE_DAY -> day.map(on -> words.day(language, on));
      case OFFICE_PHONE -> facts.house().officePhone().map(phone -> words.digits(language, phone));
    };
  }

  private static String tail(String accountNumber) {
    String digits = accountNumber.replaceAll("[^0-9]", "");
    return digits.substring(Math.max(0, digits.length() - ACCOUNT_TAIL));
  }

  /// Returns a name as letters, digits and a little punctuation: characters that a synthesiser could take for markup
  /// are removed.
  static String cleaned(String name) {
    String plain = NOT_SPOKEN.matcher(name).replaceAll(" ").strip();
    String cut = SafeText.cut(plain, LONGEST_NAME);
    Matcher capitals = CAPITALS.matcher(cut);
    return capitals.replaceAll(
        match -> match.group().substring(0, 1) + match.group().substring(1).toLowerCase(Locale.ROOT));
  }
}
