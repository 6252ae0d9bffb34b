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

/// Takes delivery reports from the edges. Stored when `take` returns, so that an edge may tell its gateway so; twice,
/// late, or before the gateway has answered at all makes no difference.
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

  /// Passes the end of a message on to the ledger.
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
