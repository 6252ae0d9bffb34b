package org.obzvon;

import org.obzvon.call.CallFault;
import org.obzvon.call.CallPreparation;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has every phrase of a call ready before it rings: nobody picks up to silence.
record PreparedCalls(CallPreparation preparation, ContactChannel calls) implements ContactChannel {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedCalls.class);

  @Override
  public Submission submit(Attempt attempt) {
    try {
      preparation.prepare(attempt);
    } catch (CallFault e) {
      LOG.warn("attempt {} is not placed: {}", attempt.id(), e.getMessage());
      return new Submission.Refused(new ContactOutcome.Failed(ContactOutcome.Fault.SCRIPT));
    } catch (RuntimeException e) {
      LOG.error("attempt {} is not placed, but may be repeated like a fault of the line", attempt.id(), e);
      return new Submission.Refused(new ContactOutcome.Failed(ContactOutcome.Fault.EXCHANGE));
    }
    return calls.submit(attempt);
  }
}
