package org.obzvon.contact;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Takes what became of attempts. Returns at once; the sink keeps what it took until it is stored.
public interface OutcomeSink {

  /// The end of an attempt. Reporting one attempt twice is harmless: the first report stands, and
  /// that a text message was lost stands until more is known of it.
  void report(Report report);

  /// @param answeredAt when somebody or something picked up
  /// @param endedAt when the attempt ended at the other side, as exactly as that side tells
  record Report(
      UUID attempt, ContactOutcome outcome, Optional<Instant> answeredAt, Instant endedAt, Trace trace) {}

  /// What the network said, word for word, for the engineer who asks why.
  ///
  /// @param keys the keys pressed, in order
  /// @param hangupCause Q.850 cause
  /// @param techCause the technology's own code, such as `SIP 486`
  record Trace(String keys, OptionalInt hangupCause, Optional<String> techCause) {
    public static final Trace NONE = new Trace("", OptionalInt.empty(), Optional.empty());
  }
}
