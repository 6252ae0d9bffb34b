package org.obzvon.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Parts of messages that wait for the others.
public interface MessageParts {

  /// Stores a part. Returns the message when this was the last that it waited for; a part that came before changes
  /// nothing.
  Optional<Waiting> add(IncomingPart part);

  /// Messages whose first part came before that time and that were not joined, oldest first.
  List<Waiting> overdue(Instant firstReceivedBefore, int limit);

  /// Marks a message as joined: its parts are kept for a while, so that a repeated part is known.
  void joined(UUID id, Instant at);

  /// Removes messages that were joined before that time.
  void forget(Instant joinedBefore);

  /// @param parts by their number
  record Waiting(UUID id, List<IncomingPart> parts) {
    public Waiting {
      parts = List.copyOf(parts);
    }
  }
}
