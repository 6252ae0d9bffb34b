package org.obzvon.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Answers of debtors as operators read them. A stop and a recognised promise are closed at once: nobody need read them.
public interface Inbox {

  /// What waits for an operator, oldest first.
  List<Entry> open(int limit);

  Optional<Entry> find(UUID id);

  /// Whether there was one to close.
  boolean close(UUID id, Instant at);

  enum Kind {
    STOP,
    PROMISE,
    OTHER
  }

  /// @param account whom the message it answers was about
  /// @param answers the text it answers
  record Entry(
      UUID id, Incoming incoming, Kind kind, Optional<UUID> account, Optional<String> answers,
      Optional<Instant> closedAt) {}
}
