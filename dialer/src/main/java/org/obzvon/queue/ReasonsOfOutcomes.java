package org.obzvon.queue;

import java.util.List;
import java.util.Optional;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ReasonSink;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.OutcomeSink.Report;

/// Passes on the reasons that outcomes contain, so that every reason has its consequence, however the call was made.
public final class ReasonsOfOutcomes implements OutcomeRecorder.Stops {
  private final OpenAttempts attempts;
  private final ReasonSink reasons;

  public ReasonsOfOutcomes(OpenAttempts attempts, ReasonSink reasons) {
    this.attempts = attempts;
    this.reasons = reasons;
  }

  @Override
  public void follow(List<Report> reports) {
    for (Report report : reports) {
      if (report.outcome() instanceof Reached(_, _, var reason) && reason.isPresent()) {
        attempts.findClosedToo(report.attempt())
            .ifPresent(
                attempt -> reasons.heard(
                    new Heard(
                        source(attempt), attempt.contact().debtor().account(), reason.get(), "",
                        report.endedAt())));
      }
    }
  }

  /// Returns the source of the reason. The desk has already passed on an operator's disposition, with the operator's
  /// words; this is the same reason again.
  private static Source source(Attempt attempt) {
    return attempt.contact().step().channel() == Channel.OPERATOR
        ? Source.operator(attempt.id(), Optional.empty())
        : Source.robot(attempt.id());
  }
}
