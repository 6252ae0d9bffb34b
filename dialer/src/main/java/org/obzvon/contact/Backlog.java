package org.obzvon.contact;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// What has happened and is not stored yet, in its order, for the one thread that stores it. Bounded: whoever brings more
/// than it holds waits.
public final class Backlog<E> {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration LAST_FLUSH = Duration.ofSeconds(20);

  private final BlockingQueue<E> waiting;
  private volatile boolean closing;

  public Backlog(int most) {
    this.waiting = new ArrayBlockingQueue<>(most);
  }

  /// Nothing is dropped because its bringer is in a hurry: who is interrupted waits all the same, and stays interrupted.
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

  /// The oldest; null when for a moment there is none.
  public E poll() throws InterruptedException {
    return waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  public void drainTo(List<E> batch, int most) {
    waiting.drainTo(batch, most);
  }

  public int size() {
    return waiting.size();
  }

  /// Whether nothing waits and nothing is expected.
  public boolean isOver() {
    return closing && waiting.isEmpty();
  }

  /// Lets the writer store what waits, for at most twenty seconds, and stops it.
  public void finish(Thread writer) {
    closing = true;
    try {
      if (!writer.join(LAST_FLUSH)) {
        writer.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
