package org.obzvon.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.obzvon.background.BackgroundLoop.Next;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;

/// Runs rounds for as long as the service runs: at once while there is work, otherwise every second.
public final class DeliveryLoop implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  /// The retention period of the log.
  static final Duration REMEMBERED = Duration.ofDays(30);
  private static final int FORGOTTEN_AT_ONCE = 1_000;
  private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);
  private static final Duration LAST_TRIES = Duration.ofSeconds(15);

  private final DeliveryRound round;
  private final Deliveries deliveries;
  private final InstantSource clock;
  private final BackgroundLoop loop;
  private Instant cleanAt = Instant.MIN;

  public DeliveryLoop(DeliveryRound round, Deliveries deliveries, InstantSource clock) {
    this.round = round;
    this.deliveries = deliveries;
    this.clock = clock;
    this.loop = new BackgroundLoop(
        Thread.ofPlatform().name("webhooks"), LoopIntervals.every(PAUSE).endingWithin(LAST_TRIES), this::once);
  }

  public void start() {
    loop.start();
  }

  public boolean isAlive() {
    return loop.isAlive();
  }

  private Next once() {
    clean();
    return round.run(loop::wake) == 0 ? Next.LATER : Next.AT_ONCE;
  }

  private void clean() {
    Instant now = clock.instant();
    if (!now.isBefore(cleanAt)) {
      int gone = deliveries.forget(now.minus(REMEMBERED), FORGOTTEN_AT_ONCE);
      cleanAt = gone == FORGOTTEN_AT_ONCE ? now : now.plus(BETWEEN_CLEANINGS);
    }
  }

  /// Leases no further deliveries. Tries that are under way end by themselves; see [DeliveryRound.Node].
  @Override
  public void close() {
    loop.close();
  }
}
