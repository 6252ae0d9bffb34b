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
import org.obzvon.contact.Ground;
import org.obzvon.policy.Rule.Objection;
import org.obzvon.register.Phone;

/// Whether now is a time for it. An unknown zone is the business of [StandingRules#knownZone]; these are silent then.
final class TimingRules {
  /// How soon an outage whose end nobody knows is asked about again.
  private static final Duration OUTAGE_RECHECK = Duration.ofHours(1);

  private TimingRules() {}

  /// A reminder of a promise is sent on its day, and only while it is the promise that counts.
  static Optional<Objection> promiseIsOver(Facts facts, Instant now) {
    if (facts.contact().step().ground().kind() == Ground.Kind.ASKED) {
      return Optional.empty(); // no reminder: they asked for it
    }
    if (facts.contact().step().ground().kind() == Ground.Kind.PROMISE_DUE) {
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

  static Optional<Objection> noOutage(Facts facts, Instant now) {
    return facts.evidence().outages().stream()
        .filter(outage -> !now.isBefore(outage.since()))
        .map(outage -> new Ending(outage, endOf(outage, now)))
        .filter(ending -> now.isBefore(ending.at()))
        .max(Comparator.comparing(Ending::at))
        .map(ending -> new Objection.NotBefore(
            ending.at(), Why.OUTAGE.with(ending.outage().district())));
  }

  /// Numbers without an unread answer stay usable.
  static Optional<Objection> answersAreRead(Facts facts, Instant now) {
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

  /// Whole hours, so that asking twice gives the same answer.
  private static Instant endOf(Outage outage, Instant now) {
    return outage.until().orElseGet(() -> now.truncatedTo(ChronoUnit.HOURS).plus(OUTAGE_RECHECK));
  }

  static Optional<Objection> permittedHours(Facts facts, Instant now) {
    return facts.zone().flatMap(zone -> closed(facts, zone, now));
  }

  private static Optional<Objection> closed(Facts facts, ZoneId zone, Instant now) {
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
            Why.CLOSED.with(Facts.local(now, zone), Facts.local(opening.get(), zone))));
  }
}
