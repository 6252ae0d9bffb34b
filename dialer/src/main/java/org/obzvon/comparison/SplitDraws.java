package org.obzvon.comparison;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Counts the households of a campaign by day, stratum, arm and split, in any order, so that [SplitChecks] can be made
/// from a few hundred counts.
final class SplitDraws {
  private final ZoneId zone;
  private final Map<Cell, Count> counts = new HashMap<>();

  private record Cell(LocalDate day, String stratum, String arm, String weights) {}

  /// @param first when and with which household the first of them was drawn
  private record Count(Instant first, UUID household, int households) {
    static final Comparator<Count> ORDER = Comparator.comparing(Count::first).thenComparing(Count::household);

    Count plus(Count other) {
      Count earlier = ORDER.compare(this, other) <= 0 ? this : other;
      return new Count(earlier.first, earlier.household, households + other.households);
    }
  }

  SplitDraws(ZoneId zone) {
    this.zone = zone;
  }

  /// Adds a household by its account that was enrolled first.
  void add(Enrolled account) {
    Cell cell = new Cell(
        account.at().atZone(zone).toLocalDate(), account.segment(), account.arm().name(), account.arm().weights());
    counts.merge(cell, new Count(account.at(), account.household(), 1), Count::plus);
  }

  /// Returns the draws day by day; within a day, a draw that began earlier comes first.
  List<SplitChecks.Draw> all() {
    Map<String, Map<String, Double>> splits = new HashMap<>();
    List<Map.Entry<Cell, Count>> cells = new ArrayList<>(counts.entrySet());
    cells.sort(
        Comparator.comparing((Map.Entry<Cell, Count> one) -> one.getKey().day)
            .thenComparing(Map.Entry::getValue, Count.ORDER));
    return cells.stream()
        .map(
            one -> new SplitChecks.Draw(
                one.getKey().stratum, one.getKey().day.toString(), one.getKey().arm,
                splits.computeIfAbsent(
                    one.getKey().weights, text -> Split.ofExperiment(text).orElse(Map.of())),
                one.getValue().households))
        .filter(draw -> !draw.weights().isEmpty())
        .toList();
  }
}
