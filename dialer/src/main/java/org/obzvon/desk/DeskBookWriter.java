package org.obzvon.desk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.obzvon.background.BackgroundLoop.Next;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.contact.WriteBehindQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes to the desk's book on one background thread, in the order in which things happened, so that nobody at the
/// desk waits for the store. An entry leaves memory only when it is stored: while the store is away, writing is
/// retried, and callers block when too many entries wait. An entry that is [UnstorableEntry] is dropped with a line in
/// the log.
final class DeskBookWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskBookWriter.class);
  /// The entries of about an hour at a large desk.
  private static final int MOST_WAITING = 10_000;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LAST_ENTRIES = Duration.ofSeconds(20);

  private final WriteBehindQueue<Entry> waiting = new WriteBehindQueue<>(MOST_WAITING);
  private final BackgroundLoop loop = new BackgroundLoop(
      Thread.ofPlatform().name("desk-clerk").daemon(), LoopIntervals.every(RETRY).drainingWithin(LAST_ENTRIES),
      this::write);
  /// The entry that could not be stored yet, for the loop's thread alone.
  private volatile Entry unstored;

  /// @param asked completed when the entry is stored or has failed; null when nobody waits for it
  private record Entry(Runnable write, CompletableFuture<Void> asked) {}

  void start() {
    loop.start();
  }

  /// Returns whether entries are written.
  boolean isAlive() {
    return loop.isAlive();
  }

  void later(Runnable write) {
    put(new Entry(write, null));
  }

  /// Writes once, without a retry, and returns when this and all earlier entries are stored.
  ///
  /// @throws IllegalStateException when it was not stored within ten seconds and will not be
  void now(Runnable write) {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    put(new Entry(write, asked));
    try {
      asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      asked.cancel(false);
      throw new IllegalStateException("not stored in " + PATIENCE.toSeconds() + " s; try again", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      asked.cancel(false);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before it was stored", e);
    }
  }

  private void put(Entry entry) {
    waiting.put(entry);
    loop.wake();
  }

  private Next write() throws InterruptedException {
    Entry entry = unstored == null ? waiting.poll() : unstored;
    unstored = entry == null || isDone(entry) ? null : entry;
    if (unstored != null) {
      return Next.AFTER_BACK_OFF;
    }
    return entry == null ? Next.LATER : Next.AT_ONCE;
  }

  /// Returns false when the entry must be tried again.
  private static boolean isDone(Entry entry) {
    boolean isWaitedFor = entry.asked() != null;
    if (isWaitedFor && entry.asked().isDone()) {
      return true; // the caller no longer waits
    }
    try {
      entry.write().run();
      if (isWaitedFor) {
        entry.asked().complete(null);
      }
      return true;
    } catch (UnstorableEntry e) {
      LOG.error("an entry of the desk's book is given up", e);
      if (isWaitedFor) {
        entry.asked().completeExceptionally(e);
      }
      return true;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (isWaitedFor) {
        entry.asked().completeExceptionally(e);
        return true;
      }
      LOG.error("an entry of the desk's book could not be stored; trying again in {} s", RETRY.toSeconds(), e);
      return false;
    }
  }

  /// Stores the waiting entries, for at most twenty seconds, and stops.
  @Override
  public void close() {
    loop.close();
    int left = waiting.size() + (unstored == null ? 0 : 1);
    if (left > 0) {
      LOG.error("{} entries of the desk's book were not stored before the stop", left);
    }
  }
}
