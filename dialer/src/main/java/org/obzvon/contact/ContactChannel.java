package org.obzvon.contact;

/// Places attempts. What happened to them arrives later through [OutcomeSink], perhaps after a restart.
public interface ContactChannel {

  /// Hands the attempt to the exchange or the gateway. Called once for an attempt; never throws for what the
  /// other side does. May block for the other side's receipt, not longer than a stated time-out.
  Submission submit(Attempt attempt);

  sealed interface Submission {
    /// The other side took it; a report will follow.
    record Accepted(String remoteId) implements Submission {}

    /// Nothing was placed, for certain; no report will follow.
    record Refused(ContactOutcome outcome) implements Submission {}

    /// The answer was lost. It may or may not have been placed: it is never submitted again, and either a report
    /// follows or reconciliation ends it as `Lost`.
    record Unknown(String why) implements Submission {}
  }
}
