package org.obzvon.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.obzvon.document.Sentence;
import org.obzvon.policy.Limits.Cap;
import org.obzvon.policy.Limits.Count;
import org.obzvon.policy.Limits.Pause;
import org.obzvon.policy.Limits.Spacing;
import org.obzvon.policy.Rule.Objection;

/// The rules that check whether the household was contacted enough already. Attempts leave their windows as time goes
/// by and none is added meanwhile, so a contact that passes at one instant passes at every later one.
final class FrequencyRules {
  /// How soon the policy checks again while an attempt is under way.
  private static final Duration RECHECK = Duration.ofMinutes(5);

  private FrequencyRules() {}

  /// A call blocks every contact while it is under way; a message blocks only the next message.
  static Optional<Objection> nothingUnderWay(PolicyFacts facts, Instant now) {
    return facts.evidence().touches().stream()
        .filter(touch -> touch.medium() == Medium.CALL || touch.medium() == facts.medium())
        .filter(touch -> touch.isUnderWay(now))
        .findFirst()
        .map(_ -> new Objection.NotBefore(recheck(now), Why.UNDER_WAY.with()));
  }

  static Optional<Objection> belowCaps(PolicyFacts facts, Instant now) {
    return latest(
        facts.profile().limits().caps().stream()
            .filter(cap -> cap.medium() == facts.medium())
            .flatMap(cap -> reached(cap, facts, now).stream()));
  }

  private static Optional<Objection.NotBefore> reached(Cap cap, PolicyFacts facts, Instant now) {
    return facts.zone().flatMap(zone -> {
      List<PastAttempt> counted = facts.touches(cap.medium()).stream()
          .filter(touch -> touch.counts(cap.count()))
          .filter(touch -> now.isBefore(cap.window().release(touch.at(cap.count(), now), zone)))
          .toList();
      if (counted.size() < cap.most()) {
        return Optional.empty();
      }
      return Optional.of(new Objection.NotBefore(release(cap, counted, now, zone), words(cap, counted.size())));
    });
  }

  /// Returns when enough attempts have left the window for one fewer than the cap to be in it. If only attempts under
  /// way fill the cap, the policy checks again soon.
  private static Instant release(Cap cap, List<PastAttempt> counted, Instant now, ZoneId zone) {
    List<Instant> releases = counted.stream()
        .filter(touch -> !touch.isUnderWay(now))
        .map(touch -> cap.window().release(touch.at(cap.count(), now), zone))
        .sorted(Comparator.reverseOrder())
        .toList();
    return releases.size() < cap.most() ? recheck(now) : releases.get(cap.most() - 1);
  }

  private static Sentence words(Cap cap, int reached) {
    Why why = cap.count() == Count.ATTEMPTS ? Why.CAP_ATTEMPTS : Why.CAP_CONVERSATIONS;
    return why.with(reached, cap.most(), cap.medium().plural(), cap.window().words(), cap.from());
  }

  static Optional<Objection> pausedAfterConversation(PolicyFacts facts, Instant now) {
    Optional<Pause> pause = facts.profile().limits().pause().filter(_ -> facts.medium() == Medium.CALL);
    return facts.zone().flatMap(zone -> pause.flatMap(found -> latest(paused(found, facts, zone, now))));
  }

  private static Stream<Objection.NotBefore> paused(Pause pause, PolicyFacts facts, ZoneId zone, Instant now) {
    return facts.touches(Medium.CALL).stream()
        .filter(touch -> touch.counts(Count.CONVERSATIONS) && !touch.isUnderWay(now))
        .map(touch -> touch.at(Count.CONVERSATIONS, now).atZone(zone).toLocalDate())
        .map(day -> quiet(pause, day, zone))
        .filter(objection -> now.isBefore(objection.until()));
  }

  private static Objection.NotBefore quiet(Pause pause, LocalDate day, ZoneId zone) {
    return new Objection.NotBefore(
        day.plusDays(pause.days()).atStartOfDay(zone).toInstant(),
        Why.PAUSE.with(day, pause.days(), pause.from()));
  }

  static Optional<Objection> spaced(PolicyFacts facts, Instant now) {
    return latest(
        facts.profile().limits().spacings().stream()
            .filter(spacing -> spacing.medium() == facts.medium())
            .flatMap(spacing -> tooSoon(spacing, facts, now)));
  }

  private static Stream<Objection.NotBefore> tooSoon(Spacing spacing, PolicyFacts facts, Instant now) {
    Sentence why = Why.SPACING.with(spacing.least().toMinutes(), spacing.medium().plural(), spacing.from());
    return facts.touches(spacing.medium()).stream()
        .filter(touch -> touch.counts(Count.ATTEMPTS) && !touch.isUnderWay(now))
        .map(touch -> new Objection.NotBefore(touch.times().placed().plus(spacing.least()), why))
        .filter(objection -> now.isBefore(objection.until()));
  }

  private static Optional<Objection> latest(Stream<Objection.NotBefore> objections) {
    return objections.max(Comparator.comparing(Objection.NotBefore::until)).map(Objection.class::cast);
  }

  /// Rounds up to five minutes, so that asking twice gives the same answer and the log stays short.
  private static Instant recheck(Instant now) {
    long step = RECHECK.toSeconds();
    return Instant.ofEpochSecond((now.getEpochSecond() / step + 1) * step);
  }
}
