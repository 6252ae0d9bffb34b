package org.obzvon.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Position;

/// Planned contacts and the outcomes of attempts, page by page, for whoever takes them into another system. The order
/// never changes, so nothing that was there from the beginning is left out or told twice.
public interface ContactPages {

  /// By the time from which they were due.
  List<Planned> contacts(Filter filter, Optional<Position> after, int limit);

  /// By the time at which they were stored, those of rehearsals among them. A lost text message that is told of later
  /// keeps its place: whoever has that page already does not hear of it by the next ones.
  List<Tried> outcomes(Filter filter, Optional<Position> after, int limit);

  /// @param account number
  /// @param from first instant
  /// @param to first instant that is too late
  record Filter(Optional<String> campaign, Optional<String> account, Optional<Instant> from, Optional<Instant> to) {}

  /// @param campaign name
  /// @param account number
  /// @param simulated of a rehearsal: nobody was contacted
  record Place(String campaign, String account, String arm, boolean simulated) {}

  /// @param step position in the ladder, from 0
  record Planned(
      UUID id, Place place, int step, Channel channel, ContactState state, int attempts, Contact.Window window,
      Optional<String> closedWhy) {

    public Position position() {
      return new Position(window.due(), id);
    }
  }

  /// @param number of the attempt within its contact, from 1
  record Tried(UUID id, UUID contact, Place place, int number, Channel channel, End end, Times times) {

    public Position position() {
      return new Position(times.closedAt(), id);
    }
  }

  /// @param outcome as the ledger names it: REACHED, NOT_REACHED …
  record End(String outcome, Optional<String> detail, Optional<String> reason) {}

  record Times(Instant writtenAt, Optional<Instant> answeredAt, Instant endedAt, Instant closedAt) {}
}
