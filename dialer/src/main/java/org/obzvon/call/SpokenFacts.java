package org.obzvon.call;

import java.time.LocalDate;
import java.util.Optional;
import org.obzvon.register.Money;

/// The facts that one call speaks of. Names come from files and are cleaned where they are spoken.
///
/// @param accountNumber the full number; only its tail is ever said
/// @param restrictionOn empty when unknown, or when saying it would be wrong: a past day for a service still on
/// @param today the debtor's own date when the call begins
public record SpokenFacts(
    String name, String accountNumber, Money arrears, Optional<LocalDate> restrictionOn, LocalDate today, House house) {

  /// The operator company as it presents itself in the language of the call.
  ///
  /// @param officePhone digits, spaces and dashes as they are printed
  public record House(String company, Optional<String> officePhone) {}
}
