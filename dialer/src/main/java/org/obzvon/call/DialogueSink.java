package org.obzvon.call;

import java.time.Instant;
import java.util.UUID;
import org.obzvon.contact.ContactOutcome;

/// Receives the conversations that the IVR leads. `ended` comes exactly once for every `begun`.
public interface DialogueSink {

  void begun(UUID attempt, Instant at);

  void ended(UUID attempt, DialogueResult dialogue, Instant at);

  /// Reports that the debtor pressed the stop key outside of a conversation: while they waited for an operator, were
  /// offered a call-back or listened to the announcement of a recording.
  ///
  /// @return the outcome of the attempt if the debtor hung up now
  ContactOutcome stopped(UUID attempt, Instant at);
}
