package org.obzvon.queue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.obzvon.contact.Ledger.Closed.Try;
import org.obzvon.register.Phone;

/// Chooses the number for the next attempt of a contact from those that the policy permits.
///
/// The numbers take turns in the order of preference. A fault of our own side is no turn, so the same number is tried
/// again. A number that this contact found dead or wrong is not tried again by it, whatever the policy still assumes.
final class NumberChoice {
  private NumberChoice() {}

  /// Returns the next number. Empty when this contact has found every one of them dead or wrong.
  static Optional<Phone> next(List<Phone> permitted, List<Try> tries) {
    return permitted.stream()
        .filter(phone -> tries.stream()
            .noneMatch(one -> one.phone().equals(phone) && Repeats.isOfNumber(one.outcome())))
        .min(Comparator.comparingLong(phone -> turns(phone, tries)));
  }

  private static long turns(Phone phone, List<Try> tries) {
    return tries.stream().filter(one -> !one.fault() && one.phone().equals(phone)).count();
  }
}
