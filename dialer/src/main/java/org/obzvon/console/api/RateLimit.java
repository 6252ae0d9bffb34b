package org.obzvon.console.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Limits the requests that a key may make of this process, with a bucket that holds `burst` and gains one every
/// `refill`. There are no more buckets than keys, and a bucket is full again, and forgotten, soon after its last use.
public final class RateLimit {
  private static final int MANY = 1_000;

  private final Bounds bounds;
  private final InstantSource clock;
  private final Map<UUID, Instant> fullAt = new ConcurrentHashMap<>();

  public record Bounds(int burst, Duration refill) {
    /// Allows ten requests a second continuously, a hundred at once.
    public static final Bounds USUAL = new Bounds(100, Duration.ofMillis(100));
  }

  public RateLimit(Bounds bounds, InstantSource clock) {
    this.bounds = bounds;
    this.clock = clock;
  }

  /// Returns how long to wait before the next request; empty when this one may pass.
  public Optional<Duration> pass(UUID key) {
    Instant now = clock.instant();
    if (fullAt.size() > MANY) {
      fullAt.values().removeIf(full -> full.isBefore(now));
    }
    // The bucket is kept as the instant at which it will be full; each request moves it by one refill.
    Duration most = bounds.refill.multipliedBy(bounds.burst);
    Instant[] refused = new Instant[1];
    fullAt.compute(
        key,
        (_, full) -> {
          Instant from = full == null || full.isBefore(now) ? now : full;
          Instant then = from.plus(bounds.refill);
          if (then.isAfter(now.plus(most))) {
            refused[0] = then.minus(most);
            return full;
          }
          return then;
        });
    return Optional.ofNullable(refused[0]).map(at -> Duration.between(now, at));
  }
}
