package org.obzvon.call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.LeaseTerm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renders every phrase of a call before it rings, so that nobody picks up to silence.
///
/// A call that cannot be prepared is refused like a fault of the line: nothing rang, so nothing counts against the
/// debtor and the campaign's rule for line faults says when to try again.
public final class PreparingCallChannel implements ContactChannel {
  private static final Logger LOG = LoggerFactory.getLogger(PreparingCallChannel.class);

  /// The longest preparation. A call that took longer is not placed: the calling hours that the policy checked may be
  /// over.
  private static final Duration STALE = Duration.ofSeconds(15);

  private static final Submission NOT_PLACED = new Submission.Refused(new Failed(Fault.EXCHANGE));

  private final CallPreparation preparation;
  private final ContactChannel calls;
  private final InstantSource clock;

  public PreparingCallChannel(CallPreparation preparation, ContactChannel calls, InstantSource clock) {
    this.preparation = preparation;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public Submission submit(Attempt attempt) {
    return submit(attempt, calls::submit);
  }

  @Override
  public Submission submit(Attempt attempt, LeaseTerm lease) {
    return submit(attempt, prepared -> calls.submit(prepared, lease));
  }

  private Submission submit(Attempt attempt, Function<Attempt, Submission> place) {
    try {
      preparation.prepare(attempt);
    } catch (RobotFault e) {
      LOG.warn("attempt {} is not placed: {}", attempt.id(), e.getMessage());
      return NOT_PLACED;
    } catch (RuntimeException e) {
      LOG.error("attempt {} is not placed: its speech could not be prepared", attempt.id(), e);
      return NOT_PLACED;
    }
    Duration age = Duration.between(attempt.writtenAt(), clock.instant());
    if (age.compareTo(STALE) > 0) {
      LOG.warn("attempt {} is not placed: its speech took {} s to prepare", attempt.id(), age.toSeconds());
      return NOT_PLACED;
    }
    return place.apply(attempt);
  }
}
