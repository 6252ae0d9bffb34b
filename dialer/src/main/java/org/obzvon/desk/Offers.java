package org.obzvon.desk;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.obzvon.call.Switchboard;

/// Brings call-backs to the operators who promised them, when they are due and he is free, without his asking. Who works
/// with previews asks himself; a debtor who already waits on the line goes first.
final class Offers {
  private final Floor floor;
  private final Boards boards;
  private final Errands errands;
  private volatile Set<UUID> due = Set.of();

  Offers(Floor floor, Boards boards, Errands errands) {
    this.floor = floor;
    this.boards = boards;
    this.errands = errands;
  }

  /// As of the last round.
  boolean isDueFor(UUID operator) {
    return due.contains(operator);
  }

  void round(Previews previews) {
    List<Seat> seats = floor.seats().stream().filter(seat -> seat.work() != Work.PREVIEW).toList();
    due = seats.isEmpty() ? Set.of() : Set.copyOf(errands.promisers());
    seats.stream()
        .filter(seat -> isDueFor(seat.operator().id()) && seat.state() == OperatorState.AVAILABLE)
        .filter(seat -> boards.named(seat.operator().exchange()).filter(Switchboard::connected).isPresent())
        .forEach(previews::offer);
  }
}
