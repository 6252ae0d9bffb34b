package org.obzvon.sms.answers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Language;

/// The phrases of one language over the words of a clause (see [PhrasePatterns]).
///
/// @param readings the possible readings of a written word in this language, likeliest first; the second argument is
///     true when the text holds Cyrillic letters
/// @param dropped polite words without a meaning of their own
record LanguageWords(
    Language language, Vocabulary vocabulary, BiFunction<String, Boolean, List<String>> readings, List<Pattern> dropped,
    Stops stops, Payments payments, Map<NonPaymentReason, Reasons> reasons, DayWords days) {

  LanguageWords {
    reasons = new LinkedHashMap<>(reasons);
  }

  /// Phrases of stop requests.
  ///
  /// @param wholeText a stop if the text is nothing else
  /// @param wholeClause a stop if the clause is nothing else and no question
  /// @param interjection the whole text, which ends with a question: "стоп" means "wait" in it, as in "стоп, какой
  /// долг?"
  /// @param anywhere a stop with any words around it
  /// @param unlessAsked negation and a verb of contact: "не звоните", which is no request in "почему не звоните?"
  /// @param questions words that introduce a question
  /// @param politeQuestion words that make a question a request: "можете не звонить?"
  /// @param not phrases that look like a request and are none: removed from the clause first
  /// @param waiting words anywhere in the text that show that the debtor waits for us
  /// @param together a refusal and a word of contact in one clause that is no question and holds no `unlikely` word
  /// @param unlikely words with which `together` means something else: "не пришла смс с кодом"
  /// @param reproach no request when the debtor waits for us: "вы не звоните, а я жду"
  record Stops(
      List<Pattern> wholeText, List<Pattern> wholeClause, List<Pattern> interjection, List<Pattern> anywhere,
      List<Pattern> unlessAsked, List<Pattern> questions, List<Pattern> politeQuestion, List<Pattern> not,
      List<Pattern> waiting, List<Pattern> reproach, List<Pattern> together, List<Pattern> unlikely) {}

  /// @param paid phrases that say that the debt is paid
  /// @param notPaid phrases that deny it in the same clause
  /// @param surely words that make a question a statement: "я же оплатил?"
  /// @param willPay a promise in the first person
  /// @param no phrases that deny the promise in the same clause
  /// @param perhaps phrases anywhere in the text that make the promise conditional or no promise
  record Payments(
      List<Pattern> paid, List<Pattern> notPaid, List<Pattern> surely, List<Pattern> willPay, List<Pattern> no,
      List<Pattern> perhaps) {}

  /// @param not phrases that exclude this reason in the same clause
  record Reasons(List<Pattern> phrases, List<Pattern> not) {}
}
