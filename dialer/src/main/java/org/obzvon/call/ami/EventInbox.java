package org.obzvon.call.ami;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A bounded queue of our own between the library's only reading thread, which must not wait, and the thread that
/// follows the calls. A full queue loses the event but not the fact that one was lost: the calls are then compared with
/// the exchange.
final class EventInbox<E> {
  private final BlockingQueue<E> queue;
  private final AtomicBoolean lost = new AtomicBoolean();

  EventInbox(int limit) {
    queue = new ArrayBlockingQueue<>(limit);
  }

  void put(E event) {
    if (!queue.offer(event)) {
      lost.set(true);
    }
  }

  Optional<E> take(long millis) throws InterruptedException {
    return Optional.ofNullable(queue.poll(millis, TimeUnit.MILLISECONDS));
  }

  /// Returns whether an event was lost since the last time this was asked.
  boolean lostAny() {
    return lost.getAndSet(false);
  }
}
