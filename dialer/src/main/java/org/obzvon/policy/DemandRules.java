package org.obzvon.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.obzvon.document.Sentence;
import org.obzvon.policy.DemandHold.OpenTicket;
import org.obzvon.policy.DemandHold.Pause;
import org.obzvon.policy.Rule.Objection;
import org.obzvon.register.Phone;

/// The rules that check whether a reason given by the debtor forbids asking them for money now. A notice that the law
/// requires and a call-back that was promised are not demands in this sense; thanks and appointments never are.
final class DemandRules {
  /// How soon the policy checks a ticket again. Sooner is of no use: a person deals with a ticket, which takes hours or
  /// days.
  private static final Duration TICKET_RECHECK = Duration.ofHours(4);

  private DemandRules() {}

  static Optional<Objection> noOpenTicket(PolicyFacts facts, Instant now) {
    if (!facts.isDiscretionaryDemand()) {
      return Optional.empty();
    }
    return facts.evidence().holds().stream()
        .filter(OpenTicket.class::isInstance)
        .map(OpenTicket.class::cast)
        .min(Comparator.comparing(OpenTicket::since))
        .map(
            ticket -> new Objection.NotBefore(
                nextLook(now),
                (ticket.answer() ? Why.TICKET_UNANSWERED : Why.TICKET_OPEN).with(ticket.reason(), ticket.since())));
  }

  /// Returns the next multiple of four hours, so that everyone who asks within the same four hours gets the same
  /// answer.
  private static Instant nextLook(Instant now) {
    long step = TICKET_RECHECK.toSeconds();
    return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), step) + 1) * step);
  }

  static Optional<Objection> noPause(PolicyFacts facts, Instant now) {
    Optional<ZoneId> zone = facts.zone();
    if (!facts.isDiscretionaryDemand() || zone.isEmpty()) {
      return Optional.empty();
    }
    List<Running> running = running(facts, zone.get(), now);
    return running.stream()
        .filter(one -> one.pause().number().isEmpty())
        .max(Comparator.comparing(Running::end))
        .or(() -> everyNumberPaused(facts, running))
        .map(one -> new Objection.NotBefore(one.end(), words(one.pause())));
  }

  /// Returns the pause that ends first among the pauses of the otherwise usable numbers; empty if a number is free now.
  private static Optional<Running> everyNumberPaused(PolicyFacts facts, List<Running> running) {
    List<Phone> numbers = facts.usablePhones();
    List<Running> last = numbers.stream()
        .flatMap(
            number -> running.stream().filter(one -> one.isOf(number)).max(Comparator.comparing(Running::end)).stream())
        .toList();
    return last.size() < numbers.size() ? Optional.empty() : last.stream().min(Comparator.comparing(Running::end));
  }

  /// Returns the numbers to which no demand goes now.
  static Set<Phone> pausedNumbers(PolicyFacts facts, Instant now) {
    if (!facts.isDiscretionaryDemand() || facts.zone().isEmpty()) {
      return Set.of();
    }
    return running(facts, facts.zone().get(), now).stream()
        .flatMap(one -> one.pause().number().stream())
        .collect(Collectors.toSet());
  }

  private record Running(Pause pause, Instant end) {
    boolean isOf(Phone number) {
      return pause.number().filter(number::equals).isPresent();
    }
  }

  private static List<Running> running(PolicyFacts facts, ZoneId zone, Instant now) {
    WorkCalendar calendar = facts.profile().timetables().getFirst().calendar();
    return facts.evidence().holds().stream()
        .filter(Pause.class::isInstance)
        .map(Pause.class::cast)
        .map(pause -> new Running(pause, pause.end(zone, calendar, facts.question().extraHolidays())))
        .filter(one -> now.isBefore(one.end()))
        .toList();
  }

  private static Sentence words(Pause pause) {
    return (pause.working() ? Why.REASON_PAUSE_WORKING : Why.REASON_PAUSE)
        .with(pause.reason(), pause.since(), pause.days());
  }
}
