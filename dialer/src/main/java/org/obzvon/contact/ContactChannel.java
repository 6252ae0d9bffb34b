package org.obzvon.contact;

import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;

/// Places attempts. Their outcomes arrive later through [OutcomeSink], perhaps after a restart.
public interface ContactChannel {

  /// Hands the attempt to the exchange or the gateway. Called once per attempt; never throws because of what the other
  /// side does. May block until the other side acknowledges it, for a bounded time.
  Submission submit(Attempt attempt);

  /// Does the same while the lease holds. Afterwards nothing is placed, because other nodes may have ended the attempt
  /// and given its place away. Slow channels check the lease last, just before they reach the other side.
  default Submission submit(Attempt attempt, LeaseTerm lease) {
    return lease.holds() ? submit(attempt) : new Submission.Refused(new Failed(Fault.EXCHANGE));
  }

  sealed interface Submission {
    /// The other side accepted it; a report will follow.
    record Accepted(String remoteId) implements Submission {}

    /// Nothing was placed; this is certain. No report will follow.
    record Refused(ContactOutcome outcome) implements Submission {}

    /// The answer was lost. The attempt may or may not have been placed: it is never submitted again, and either a
    /// report follows or reconciliation ends it as `Lost`.
    record Unknown(String why) implements Submission {}
  }
}
