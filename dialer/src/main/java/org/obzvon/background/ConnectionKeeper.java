package org.obzvon.background;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.obzvon.background.BackgroundLoop.Next;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a connection open: opens it, watches it, and opens it again after a loss, with growing pauses (back-off) while
/// that fails. An attempt that fails for the same reason as the one before is not logged again.
///
/// @param <C> an open connection
public final class ConnectionKeeper<C> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionKeeper.class);

  private final Link<C> link;
  private final Times times;
  private final BackgroundLoop loop;
  private final AtomicReference<Optional<C>> current = new AtomicReference<>(Optional.empty());
  private volatile String trouble = "not connected yet";

  /// The connection as the keeper needs it.
  public interface Link<C> {
    /// The peer's name at the beginning of log lines, such as "Exchange main".
    String peer();

    /// Opens a connection.
    ///
    /// @param lost to be called when the connection breaks
    /// @throws IOException when there is none; the message says why
    C open(Runnable lost) throws IOException;

    /// Called once for every opened connection, before it is watched; must not wait.
    void opened(C connection);

    /// Returns whether the peer still answers; called after the opening and then at every heart-beat.
    boolean answers(C connection) throws InterruptedException;

    /// Closes the connection; may be called twice, and on several threads.
    void end(C connection);
  }

  /// @param first the pause after a loss and after the first failure to connect
  /// @param longest the longest pause between two tries
  /// @param heartbeat the pause between two checks of an open connection
  public record Times(Duration first, Duration longest, Duration heartbeat) {}

  public ConnectionKeeper(String thread, Link<C> link, Times times) {
    this.link = link;
    this.times = times;
    this.loop = new BackgroundLoop(
        Thread.ofVirtual().name(thread), LoopIntervals.every(times.first()).backingOffTo(times.longest()),
        this::live);
  }

  public void start() {
    loop.start();
  }

  /// Returns whether the connection is kept.
  public boolean isAlive() {
    return loop.isAlive();
  }

  /// Returns the connection while it is open.
  public Optional<C> current() {
    return current.get();
  }

  /// Returns why there is no connection; while there is one, why there was none before.
  public String trouble() {
    return trouble;
  }

  /// Keeps one connection, from opening to loss.
  Next live() throws InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    C opened;
    try {
      opened = link.open(lost::countDown);
    } catch (IOException e) {
      failed(String.valueOf(e.getMessage()));
      return Next.AFTER_BACK_OFF;
    }
    try {
      current.set(Optional.of(opened));
      LOG.info("{} is connected", link.peer());
      trouble = "a fault of ours ended the connection; it is opened again";
      link.opened(opened);
      while (!loop.isClosed() && link.answers(opened)
          && !lost.await(times.heartbeat().toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.trace("{} answers", link.peer());
      }
    } finally {
      current.set(Optional.empty());
      link.end(opened);
    }
    if (!loop.isClosed()) {
      trouble = "the connection was lost; it is opened again";
      LOG.warn("{} is lost; it is connected again", link.peer());
    }
    return Next.LATER;
  }

  private void failed(String why) {
    if (!why.equals(trouble) && !loop.isClosed()) {
      LOG.warn("{} is not connected; tried again with pauses of up to {}: {}", link.peer(), times.longest(), why);
    }
    trouble = why;
  }

  /// Closes the connection and ends the attempts to open one.
  @Override
  public void close() {
    loop.close();
    current().ifPresent(link::end);
  }
}
