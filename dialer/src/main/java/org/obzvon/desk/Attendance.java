package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// Which of the operators who are signed on are really there. Who let a call ring or wrote nothing down, and was paused by
/// the desk for it, is away; so is who has closed the page.
final class Attendance {
  /// A page that is loaded again, or a network that is gone for a moment, takes nobody away.
  static final Duration PAGE_GONE = Duration.ofMinutes(1);

  private static final Set<String> AWAY = Set.of(Absence.NO_ANSWER, Absence.WRAP_UP);

  private final Map<UUID, Instant> seen = new HashMap<>();
  private volatile Predicate<UUID> pages = _ -> true;

  /// @param open whether an operator's page is open; until it is known, every page is
  void pages(Predicate<UUID> open) {
    this.pages = open;
  }

  /// To be asked regularly, at least twice within [#PAGE_GONE].
  synchronized Set<UUID> present(List<Seat> seats, Instant now) {
    Set<UUID> present = new HashSet<>();
    Set<UUID> signedOn = new HashSet<>();
    for (Seat seat : seats) {
      UUID operator = seat.operator().id();
      signedOn.add(operator);
      if (pages.test(operator)) {
        seen.put(operator, now);
      }
      boolean pageOpen = seen.computeIfAbsent(operator, _ -> now).isAfter(now.minus(PAGE_GONE));
      boolean paused = seat.state() == OperatorState.PAUSED && AWAY.contains(seat.reason());
      if (pageOpen && !paused) {
        present.add(operator);
      }
    }
    seen.keySet().retainAll(signedOn);
    return present;
  }
}
