package org.obzvon.contact;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Takes the outcomes of attempts. Returns at once; the sink keeps them until they are stored.
public interface OutcomeSink {

  /// Reports the end of an attempt. Reporting one attempt twice is harmless: the first report remains valid, and a lost
  /// text message stays lost until more is known of it.
  void report(Report report);

  /// @param answeredAt when a person or a machine picked up
  /// @param endedAt when the attempt ended at the other side, as exactly as that side reports
  record Report(
      UUID attempt, ContactOutcome outcome, Optional<Instant> answeredAt, Instant endedAt, Trace trace) {}

  /// The network's own words, for the engineer who asks why.
  ///
  /// @param keys the keys pressed, in order
  /// @param hangupCause Q.850 cause
  /// @param techCause the technology's own code, such as `SIP 486`
  record Trace(String keys, OptionalInt hangupCause, Optional<String> techCause) {
    public static final Trace NONE = new Trace("", OptionalInt.empty(), Optional.empty());
  }
}
