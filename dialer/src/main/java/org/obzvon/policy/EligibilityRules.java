package org.obzvon.policy;

import static org.obzvon.policy.Rule.Objection.never;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.obzvon.document.Sentence;
import org.obzvon.policy.Rule.Objection;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;

/// The rules that check whether this contact may be made to this debtor at all.
final class EligibilityRules {
  private EligibilityRules() {}

  static Optional<Objection> inRegister(PolicyFacts facts, Instant now) {
    return never(!facts.account().debt().inRegister(), Why.NOT_IN_REGISTER.with());
  }

  static Optional<Objection> owes(PolicyFacts facts, Instant now) {
    Money balance = facts.account().debt().balance();
    return never(balance.amount().signum() >= 0, Why.NOTHING_OWED.with(balance));
  }

  static Optional<Objection> fitsCampaign(PolicyFacts facts, Instant now) {
    return facts.question().condition().objection(facts.account(), now).map(Objection.Never::new);
  }

  static Optional<Objection> person(PolicyFacts facts, Instant now) {
    boolean applies = facts.profile().personsOnly().isPresent() && facts.account().subscriber().legalEntity();
    return never(applies, Why.LEGAL_ENTITY.with());
  }

  static Optional<Objection> notStopped(PolicyFacts facts, Instant now) {
    Optional<Suppression> household = facts.evidence().stops().stream()
        .filter(stop -> stop.target() instanceof Suppression.Target.Household)
        .findFirst();
    if (household.isPresent()) {
      return never(true, Why.HOUSEHOLD_STOPPED.of(List.of(words(household.get()))));
    }
    List<Phone> phones = facts.phones();
    Set<Phone> stopped = facts.stoppedPhones();
    return never(
        !phones.isEmpty() && stopped.containsAll(phones),
        Why.NUMBERS_STOPPED.of(facts.evidence().stops().stream().map(EligibilityRules::words).distinct().toList()));
  }

  static Optional<Objection> hasPhone(PolicyFacts facts, Instant now) {
    List<Phone> phones = facts.phones();
    return never(
        phones.stream().noneMatch(facts::reachesDirectly),
        phones.isEmpty() ? Why.NO_NUMBER.with() : Why.EXTENSIONS_ALONE.with());
  }

  static Optional<Objection> reachesSomebody(PolicyFacts facts, Instant now) {
    List<Phone> permitted = facts.permittedPhones();
    return never(
        !permitted.isEmpty() && facts.usablePhones().isEmpty(),
        Why.NUMBERS_DEAD.of(
            facts.deadNumbers().stream().filter(one -> permitted.contains(one.phone())).map(DeadNumber::words)
                .distinct().toList()));
  }

  /// This rule is also the last safeguard: it refuses whenever no number is left, for any mix of reasons.
  static Optional<Objection> allowedPrefix(PolicyFacts facts, Instant now) {
    return never(
        facts.usablePhones().isEmpty(),
        Why.PREFIX.with(facts.dialling().prefixes()));
  }

  static Optional<Objection> notExpired(PolicyFacts facts, Instant now) {
    Instant expires = facts.contact().window().expires();
    Object when = facts.zone().<Object>map(expires::atZone).orElse(expires);
    return never(!now.isBefore(expires), Why.EXPIRED.with(when));
  }

  static Optional<Objection> knownZone(PolicyFacts facts, Instant now) {
    return never(facts.zone().isEmpty(), Why.ZONE_UNKNOWN.with());
  }

  private static Sentence words(Suppression stop) {
    return Why.STOP.with(stop.kind(), stop.term().since());
  }
}
