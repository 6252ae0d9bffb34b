package org.obzvon.contact;

import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands before a channel and passes on what the last word allows.
public record LastCheck(ContactChannel to, LastWord word) implements ContactChannel {
  private static final Logger LOG = LoggerFactory.getLogger(LastCheck.class);

  @Override
  public Submission submit(Attempt attempt) {
    boolean allowed;
    try {
      allowed = word.allows(attempt);
    } catch (RuntimeException e) {
      LOG.error("attempt {} is not placed: whether it is still allowed is not known: {}", attempt.id(), e.toString());
      return new Submission.Refused(new Failed(Fault.EXCHANGE));
    }
    if (allowed) {
      return to.submit(attempt);
    }
    LOG.info("attempt {} is not placed: its contact was called off meanwhile", attempt.id());
    return new Submission.Refused(new Failed(Fault.CALLED_OFF));
  }
}
