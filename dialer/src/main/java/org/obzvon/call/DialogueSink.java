package org.obzvon.call;

import java.time.Instant;
import java.util.UUID;
import org.obzvon.contact.ContactOutcome;

/// Hears of the conversations that the IVR leads. `ended` comes exactly once for every `begun`.
public interface DialogueSink {

  void begun(UUID attempt, Instant at);

  void ended(UUID attempt, Dialogue dialogue, Instant at);

  /// The debtor pressed the stop key outside of a conversation: while they waited for an operator, were offered a
  /// call-back or were told of a recording.
  ///
  /// @return what the attempt would end as, if the debtor hung up now
  ContactOutcome stopped(UUID attempt, Instant at);
}
