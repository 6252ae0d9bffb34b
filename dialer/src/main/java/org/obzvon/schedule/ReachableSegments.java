package org.obzvon.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.obzvon.campaign.LadderStep;
import org.obzvon.campaign.LadderStep.Anchor;
import org.obzvon.campaign.Segment;
import org.obzvon.campaign.Segment.Days;

/// Decides whether any account can be in a segment when a step falls due, by the conditions of all segments of the
/// campaign.
///
/// @param segments in their order
record ReachableSegments(List<Segment> segments) {

  boolean reaches(LadderStep step, Segment segment) {
    return isPossible(segment) && !isShadowed(segment) && isInOn(step, segment);
  }

  private static boolean isPossible(Segment segment) {
    var debtors = segment.debtors();
    var people = segment.subscribers();
    boolean amounts = debtors.arrearsBelow().filter(below -> below.compareTo(debtors.arrearsAtLeast()) <= 0).isEmpty();
    return amounts && (people.tags().isEmpty() || !people.withoutTags().containsAll(people.tags()));
  }

  /// Returns true if an earlier segment takes every account that this one would.
  private boolean isShadowed(Segment segment) {
    return segments.stream()
        .takeWhile(one -> !one.name().equals(segment.name()))
        .anyMatch(earlier -> covers(earlier, segment) && coversDays(earlier, segment));
  }

  /// Returns true if, on some day of the step's time, an account is old enough to have been enrolled and no other
  /// segment holds it by then.
  private boolean isInOn(LadderStep step, Segment segment) {
    if (step.offset().anchor() != Anchor.DEBT) {
      return true;
    }
    Duration end = Duration.ofNanos(step.offset().at().toNanoOfDay()).plus(step.offset().expiresAfter());
    long first = step.offset().day();
    return LongStream.rangeClosed(first, first + end.minusNanos(1).toDays()).anyMatch(age -> isIn(segment, age));
  }

  private boolean isIn(Segment segment, long age) {
    Optional<Days> days = segment.debtors().debtDays();
    if (days.isEmpty() || holds(days.get(), age)) {
      return true;
    }
    boolean taken = age >= days.get().from();
    return taken
        && segments.stream()
            .filter(other -> !other.name().equals(segment.name()) && covers(other, segment))
            .noneMatch(other -> other.debtors().debtDays().map(span -> holds(span, age)).orElse(true));
  }

  private static boolean holds(Days days, long age) {
    return age >= days.from() && age <= days.to();
  }

  private static boolean coversDays(Segment wide, Segment narrow) {
    Optional<Days> outer = wide.debtors().debtDays();
    return outer.isEmpty()
        || narrow.debtors().debtDays()
            .filter(inner -> outer.get().from() <= inner.from() && inner.to() <= outer.get().to())
            .isPresent();
  }

  /// Returns true if every account of the narrow segment meets the conditions of the wide one, apart from the days of
  /// debt.
  private static boolean covers(Segment wide, Segment narrow) {
    var outer = wide.debtors();
    var inner = narrow.debtors();
    return sameOrNone(outer.state(), inner.state())
        && outer.arrearsAtLeast().compareTo(inner.arrearsAtLeast()) <= 0
        && outer.arrearsBelow()
            .map(limit -> inner.arrearsBelow().filter(below -> below.compareTo(limit) <= 0).isPresent()).orElse(true)
        && covers(wide.subscribers(), narrow.subscribers());
  }

  private static boolean covers(Segment.Subscribers outer, Segment.Subscribers inner) {
    return sameOrNone(outer.legalEntity(), inner.legalEntity())
        && allOrNone(outer.districts(), inner.districts())
        && allOrNone(outer.tags(), inner.tags())
        && inner.withoutTags().containsAll(outer.withoutTags());
  }

  private static <T> boolean sameOrNone(Optional<T> outer, Optional<T> inner) {
    return outer.isEmpty() || outer.equals(inner);
  }

  private static boolean allOrNone(Set<String> outer, Set<String> inner) {
    return outer.isEmpty() || (!inner.isEmpty() && outer.containsAll(inner));
  }
}
