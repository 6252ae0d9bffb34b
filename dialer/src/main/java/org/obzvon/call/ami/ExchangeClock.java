package org.obzvon.call.ami;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures how far an exchange's clock is from ours, by its answers to the heart-beat. A clock that is off by more
/// than [#OFF] is reported, and its instants are moved to our clock, all by the same span, so that the time between two
/// of them stays what the exchange measured.
final class ExchangeClock {
  static final Duration OFF = Duration.ofSeconds(5);
  /// The smallest change of the span that is applied to a clock that is off: talk times must not vary with the time
  /// that answers take.
  private static final Duration STEADY = Duration.ofSeconds(1);
  /// The longest wait for an answer that is used; a slower answer says too little.
  private static final Duration SLOW = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(ExchangeClock.class);

  private final String exchange;
  private final InstantSource clock;
  private volatile Duration ahead = Duration.ZERO;

  ExchangeClock(String exchange, InstantSource clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /// Compares the clocks by one answer.
  ///
  /// @param its what the exchange's clock said, at some moment between `asked` and `answered` of ours
  void told(Instant its, Instant asked, Instant answered) {
    Duration took = Duration.between(asked, answered);
    if (took.isNegative() || took.compareTo(SLOW) > 0) {
      return;
    }
    Duration now = Duration.between(asked.plus(took.dividedBy(2)), its);
    boolean off = now.abs().compareTo(OFF) > 0;
    if (off && now.minus(ahead).abs().compareTo(STEADY) > 0) {
      ahead = now;
      LOG.warn(
          "Exchange {}: its clock is {} s {} ours; set both by the same time server. Its times are corrected by that.",
          exchange, now.abs().toSeconds(), now.isNegative() ? "behind" : "ahead of");
    } else if (!off && !ahead.isZero()) {
      ahead = Duration.ZERO;
      LOG.info("Exchange {}: its clock agrees with ours again", exchange);
    }
  }

  /// Returns how far the exchange's clock is ahead of ours, negative if it is behind; zero up to [#OFF].
  Duration ahead() {
    return ahead;
  }

  /// Returns an instant of the exchange by our clock.
  Instant ours(Instant its) {
    return its.minus(ahead);
  }
}
