package org.obzvon.call;

import java.time.LocalDate;
import java.util.Optional;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.call.yaml.YamlScripts;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// The debtors that the script tests call.
final class Debtors {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  static final Money ARREARS = Money.of("350.50", "MDL");
  static final Scripts SHIPPED = new YamlScripts().shipped();
  static final Words WORDS = new IcuWords();

  private Debtors() {}

  static SpokenFacts named(String name) {
    return new SpokenFacts(name, "10004711", ARREARS, Optional.of(LocalDate.of(2026, 11, 30)), TODAY,
        new SpokenFacts.House("Arax-Net", Optional.of("022 123 456")));
  }

  static IvrMachine machine(String script, Language language) {
    return new IvrMachine(SHIPPED.find(script, language).orElseThrow(), named("Popescu Ion"), WORDS);
  }
}
