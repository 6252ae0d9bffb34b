package org.obzvon.queue;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.obzvon.background.BackgroundLoop.Next;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.campaign.Campaign;

/// Runs rounds on one thread: as long as there is work, whenever an attempt ends, and at every poll otherwise.
public final class DispatchLoop implements AutoCloseable {
  /// The pause between two rounds, so that calls that end close together cause one round and not one each.
  private static final Duration GATHER = Duration.ofMillis(100);
  /// Longer than a round can take with all its waits for locks; the stop of the service ends this wait earlier.
  private static final Duration LAST_ROUND = Duration.ofMinutes(10);

  private final BackgroundLoop loop;

  /// @param poll the longest wait between two rounds
  public DispatchLoop(Dispatcher dispatcher, Supplier<List<Campaign>> campaigns, Duration poll) {
    this.loop = new BackgroundLoop(
        Thread.ofPlatform().name("dispatcher"),
        LoopIntervals.every(poll).gathering(GATHER).endingWithin(LAST_ROUND),
        () -> dispatcher.round(campaigns.get()).isIdle() ? Next.LATER : Next.AT_ONCE);
  }

  public void start() {
    loop.start();
  }

  /// Starts a round, because a place became free or a contact due.
  public void wake() {
    loop.wake();
  }

  /// Returns whether rounds are still made.
  public boolean isAlive() {
    return loop.isAlive();
  }

  /// Stops the rounds. Returns when the running one has ended, or when interrupted.
  @Override
  public void close() {
    loop.close();
  }
}
