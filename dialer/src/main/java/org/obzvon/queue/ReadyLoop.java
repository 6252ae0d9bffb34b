package org.obzvon.queue;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.obzvon.background.BackgroundLoop.Next;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.campaign.Campaign;

/// Prepares contacts on a thread of its own: without a pause while some wait for it, else twice a second as long as few
/// are ready.
public final class ReadyLoop implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  /// While plenty are ready, the queue is read only once in this many pauses.
  private static final int SELDOM = 6;

  private final ReadyContacts contacts;
  private final Supplier<List<Campaign>> campaigns;
  private final Runnable listener;
  private final BackgroundLoop loop = new BackgroundLoop(
      Thread.ofPlatform().daemon().name("ready-contacts"), LoopIntervals.every(PAUSE).firstAfter(PAUSE),
      this::once);
  private boolean more;
  private int pauses = SELDOM;

  /// @param listener called after each round that prepared something or read the queue
  public ReadyLoop(ReadyContacts contacts, Supplier<List<Campaign>> campaigns, Runnable listener) {
    this.contacts = contacts;
    this.campaigns = campaigns;
    this.listener = listener;
  }

  public void start() {
    loop.start();
  }

  private Next once() {
    pauses++;
    if (more || contacts.isLow() || pauses >= SELDOM) {
      more = false;
      pauses = 0;
      more = contacts.round(campaigns.get());
      listener.run();
    }
    return more ? Next.AT_ONCE : Next.LATER;
  }

  /// Returns whether contacts are prepared.
  public boolean isAlive() {
    return loop.isAlive();
  }

  /// Stops preparing; rendering in progress is abandoned.
  @Override
  public void close() {
    loop.close();
  }
}
