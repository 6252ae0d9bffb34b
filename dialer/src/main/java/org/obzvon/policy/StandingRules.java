package org.obzvon.policy;

import static org.obzvon.policy.Rule.Objection.never;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.obzvon.policy.Rule.Objection;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;

/// Whether this debtor may be contacted at all, by this contact.
final class StandingRules {
  private StandingRules() {}

  static Optional<Objection> inRegister(Facts facts, Instant now) {
    return never(!facts.account().debt().inRegister(), "the account has left the register of debtors");
  }

  static Optional<Objection> owes(Facts facts, Instant now) {
    Money balance = facts.account().debt().balance();
    return never(balance.amount().signum() >= 0, "nothing is owed any more, the balance is " + balance);
  }

  static Optional<Objection> person(Facts facts, Instant now) {
    boolean applies = facts.profile().personsOnly().isPresent() && facts.account().subscriber().legalEntity();
    return never(applies, "the subscriber is a legal entity and the profile is for persons only");
  }

  static Optional<Objection> notStopped(Facts facts, Instant now) {
    Optional<Suppression> household =
        facts.evidence().stops().stream()
            .filter(stop -> stop.target() instanceof Suppression.Target.Household)
            .findFirst();
    if (household.isPresent()) {
      return never(true, "the household has a stop entry " + words(household.get()));
    }
    List<Phone> phones = facts.phones();
    Set<Phone> stopped = facts.stoppedPhones();
    return never(
        !phones.isEmpty() && stopped.containsAll(phones),
        "every number of the account has a stop entry: "
            + facts.evidence().stops().stream().map(StandingRules::words).distinct()
                .collect(Collectors.joining(", ")));
  }

  static Optional<Objection> hasPhone(Facts facts, Instant now) {
    return never(facts.phones().isEmpty(), "the account has no telephone number");
  }

  static Optional<Objection> reachesSomebody(Facts facts, Instant now) {
    List<Phone> permitted = facts.permittedPhones();
    return never(
        !permitted.isEmpty() && facts.usablePhones().isEmpty(),
        "of every number that may be used the network says that it "
            + facts.deadNumbers().stream().filter(one -> permitted.contains(one.phone())).map(DeadNumber::words)
                .distinct().collect(Collectors.joining(", ")));
  }

  /// Also the last net: it refuses whenever no number is left, for whatever mix of reasons.
  static Optional<Objection> allowedPrefix(Facts facts, Instant now) {
    return never(
        facts.usablePhones().isEmpty(),
        "no number that may be used begins with an allowed prefix " + facts.dialling().prefixes());
  }

  static Optional<Objection> notExpired(Facts facts, Instant now) {
    Instant expires = facts.contact().window().expires();
    String when = facts.zone().map(zone -> Facts.local(expires, zone)).orElse(expires.toString());
    return never(!now.isBefore(expires), "its time passed at " + when);
  }

  static Optional<Objection> knownZone(Facts facts, Instant now) {
    return never(facts.zone().isEmpty(), "the debtor's time zone is not known");
  }

  private static String words(Suppression stop) {
    return stop.kind() + " since " + stop.term().since();
  }
}
