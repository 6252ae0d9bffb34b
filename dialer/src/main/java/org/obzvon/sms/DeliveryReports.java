package org.obzvon.sms;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.sms.Messages.Ended;
import org.obzvon.sms.Messages.Occasion;

/// Takes delivery reports from the adapters. A report is stored when `take` returns, so the adapter may confirm it to
/// its gateway. A report that is repeated, late, or earlier than the gateway's reply makes no difference.
public final class DeliveryReports {
  private final Messages messages;
  private final OutcomeSink sink;
  private final InstantSource clock;

  public DeliveryReports(Messages messages, OutcomeSink sink, InstantSource clock) {
    this.messages = messages;
    this.sink = sink;
    this.clock = clock;
  }

  public void take(DeliveryReport report) {
    messages.reported(report, clock.instant()).ifPresent(this::ended);
  }

  /// Whether this may be a report about a message of ours. The caller asks about a message that the gateway does not
  /// mark as a report.
  public boolean mayBeOurs(DeliveryReport.Subject of) {
    return messages.mayBeOurs(of, clock.instant());
  }

  /// Reports the end of a message to the ledger.
  public void ended(Ended end) {
    if (end.occasion() != Occasion.CONTACT) {
      return;
    }
    ContactOutcome outcome = end.fate().outcome(end.segments()).orElseThrow();
    Instant now = clock.instant();
    // A gateway whose clock is ahead must not close an attempt in the future.
    Instant at = end.at().isAfter(now) ? now : end.at();
    Trace trace = new Trace("", OptionalInt.empty(), Optional.of(end.code()).filter(code -> !code.isBlank()));
    sink.report(new Report(end.message(), outcome, Optional.empty(), at, trace));
  }
}
