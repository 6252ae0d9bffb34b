package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.StoreRetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes attempts through another ledger and looks up the result of a write whose answer was lost: the connection may
/// have broken after the store had committed. Attempts that were written are placed as usual. If the store does not
/// answer in time, the write fails for its caller and nothing is placed, and [#settle] later ends what was written
/// after all: otherwise it would stay open and hold a line for as long as its node lives.
public final class CommitCheckingLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(CommitCheckingLedger.class);
  /// How long the caller waits for the look-up; the attempts' contacts stay leased meanwhile.
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Trace NOT_PLACED = new Trace("", OptionalInt.empty(),
      Optional.of("not placed: the store did not answer"));

  private final Ledger to;
  private final Duration patience;
  private final List<UUID> unsettled = new ArrayList<>();

  public CommitCheckingLedger(Ledger to) {
    this(to, PATIENCE);
  }

  /// @param patience how long to look up a write that was not answered
  CommitCheckingLedger(Ledger to, Duration patience) {
    this.to = to;
    this.patience = patience;
  }

  @Override
  public Set<UUID> write(List<Attempt> attempts, String node, Instant leasedUntil) {
    try {
      return to.write(attempts, node, leasedUntil);
    } catch (RuntimeException e) {
      return lookUp(attempts.stream().map(Attempt::id).toList(), e);
    }
  }

  private Set<UUID> lookUp(List<UUID> attempts, RuntimeException failure) {
    Set<UUID> written;
    try {
      written = StoreRetry.within(patience, () -> to.written(attempts));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      remember(attempts);
      throw failure;
    }
    if (written.isEmpty()) {
      throw failure;
    }
    LOG.warn("{} attempts were written although the store's answer was lost; they are placed", written.size());
    return written;
  }

  private synchronized void remember(List<UUID> attempts) {
    unsettled.addAll(attempts);
  }

  /// Ends the attempts that were written without an answer and not placed. It must be called repeatedly; it throws
  /// while the store does not answer. Returns how many were ended.
  public int settle(OutcomeSink sink, Instant now) {
    List<UUID> asked = unsettled();
    if (asked.isEmpty()) {
      return 0;
    }
    Set<UUID> written = to.written(asked);
    for (UUID attempt : written) {
      sink.report(new Report(attempt, new Failed(Fault.EXCHANGE), Optional.empty(), now, NOT_PLACED));
    }
    forget(asked);
    return written.size();
  }

  private synchronized List<UUID> unsettled() {
    return List.copyOf(unsettled);
  }

  private synchronized void forget(List<UUID> attempts) {
    unsettled.removeAll(attempts);
  }

  @Override
  public Set<UUID> written(Collection<UUID> attempts) {
    return to.written(attempts);
  }

  @Override
  public Map<UUID, List<Closed.Try>> tries(Collection<UUID> contacts) {
    return to.tries(contacts);
  }

  @Override
  public void accepted(List<Acceptance> acceptances) {
    to.accepted(acceptances);
  }

  @Override
  public List<Closed> close(List<Report> reports, Function<Closed, Optional<Instant>> next, Instant now) {
    return to.close(reports, next, now);
  }
}
