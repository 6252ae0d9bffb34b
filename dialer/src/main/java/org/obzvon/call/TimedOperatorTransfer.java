package org.obzvon.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Attendants who answer within a time limit, because the debtor hears nothing until they do. If the answer does not
/// come in time, the call goes on without it, to the queue or to its end.
public final class TimedOperatorTransfer implements OperatorTransfer {
  private static final Logger LOG = LoggerFactory.getLogger(TimedOperatorTransfer.class);

  private final OperatorTransfer attendants;
  private final Duration silence;

  /// @param silence the longest that a debtor may hear nothing
  public TimedOperatorTransfer(OperatorTransfer attendants, Duration silence) {
    this.attendants = attendants;
    this.silence = silence;
  }

  @Override
  public Presence presence(UUID attempt) {
    return inTime(attempt, "whether somebody is free", Presence.BUSY, () -> attendants.presence(attempt));
  }

  @Override
  public void handedOver(UUID attempt, DialogueResult dialogue, List<String> heard) {
    attendants.handedOver(attempt, dialogue, heard);
  }

  @Override
  public Optional<CallBackOffer> nobodyCame(UUID attempt) {
    return inTime(attempt, "what to offer", Optional.empty(), () -> attendants.nobodyCame(attempt));
  }

  /// Stores the call-back only if its storing begins in time: after the limit it is never stored, and once the storing
  /// has begun the answer is yes.
  @Override
  public boolean wantsCallBack(UUID attempt, BooleanSupplier last) {
    AtomicBoolean undecided = new AtomicBoolean(true);
    BooleanSupplier inTime = () -> undecided.compareAndSet(true, false) && last.getAsBoolean();
    Optional<Boolean> kept = inTime(
        attempt, "whether a call-back is kept", Optional.empty(),
        () -> Optional.of(attendants.wantsCallBack(attempt, inTime)));
    return kept.orElseGet(() -> !undecided.compareAndSet(true, false));
  }

  @Override
  public Optional<Announcement> recording(UUID attempt) {
    return inTime(attempt, "whether to record", Optional.empty(), () -> attendants.recording(attempt));
  }

  @Override
  public void recorded(UUID attempt, boolean begins) {
    attendants.recorded(attempt, begins);
  }

  @Override
  public Optional<Announcement> stopped(UUID attempt) {
    return inTime(attempt, "how to say goodbye", Optional.empty(), () -> attendants.stopped(attempt));
  }

  private <T> T inTime(UUID attempt, String what, T otherwise, Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofVirtual().name("desk-question").start(() -> {
      try {
        answer.complete(question.get());
      } catch (RuntimeException | LinkageError e) {
        answer.completeExceptionally(e);
      }
    });
    try {
      return answer.get(silence.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      LOG.error("attempt {}: the desk did not answer in {} s {}", attempt, silence.toSeconds(), what);
      return otherwise;
    } catch (ExecutionException e) {
      LOG.error("attempt {}: the desk could not answer {}", attempt, what, e.getCause());
      return otherwise;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return otherwise;
    }
  }
}
