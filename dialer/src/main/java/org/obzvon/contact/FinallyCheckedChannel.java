package org.obzvon.contact;

import java.time.Duration;
import java.time.InstantSource;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A check before a channel: passes on only those attempts that [FinalCheck] still allows.
public record FinallyCheckedChannel(ContactChannel to, FinalCheck word) implements ContactChannel {
  private static final Logger LOG = LoggerFactory.getLogger(FinallyCheckedChannel.class);

  /// How long its answer is trusted: this process may stall between the store's answer and the exchange.
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  /// For attempts placed long after their contact was leased, as when an operator was rung first.
  @Override
  public Submission submit(Attempt attempt) {
    return submit(attempt, new LeaseTerm(BELIEVED, InstantSource.system(), System::nanoTime));
  }

  @Override
  public Submission submit(Attempt attempt, LeaseTerm lease) {
    boolean allowed;
    try {
      allowed = word.allows(attempt);
    } catch (RuntimeException e) {
      LOG.error("attempt {} is not placed: whether it is still allowed is not known: {}", attempt.id(), e.toString());
      return new Submission.Refused(new Failed(Fault.EXCHANGE));
    }
    if (allowed) {
      return to.submit(attempt, lease);
    }
    LOG.info("attempt {} is not placed: its contact was called off meanwhile", attempt.id());
    return new Submission.Refused(new Failed(Fault.CALLED_OFF));
  }
}
