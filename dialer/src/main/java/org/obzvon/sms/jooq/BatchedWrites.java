package org.obzvon.sms.jooq;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores items of several threads in one batch: while one batch is under way, the next gathers. Each caller returns
/// when its own item is stored; a single caller does not wait for others. The queue holds no more items than there are
/// callers.
final class BatchedWrites<T, R> {
  private static final Logger LOG = LoggerFactory.getLogger(BatchedWrites.class);
  private static final int MOST_A_BATCH = 200;

  private final Function<List<T>, List<R>> store;
  private final Queue<Entry<T, R>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  /// An item and its result, written and read while holding the lock `turn`.
  private static final class Entry<T, R> {
    private final T item;
    private R result;
    private RuntimeException failure;
    private boolean done;

    private Entry(T item) {
      this.item = item;
    }
  }

  /// @param store stores a batch completely or not at all; returns a result for each item, in their order
  BatchedWrites(Function<List<T>, List<R>> store) {
    this.store = store;
  }

  R store(T item) {
    Entry<T, R> mine = new Entry<>(item);
    waiting.add(mine);
    turn.lock();
    try {
      while (!mine.done) {
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
      batch.stream().filter(entry -> !entry.done)
          .forEach(entry -> failed(entry, new IllegalStateException("not stored")));
    }
  }

  /// Stores one item alone, so that an item that the store refuses does not block the others.
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
