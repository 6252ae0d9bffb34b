package org.obzvon.sms;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.obzvon.register.Language;

/// Recognises that somebody wants no more messages: the words that regulators list (47 CFR 64.1200(a)(10): STOP, QUIT,
/// END, REVOKE, OPT OUT, CANCEL, UNSUBSCRIBE), what people write in Russian and Romanian, and plain requests in a longer
/// text. Rather one stop too many than one overlooked.
public final class StopWords {
  /// A text that is nothing but one of these.
  private static final Set<String> RUSSIAN =
      folded(
          "СТОП", "СТОПП", "ОТПИСКА", "ОТПИСАТЬСЯ", "ОТПИШИТЕ", "ОТПИШИТЕ МЕНЯ", "ОТПИСАТЬ", "ОТКАЗ", "ОТКАЗЫВАЮСЬ",
          "ХВАТИТ", "ПРЕКРАТИТЕ", "ОТМЕНА", "ОТМЕНИТЬ", "УДАЛИТЕ НОМЕР", "УДАЛИТЕ МОЙ НОМЕР");

  private static final Set<String> ROMANIAN =
      folded(
          "OPRITI", "OPRESTE", "OPRIRE", "OPRIT", "DEZABONARE", "DEZABONATI", "DEZABONEAZA", "REFUZ", "ANULARE",
          "ANULATI", "ANULEAZA", "RENUNT", "AJUNGE", "STERGETI NUMARUL");

  private static final Set<String> ENGLISH =
      folded(
          "STOP", "STOPALL", "STOP ALL", "QUIT", "END", "REVOKE", "OPTOUT", "OPT OUT", "CANCEL", "UNSUBSCRIBE",
          "REMOVE", "REMOVE ME");

  /// Anywhere in a text, whole words.
  private static final Pattern REQUEST =
      Pattern.compile(
          "(?:^| )(?:"
              + fold(
                  "НЕ ПИШИТЕ|НЕ ЗВОНИТЕ|НЕ БЕСПОКОЙТЕ|НЕ ПРИСЫЛАЙТЕ|НЕ ШЛИТЕ|ПЕРЕСТАНЬТЕ|ОТПИШИТЕ МЕНЯ|ПРЕКРАТИТЕ ПИСАТЬ"
                      + "|ПРЕКРАТИТЕ ЗВОНИТЬ|NU MAI SCRIETI|NU MAI SUNATI|NU MA MAI SUNATI|NU MAI TRIMITETI|NU SCRIETI"
                      + "|NU SUNATI|NU MA DERANJATI|DEZABONATI MA|DO NOT TEXT|DO NOT CALL|DO NOT CONTACT|DONT TEXT"
                      + "|DONT CALL|DONT CONTACT|STOP TEXTING|STOP CALLING|STOP MESSAGING|UNSUBSCRIBE ME|OPT ME OUT")
              + ")(?: |$)");

  /// A first word that says it whatever follows.
  private static final Set<String> FIRST = folded("СТОП", "STOP", "UNSUBSCRIBE", "ОТПИСКА", "DEZABONARE");

  private StopWords() {}

  /// The language in which the stop was asked for; empty when it was not.
  public static Optional<Language> language(String text) {
    String folded = fold(text);
    String first = folded.split(" ", 2)[0];
    if (RUSSIAN.contains(folded)) {
      return Optional.of(Language.RU);
    }
    if (ROMANIAN.contains(folded)) {
      return Optional.of(Language.RO);
    }
    boolean asked = ENGLISH.contains(folded) || FIRST.contains(first) || REQUEST.matcher(folded).find();
    return asked ? Optional.of(script(text)) : Optional.empty();
  }

  private static Language script(String text) {
    boolean cyrillic = text.chars().anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC);
    boolean romanian = fold(text).matches(".*(^| )(NU|MA|DEZABON\\p{L}*)( |$).*");
    return cyrillic ? Language.RU : romanian ? Language.RO : Language.EN;
  }

  private static Set<String> folded(String... words) {
    return java.util.Arrays.stream(words).map(StopWords::fold).collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  /// Upper case without accents, punctuation and runs of blanks; Cyrillic letters that look like Latin ones become
  /// those, for people mix keyboards: "CTOП" is "СТОП". The bar of an alternative is kept.
  private static String fold(String text) {
    String plain =
        java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toUpperCase(Locale.ROOT)
            .replaceAll("['’]", "");
    StringBuilder folded = new StringBuilder(plain.length());
    for (char letter : plain.toCharArray()) {
      int at = "АВЕКМНОРСТУХ".indexOf(letter);
      folded.append(at >= 0 ? "ABEKMHOPCTYX".charAt(at) : letter);
    }
    return folded.toString().replaceAll("[^\\p{L}\\d|]+", " ").strip();
  }
}
