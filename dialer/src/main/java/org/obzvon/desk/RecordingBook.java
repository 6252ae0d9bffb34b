package org.obzvon.desk;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Stores when a conversation was recorded. A conversation may be recorded in several stretches.
public interface RecordingBook {

  /// @param keepUntil when the recording must be deleted
  void began(UUID conversation, Instant at, Instant keepUntil);

  /// Ends the running stretch; does nothing when the conversation is not being recorded.
  void ended(UUID conversation, Instant at);

  /// Returns the conversations that are being recorded, as far as is known.
  Set<UUID> running();
}
