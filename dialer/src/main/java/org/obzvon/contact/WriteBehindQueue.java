package org.obzvon.contact;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// A bounded queue of events that have happened but are not stored yet, in their order, for the one thread that stores
/// them. A caller that adds more than it holds waits.
public final class WriteBehindQueue<E> {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final BlockingQueue<E> waiting;

  public WriteBehindQueue(int most) {
    this.waiting = new ArrayBlockingQueue<>(most);
  }

  /// Adds an entry. No entry is dropped because the caller is interrupted: the caller waits anyway and stays
  /// interrupted.
  public void put(E entry) {
    boolean interrupted = false;
    while (true) {
      try {
        waiting.put(entry);
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns the oldest entry; null when there is none for a moment.
  public E poll() throws InterruptedException {
    return waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  public void drainTo(List<E> batch, int most) {
    waiting.drainTo(batch, most);
  }

  public int size() {
    return waiting.size();
  }
}
