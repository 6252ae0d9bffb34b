package org.obzvon.sms.jooq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores together what several threads want stored at the same moment: while one batch is under way, the next gathers.
/// Each caller returns when its own is stored. Holds no more than there are callers.
final class Gathered<T, R> {
  private static final Logger LOG = LoggerFactory.getLogger(Gathered.class);
  private static final int MOST_A_BATCH = 200;

  private final Function<List<T>, List<R>> store;
  private final Duration patience;
  private final Queue<Entry<T, R>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  /// Written and read under the turn.
  private static final class Entry<T, R> {
    private final T item;
    private R result;
    private RuntimeException failure;
    private boolean done;

    private Entry(T item) {
      this.item = item;
    }
  }

  /// @param store stores a batch whole or not at all; a result for each item, in their order
  /// @param patience how long the first of a batch waits for others: a transaction for each would cost more than it stores
  Gathered(Function<List<T>, List<R>> store, Duration patience) {
    this.store = store;
    this.patience = patience;
  }

  R store(T item) {
    Entry<T, R> mine = new Entry<>(item);
    waiting.add(mine);
    turn.lock();
    try {
      while (!mine.done) {
        letOthersCome();
        storeNext();
      }
    } finally {
      turn.unlock();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return mine.result;
  }

  /// Who is in a hurry to stop waits for nobody; the flag stays up for whoever looks at it next.
  private void letOthersCome() {
    LockSupport.parkNanos(waiting.size() < MOST_A_BATCH ? patience.toNanos() : 0);
  }

  private void storeNext() {
    List<Entry<T, R>> batch = new ArrayList<>();
    for (Entry<T, R> next = waiting.poll(); next != null; next = batch.size() < MOST_A_BATCH ? waiting.poll() : null) {
      batch.add(next);
    }
    try {
      done(batch);
    } catch (RuntimeException e) {
      if (batch.size() > 1) {
        LOG.warn("{} could not be stored together and are stored one by one", batch.size(), e);
        batch.forEach(this::alone);
      } else {
        failed(batch.getFirst(), e);
      }
    } finally {
      batch.stream().filter(entry -> !entry.done).forEach(entry -> failed(entry, new IllegalStateException("not stored")));
    }
  }

  /// One that the store refuses holds nobody else up.
  private void alone(Entry<T, R> entry) {
    try {
      done(List.of(entry));
    } catch (RuntimeException e) {
      failed(entry, e);
    }
  }

  private void done(List<Entry<T, R>> batch) {
    List<R> results = store.apply(batch.stream().map(entry -> entry.item).toList());
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).result = results.get(i);
      batch.get(i).done = true;
    }
  }

  private void failed(Entry<T, R> entry, RuntimeException why) {
    entry.failure = why;
    entry.done = true;
  }
}
