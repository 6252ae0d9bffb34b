package org.obzvon.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Reason;
import org.obzvon.register.Position;

/// Answers of debtors as operators read them. A stop and a stored promise are closed at once: nobody need read them.
public interface Inbox {

  /// What waits for an operator, oldest first.
  List<Entry> open(Optional<Position> after, int limit);

  /// The first of them.
  default List<Entry> open(int limit) {
    return open(Optional.empty(), limit);
  }

  Optional<Entry> find(UUID id);

  /// Whether there was one to close.
  boolean close(UUID id, Instant at);

  /// What an answer was taken for.
  enum Kind {
    STOP,
    /// Wants to be contacted again after a stop.
    START,
    PROMISE,
    PAID,
    OTHER
  }

  /// @param reason why the debt was not paid, where the text says so
  /// @param account whom the message it answers was about
  /// @param answers the text it answers
  record Entry(
      UUID id, Incoming incoming, Kind kind, Optional<Reason> reason, Optional<UUID> account, Optional<String> answers,
      Optional<Instant> closedAt) {}
}
