package org.obzvon.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.obzvon.campaign.Campaign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Prepares contacts on a thread of its own: without a pause while some wait for it, else twice a second as long as few
/// are ready.
public final class ReadyLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyLoop.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  /// While plenty are ready the queue is looked at only every so many pauses.
  private static final int SELDOM = 6;

  private final ReadyContacts contacts;
  private final Supplier<List<Campaign>> campaigns;
  private final Runnable listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("ready-contacts").unstarted(this::run);

  /// @param listener told after each round that prepared something or looked
  public ReadyLoop(ReadyContacts contacts, Supplier<List<Campaign>> campaigns, Runnable listener) {
    this.contacts = contacts;
    this.campaigns = campaigns;
    this.listener = listener;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    boolean more = false;
    int pauses = SELDOM;
    try {
      while (!closed.await(more ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        pauses++;
        if (more || contacts.isLow() || pauses >= SELDOM) {
          more = round();
          pauses = 0;
          listener.run();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean round() {
    try {
      return contacts.round(campaigns.get());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (closed.getCount() > 0) {
        LOG.error("contacts could not be prepared; tried again in a moment", e);
      }
      return false; // after a stop its own interrupt is the cause
    }
  }

  /// Prepares no more; what is being rendered is given up.
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
