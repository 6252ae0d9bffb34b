package org.obzvon.desk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.obzvon.contact.Backlog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the book written on one thread of its own, in the order in which things happened, so that nobody at the desk
/// waits for the store. An entry leaves memory only when it is stored: while the store is away it is tried again, and
/// whoever brings one more waits when too many wait. What is [Unstorable] is given up, with a line in the log.
final class Clerk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clerk.class);
  /// An hour of a large desk.
  private static final int MOST_WAITING = 10_000;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Backlog<Entry> waiting = new Backlog<>(MOST_WAITING);
  private final Thread writer = Thread.ofPlatform().name("desk-clerk").daemon().unstarted(this::write);

  /// @param asked answered when it is stored or failed; null where nobody waits for it
  private record Entry(Runnable write, CompletableFuture<Void> asked) {}

  void start() {
    writer.start();
  }

  void later(Runnable write) {
    waiting.put(new Entry(write, null));
  }

  /// Returns when it is stored and all that came before; tried once.
  ///
  /// @throws IllegalStateException when it was not stored in ten seconds and will not be
  void now(Runnable write) {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    waiting.put(new Entry(write, asked));
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

  private void write() {
    try {
      while (!waiting.isOver()) {
        Entry entry = waiting.poll();
        while (entry != null && !isDone(entry)) {
          TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
        }
      }
    } catch (InterruptedException _) {
      LOG.error("{} entries of the desk's book were not stored before the stop", waiting.size() + 1);
    }
  }

  /// False when it is to be tried again.
  private static boolean isDone(Entry entry) {
    boolean isWaitedFor = entry.asked() != null;
    if (isWaitedFor && entry.asked().isDone()) {
      return true; // whoever asked has gone
    }
    try {
      entry.write().run();
      if (isWaitedFor) {
        entry.asked().complete(null);
      }
      return true;
    } catch (Unstorable e) {
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

  /// Stores what waits, for at most twenty seconds, and stops.
  @Override
  public void close() {
    waiting.finish(writer);
  }
}
