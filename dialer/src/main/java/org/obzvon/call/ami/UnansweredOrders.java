package org.obzvon.call.ami;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Knows whether an exchange has stopped answering: it left a question of whether it is there unanswered, or calls were
/// requested and nothing at all has been answered since. No further call is placed then, because each of them would
/// have an unknown end. One lost answer among many that arrive does not count.
///
/// It also knows which orders were lost with an exchange: the exchange answers an order before it rings anybody, so an
/// order that was sent before the exchange restarted and was never answered has rung nobody.
final class UnansweredOrders {
  /// The longest wait before the exchange counts as stalled. A healthy exchange takes an order within milliseconds.
  static final Duration STALLED = Duration.ofSeconds(2);
  /// How long an exchange counts as stalled that did not answer whether it is there; then it is asked again.
  static final Duration REST = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private final Map<UUID, Long> sentAt = new ConcurrentHashMap<>();
  private final AtomicLong lastAnswer;
  /// Orders that were given up without an answer, each with the time when it was sent.
  private final Map<UUID, Long> unheard = new ConcurrentHashMap<>();
  private final AtomicLong begun;
  private volatile OptionalLong silentAt = OptionalLong.empty();

  /// @param nanos a monotonic clock
  UnansweredOrders(LongSupplier nanos) {
    this.nanos = nanos;
    this.lastAnswer = new AtomicLong(nanos.getAsLong());
    this.begun = new AtomicLong(nanos.getAsLong());
  }

  void sent(UUID attempt) {
    sentAt.put(attempt, nanos.getAsLong());
  }

  /// Records that the exchange answered the order.
  void answered(UUID attempt) {
    sentAt.remove(attempt);
    answered();
  }

  /// Records that the exchange answered whether it is there.
  void answered() {
    lastAnswer.set(nanos.getAsLong());
    silentAt = OptionalLong.empty();
  }

  /// Records that the exchange did not answer in time whether it is there.
  void silent() {
    silentAt = OptionalLong.of(nanos.getAsLong());
  }

  /// Records that the wait for the answer ran out.
  void givenUp(UUID attempt) {
    Long sent = sentAt.remove(attempt);
    if (sent != null) {
      unheard.put(attempt, sent);
    }
  }

  /// Records that the order was not sent after all.
  void notSent(UUID attempt) {
    sentAt.remove(attempt);
  }

  /// Records for how long the exchange says it has been running, in whole seconds.
  void runsFor(Duration uptime) {
    begun.set(nanos.getAsLong() - uptime.plusSeconds(1).toNanos());
  }

  /// Returns the orders that were lost with an earlier run of the exchange.
  ///
  /// @param open attempts that still matter; all others are forgotten
  Set<UUID> dead(Set<UUID> open) {
    unheard.keySet().retainAll(open);
    long since = begun.get();
    return unheard.entrySet().stream().filter(order -> order.getValue() - since < 0).map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  boolean stalled() {
    long now = nanos.getAsLong();
    OptionalLong silent = silentAt;
    if (silent.isPresent() && now - silent.getAsLong() < REST.toNanos()) {
      return true;
    }
    long answered = lastAnswer.get();
    return sentAt.values().stream()
        .anyMatch(sent -> now - sent > STALLED.toNanos() && now - answered > STALLED.toNanos());
  }
}
