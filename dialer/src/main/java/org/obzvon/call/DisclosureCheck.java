package org.obzvon.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.register.Language;

/// Finds in a step what only the subscriber may hear, and which keys a text names. It knows the words a reminder uses,
/// not every way of hinting: the author still has to read the text aloud.
final class DisclosureCheck {
  private static final int WORD = Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern RUSSIAN = Pattern
      .compile("\\b(долг(а|у|ом|е|и|ов)?|задолж\\w*|просроч\\w*|неоплач\\w*|неуплат\\w*)\\b", WORD);
  private static final Pattern ROMANIAN = Pattern
      .compile("\\b(datori\\w*|restan[țtţ]\\w*|neachitat\\w*|neplat\\w*|neplăt\\w*)\\b", WORD);
  private static final Pattern ENGLISH = Pattern
      .compile("\\b(debts?|arrears|overdue|unpaid|owed?|owes|owing|outstanding)\\b", WORD);

  private DisclosureCheck() {}

  /// Returns what in the step reveals the debt, if anything does.
  static Optional<String> told(Language language, Step step) {
    switch (step) {
      case Step.AskDay _ -> {
        return Optional.of("it asks when the debt will be paid");
      }
      case Step.AskReason _ -> {
        return Optional.of("it asks why the debt was not paid");
      }
      case Step.Pledge _ -> {
        return Optional.of("it asks for a promise");
      }
      case Step.SendText _ -> {
        return Optional.of("it sends a text about the debt");
      }
      case Step.Say _,Step.Menu _,Step.ConfirmPerson _,Step.Transfer _,Step.OptOut _,Step.HangUp _ -> {
        return inText(language, step);
      }
    }
  }

  private static Optional<String> inText(Language language, Step step) {
    for (ScriptVariable variable : variables(step)) {
      if (variable.tellsOfDebt()) {
        return Optional.of("{" + variable.key() + "}");
      }
    }
    for (Template text : texts(step)) {
      Matcher matcher = words(language).matcher(text.literals());
      if (matcher.find()) {
        return Optional.of("'" + matcher.group() + "'");
      }
    }
    return Optional.empty();
  }

  static Set<ScriptVariable> variables(Step step) {
    Set<ScriptVariable> variables = new HashSet<>();
    texts(step).forEach(text -> variables.addAll(text.variables()));
    return variables;
  }

  /// Returns everything a step may say, including its answer to a wrong key.
  static List<Template> texts(Step step) {
    List<Template> texts = new ArrayList<>(step.text());
    if (step instanceof Step.Asking asking) {
      texts.addAll(asking.question().invalid());
    }
    return texts;
  }

  static boolean namesKey(Language language, String text, char key) {
    return Pattern.compile("\\b(" + key + "|" + word(language, key) + ")\\b", WORD).matcher(text).find();
  }

  private static String word(Language language, char key) {
    boolean zero = key == '0';
    return switch (language) {
      case RU -> zero ? "ноль|нуль" : "девять";
      case RO -> zero ? "zero" : "nouă";
      case EN -> zero ? "zero" : "nine";
    };
  }

  private static Pattern words(Language language) {
    return switch (language) {
      case RU -> RUSSIAN;
      case RO -> ROMANIAN;
      case EN -> ENGLISH;
    };
  }
}
