package org.obzvon.desk;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Keeps from when to when a conversation was recorded. A conversation may be recorded in several stretches.
public interface RecordingBook {

  /// @param keepUntil when the recording must be gone
  void began(UUID conversation, Instant at, Instant keepUntil);

  /// Nothing where it is not being recorded.
  void ended(UUID conversation, Instant at);

  /// Conversations that are being recorded, as far as it is known.
  Set<UUID> running();
}
