package org.obzvon.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Stored parts of messages that wait for the other parts.
public interface WaitingParts {

  /// Stores a part. Returns the message when this was its last missing part. A repeated part changes nothing.
  Optional<Waiting> add(IncomingPart part);

  /// Messages whose first part came before that time and that were not joined, oldest first.
  List<Waiting> overdue(Instant firstReceivedBefore, int limit);

  /// Marks a message as joined. Its parts are kept for a while, so that a repeated part is recognised.
  void joined(UUID id, Instant at);

  /// Removes messages that were joined before that time.
  void forget(Instant joinedBefore);

  /// @param parts in the order of their numbers
  record Waiting(UUID id, List<IncomingPart> parts) {
    public Waiting {
      parts = List.copyOf(parts);
    }
  }
}
