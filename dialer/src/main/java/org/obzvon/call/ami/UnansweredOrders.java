package org.obzvon.call.ami;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Knows whether an exchange has stopped answering: calls were asked for and nothing at all has been answered since. No
/// further call is placed then, because each of them would have an unknown end. One lost answer among many that come does
/// not count.
final class UnansweredOrders {
  /// A healthy exchange takes an order within milliseconds.
  static final Duration STALLED = Duration.ofSeconds(2);

  private final LongSupplier nanos;
  private final Map<UUID, Long> sentAt = new ConcurrentHashMap<>();
  private final AtomicLong lastAnswer;

  /// @param nanos a monotonic clock
  UnansweredOrders(LongSupplier nanos) {
    this.nanos = nanos;
    this.lastAnswer = new AtomicLong(nanos.getAsLong());
  }

  void sent(UUID attempt) {
    sentAt.put(attempt, nanos.getAsLong());
  }

  /// @param heard whether the exchange said anything; a wait that ran out is no answer
  void over(UUID attempt, boolean heard) {
    sentAt.remove(attempt);
    if (heard) {
      lastAnswer.set(nanos.getAsLong());
    }
  }

  boolean stalled() {
    long now = nanos.getAsLong();
    long answered = lastAnswer.get();
    return sentAt.values().stream()
        .anyMatch(sent -> now - sent > STALLED.toNanos() && now - answered > STALLED.toNanos());
  }
}
