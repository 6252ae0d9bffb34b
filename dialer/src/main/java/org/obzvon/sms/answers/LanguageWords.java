package org.obzvon.sms.answers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.obzvon.contact.Reason;
import org.obzvon.register.Language;

/// What one language says, as phrases over the words of a clause (see [Phrases]).
///
/// @param readings how a written word may be meant in this language, likeliest first; the second argument tells whether
///     the text holds Cyrillic letters
/// @param dropped words of politeness that mean nothing by themselves
record LanguageWords(
    Language language, Vocabulary vocabulary, BiFunction<String, Boolean, List<String>> readings, List<Pattern> dropped,
    Stops stops, Payments payments, Map<Reason, Reasons> reasons, DayWords days) {

  LanguageWords {
    reasons = new LinkedHashMap<>(reasons);
  }

  /// Requests to stop.
  ///
  /// @param wholeText a text that is nothing else
  /// @param wholeClause a clause that is nothing else and no question
  /// @param interjection a whole text that ends with a question: "стоп" says "wait" in it, as in "стоп, какой долг?"
  /// @param anywhere whatever stands around them
  /// @param unlessAsked negation and a verb of contact: "не звоните", no request in "почему не звоните?"
  /// @param questions words with which a clause asks
  /// @param politeQuestion words that make a request of a question: "можете не звонить?"
  /// @param not what looks like a request and is none: taken out of the clause first
  /// @param waiting words anywhere in the text of somebody who waits for us
  /// @param together a refusal and a word of contact in one clause that asks nothing and holds nothing unlikely
  /// @param unlikely words with which `together` says something else: "не пришла смс с кодом"
  /// @param reproach no request from somebody who waits for us: "вы не звоните, а я жду"
  record Stops(
      List<Pattern> wholeText, List<Pattern> wholeClause, List<Pattern> interjection, List<Pattern> anywhere,
      List<Pattern> unlessAsked, List<Pattern> questions, List<Pattern> politeQuestion, List<Pattern> not,
      List<Pattern> waiting, List<Pattern> reproach, List<Pattern> together, List<Pattern> unlikely) {}

  /// @param paid says that the debt is paid
  /// @param notPaid in the same clause: it is not
  /// @param surely makes a statement of a question: "я же оплатил?"
  /// @param willPay a promise in the first person
  /// @param no denies in the same clause
  /// @param perhaps depends on something, or is no promise: anywhere in the text
  record Payments(
      List<Pattern> paid, List<Pattern> notPaid, List<Pattern> surely, List<Pattern> willPay, List<Pattern> no,
      List<Pattern> perhaps) {}

  /// @param not in the same clause: not this reason
  record Reasons(List<Pattern> phrases, List<Pattern> not) {}
}
