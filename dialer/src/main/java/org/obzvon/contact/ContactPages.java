package org.obzvon.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.ListPosition;

/// Planned contacts and the outcomes of attempts, page by page, for export to another system. The order never changes,
/// so no entry that was there from the beginning is left out or returned twice.
public interface ContactPages {

  /// A page of contacts in the order of the time at which they fell due.
  List<Planned> contacts(Filter filter, Optional<ListPosition> after, int limit);

  /// A page of outcomes in the order of the time at which they were stored, rehearsals included. A lost text message
  /// whose status arrives later keeps its place: a reader who already has that page does not see the correction on the
  /// next ones.
  List<Tried> outcomes(Filter filter, Optional<ListPosition> after, int limit);

  /// @param account number
  /// @param from first instant
  /// @param to first instant after the range
  record Filter(Optional<String> campaign, Optional<String> account, Optional<Instant> from, Optional<Instant> to) {}

  /// @param campaign name
  /// @param account number
  /// @param simulated true for a rehearsal: nobody was contacted
  record Place(String campaign, String account, String arm, boolean simulated) {}

  /// @param step position in the ladder, from 0
  record Planned(
      UUID id, Place place, int step, Channel channel, ContactState state, int attempts, Contact.Window window,
      Optional<String> closedWhy) {

    public ListPosition position() {
      return new ListPosition(window.due(), id);
    }
  }

  /// @param number of the attempt within its contact, from 1
  record Tried(UUID id, UUID contact, Place place, int number, Channel channel, End end, Times times) {

    public ListPosition position() {
      return new ListPosition(times.closedAt(), id);
    }
  }

  /// @param outcome as the ledger names it: REACHED, NOT_REACHED …
  record End(String outcome, Optional<String> detail, Optional<String> reason) {}

  record Times(Instant writtenAt, Optional<Instant> answeredAt, Instant endedAt, Instant closedAt) {}
}
