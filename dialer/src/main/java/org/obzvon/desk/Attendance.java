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

/// Decides which of the signed-on operators are present. An operator is away when the desk paused them because they
/// missed a call or wrote no disposition, or when they have closed their page.
final class Attendance {
  /// How long a page may be closed before its operator counts as away: reloading it or losing the network for a moment
  /// does not.
  static final Duration PAGE_GONE = Duration.ofMinutes(1);

  private static final Set<String> AWAY = Set.of(AutomaticPauseReasons.NO_ANSWER, AutomaticPauseReasons.WRAP_UP);

  private final Map<UUID, Instant> seen = new HashMap<>();
  private volatile Predicate<UUID> pages = _ -> true;

  /// @param open whether an operator's page is open; until this is set, every page counts as open
  void pages(Predicate<UUID> open) {
    this.pages = open;
  }

  /// Returns the operators who are present. Must be called regularly, at least twice within [#PAGE_GONE].
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
