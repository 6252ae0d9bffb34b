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

/// Whether this debtor may be contacted at all, by this contact.
final class StandingRules {
  private StandingRules() {}

  static Optional<Objection> inRegister(Facts facts, Instant now) {
    return never(!facts.account().debt().inRegister(), Why.NOT_IN_REGISTER.with());
  }

  static Optional<Objection> owes(Facts facts, Instant now) {
    Money balance = facts.account().debt().balance();
    return never(balance.amount().signum() >= 0, Why.NOTHING_OWED.with(balance));
  }

  static Optional<Objection> fitsCampaign(Facts facts, Instant now) {
    return facts.question().condition().objection(facts.account(), now).map(Objection.Never::new);
  }

  static Optional<Objection> person(Facts facts, Instant now) {
    boolean applies = facts.profile().personsOnly().isPresent() && facts.account().subscriber().legalEntity();
    return never(applies, Why.LEGAL_ENTITY.with());
  }

  static Optional<Objection> notStopped(Facts facts, Instant now) {
    Optional<Suppression> household =
        facts.evidence().stops().stream()
            .filter(stop -> stop.target() instanceof Suppression.Target.Household)
            .findFirst();
    if (household.isPresent()) {
      return never(true, Why.HOUSEHOLD_STOPPED.of(List.of(words(household.get()))));
    }
    List<Phone> phones = facts.phones();
    Set<Phone> stopped = facts.stoppedPhones();
    return never(
        !phones.isEmpty() && stopped.containsAll(phones),
        Why.NUMBERS_STOPPED.of(facts.evidence().stops().stream().map(StandingRules::words).distinct().toList()));
  }

  static Optional<Objection> hasPhone(Facts facts, Instant now) {
    List<Phone> phones = facts.phones();
    return never(
        phones.stream().noneMatch(facts::reachesDirectly),
        phones.isEmpty() ? Why.NO_NUMBER.with() : Why.EXTENSIONS_ALONE.with());
  }

  static Optional<Objection> reachesSomebody(Facts facts, Instant now) {
    List<Phone> permitted = facts.permittedPhones();
    return never(
        !permitted.isEmpty() && facts.usablePhones().isEmpty(),
        Why.NUMBERS_DEAD.of(
            facts.deadNumbers().stream().filter(one -> permitted.contains(one.phone())).map(DeadNumber::words)
                .distinct().toList()));
  }

  /// Also the last net: it refuses whenever no number is left, for whatever mix of reasons.
  static Optional<Objection> allowedPrefix(Facts facts, Instant now) {
    return never(
        facts.usablePhones().isEmpty(),
        Why.PREFIX.with(facts.dialling().prefixes()));
  }

  static Optional<Objection> notExpired(Facts facts, Instant now) {
    Instant expires = facts.contact().window().expires();
    String when = facts.zone().map(zone -> Facts.local(expires, zone)).orElse(expires.toString());
    return never(!now.isBefore(expires), Why.EXPIRED.with(when));
  }

  static Optional<Objection> knownZone(Facts facts, Instant now) {
    return never(facts.zone().isEmpty(), Why.ZONE_UNKNOWN.with());
  }

  private static Sentence words(Suppression stop) {
    return Why.STOP.with(stop.kind(), stop.term().since());
  }
}
