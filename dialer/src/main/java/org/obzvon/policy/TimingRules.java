package org.obzvon.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.policy.Rule.Objection;
import org.obzvon.register.Phone;

/// The rules that check whether the contact may be made now. They do not object to an unknown zone;
/// [EligibilityRules#knownZone] does.
final class TimingRules {
  /// How soon the policy checks again if nobody knows the end of an outage.
  private static final Duration OUTAGE_RECHECK = Duration.ofHours(1);

  private TimingRules() {}

  /// A reminder of a promise is sent on the promise's day, and only if that promise is still the one that counts.
  static Optional<Objection> promiseIsOver(PolicyFacts facts, Instant now) {
    if (facts.contact().step().origin().kind() == ContactOrigin.Kind.ASKED) {
      return Optional.empty(); // this is no reminder: the debtor asked for it
    }
    if (facts.contact().step().origin().kind() == ContactOrigin.Kind.PROMISE_DUE) {
      LocalDate day = facts.contact().step().anchor();
      boolean counts = facts.evidence().promisedFor().filter(day::equals).isPresent();
      return Objection.never(!counts, Why.PROMISE_OVER.with(day));
    }
    return facts.zone().flatMap(zone -> facts.evidence().promisedFor().flatMap(day -> promised(day, zone, now)));
  }

  private static Optional<Objection> promised(LocalDate day, ZoneId zone, Instant now) {
    Instant morning = day.plusDays(1).atStartOfDay(zone).toInstant();
    return now.isBefore(morning)
        ? Optional.of(new Objection.NotBefore(morning, Why.PROMISED.with(day)))
        : Optional.empty();
  }

  static Optional<Objection> noOutage(PolicyFacts facts, Instant now) {
    return facts.evidence().outages().stream()
        .filter(outage -> !now.isBefore(outage.since()))
        .map(outage -> new Ending(outage, endOf(outage, now)))
        .filter(ending -> now.isBefore(ending.at()))
        .max(Comparator.comparing(Ending::at))
        .map(ending -> new Objection.NotBefore(
            ending.at(), Why.OUTAGE.with(ending.outage().district())));
  }

  /// Objects only if every usable number has an unread answer.
  static Optional<Objection> answersAreRead(PolicyFacts facts, Instant now) {
    Set<Phone> paused = DemandRules.pausedNumbers(facts, now);
    Set<Phone> held = facts.heldNumbers(now);
    List<Phone> usable = facts.usablePhones().stream().filter(phone -> !paused.contains(phone)).toList();
    if (usable.isEmpty() || !held.containsAll(usable)) {
      return Optional.empty();
    }
    return facts.unreadAnswers(now).stream()
        .filter(one -> usable.contains(one.phone()))
        .min(Comparator.comparing(UnreadAnswer::until))
        .map(one -> new Objection.NotBefore(one.until(), Why.UNREAD_ANSWER.with(one.phone(), one.receivedAt())));
  }

  private record Ending(Outage outage, Instant at) {}

  /// Rounds to whole hours, so that asking twice gives the same answer.
  private static Instant endOf(Outage outage, Instant now) {
    return outage.until().orElseGet(() -> now.truncatedTo(ChronoUnit.HOURS).plus(OUTAGE_RECHECK));
  }

  static Optional<Objection> permittedHours(PolicyFacts facts, Instant now) {
    return facts.zone().flatMap(zone -> closed(facts, zone, now));
  }

  private static Optional<Objection> closed(PolicyFacts facts, ZoneId zone, Instant now) {
    Optional<Instant> opening = facts.profile().opening(now, zone, facts.question().extraHolidays());
    if (opening.isEmpty()) {
      return Rule.Objection.never(true, Why.NO_HOURS.with(facts.profile().id()));
    }
    if (opening.get().equals(now)) {
      return Optional.empty();
    }
    return Optional.of(
        new Objection.NotBefore(
            opening.get(),
            Why.CLOSED.with(now.atZone(zone), opening.get().atZone(zone))));
  }
}
