package org.obzvon.desk;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.obzvon.call.Switchboard;

/// Brings a due call-back to the operator who promised it when they are free, without being asked. Operators who work
/// with previews ask themselves; a debtor who already waits on the line goes first.
final class DueCallBackOffers {
  private final DeskState floor;
  private final SwitchboardsByName boards;
  private final PreviewContacts previewContacts;
  private volatile Set<UUID> due = Set.of();

  DueCallBackOffers(DeskState floor, SwitchboardsByName boards, PreviewContacts previewContacts) {
    this.floor = floor;
    this.boards = boards;
    this.previewContacts = previewContacts;
  }

  /// Returns whether a call-back of this operator was due in the last round.
  boolean isDueFor(UUID operator) {
    return due.contains(operator);
  }

  void round(Previews previews) {
    List<Seat> seats = floor.seats().stream().filter(seat -> seat.work() != OperatorWorkKind.PREVIEW).toList();
    due = seats.isEmpty() ? Set.of() : Set.copyOf(previewContacts.promisers());
    seats.stream()
        .filter(seat -> isDueFor(seat.operator().id()) && seat.state() == OperatorState.AVAILABLE)
        .filter(seat -> boards.named(seat.operator().exchange()).filter(Switchboard::connected).isPresent())
        .forEach(previews::offer);
  }
}
