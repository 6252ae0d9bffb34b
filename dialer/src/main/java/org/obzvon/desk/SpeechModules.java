package org.obzvon.desk;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.BadInput;
import org.obzvon.register.Language;

/// The operators' texts of an installation. Every module exists in every language, in the same order and for the same
/// reason, because the comparison of arms must not depend on the debtor's language.
public final class SpeechModules {

  /// The texts that the robot says in one language when no operator came. `{day}` and `{time}` stand for those of the
  /// call-back.
  public record Nobody(String apology, String question, String agreed, String declined) {}

  /// @param recording what the robot says before a conversation is recorded
  /// @param stopped what the robot says to a debtor who pressed the stop key outside a script
  public record Texts(
      String source, List<SpeechModule> modules, Nobody nobody, String recording, String stopped) {
    public Texts {
      modules = List.copyOf(modules);
    }
  }

  private final Map<Language, Texts> texts;

  /// @throws BadInput when a language is missing or its texts differ in structure from the others
  public SpeechModules(Map<Language, Texts> texts) {
    this.texts = new EnumMap<>(texts);
    for (Language language : Language.values()) {
      if (!texts.containsKey(language)) {
        throw BadInput.of("operator/modules.yaml", "is missing in the language '" + language.tag() + "'");
      }
      Texts own = texts.get(language);
      Texts twin = texts.get(Language.RU);
      if (!shape(own).equals(shape(twin))) {
        throw BadInput.of(own.source(),
            "differs from its twin " + twin.source()
                + "; modules have the same names, reasons and order in every language");
      }
      var covered = new TreeSet<>(own.modules().stream().flatMap(module -> module.reason().stream()).toList());
      if (!covered.containsAll(List.of(NonPaymentReason.values()))) {
        throw BadInput.of(own.source(), "has no module for a reason; an operator would have nothing to say to it");
      }
    }
  }

  private static Collection<String> shape(Texts texts) {
    return texts.modules().stream().map(module -> module.name() + " " + module.reason()).toList();
  }

  public Nobody nobody(Language language) {
    return texts.get(language).nobody();
  }

  public String recording(Language language) {
    return texts.get(language).recording();
  }

  public String stopped(Language language) {
    return texts.get(language).stopped();
  }

  /// Returns the modules in order: those of every conversation, and of those for reasons the known one first.
  public List<SpeechModule> of(Language language, Optional<NonPaymentReason> known) {
    return texts.get(language).modules().stream()
        .sorted(Comparator.comparingInt(module -> rank(module, known)))
        .toList();
  }

  private static int rank(SpeechModule module, Optional<NonPaymentReason> known) {
    if (module.reason().isEmpty()) {
      return 0;
    }
    return module.reason().equals(known) ? 1 : 2;
  }
}
