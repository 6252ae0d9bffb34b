package org.obzvon.call.ami;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.asteriskjava.manager.event.ManagerEvent;
import org.obzvon.document.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one Asterisk connected: connects, watches the heart-beat, and connects again with growing pauses, until
/// closed.
final class AmiConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AmiConnection.class);

  private final ExchangeSettings settings;
  private final ExchangeClock clock;
  private final Consumer<ManagerEvent> events;
  private final Runnable connected;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch firstTime = new CountDownLatch(1);
  private final AtomicReference<Optional<AmiSession>> session = new AtomicReference<>(Optional.empty());

  /// @param clock told of the exchange's time with every heart-beat
  /// @param events hears every event, on the library's thread; must not wait
  /// @param connected told after every login; must not wait
  AmiConnection(ExchangeSettings settings, ExchangeClock clock, Consumer<ManagerEvent> events, Runnable connected) {
    this.settings = settings;
    this.clock = clock;
    this.events = events;
    this.connected = connected;
  }

  void start() {
    Thread.ofVirtual().name("ami-" + settings.name()).start(this::keepConnected);
  }

  ExchangeClock clock() {
    return clock;
  }

  /// The session, while the exchange answers.
  Optional<AmiSession> session() {
    return session.get();
  }

  /// Waits for the first login. False when it did not come in time; the tries go on.
  boolean awaitConnected(Duration atMost) throws InterruptedException {
    return firstTime.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void keepConnected() {
    Duration pause = settings.waits().retryFirst();
    try {
      do {
        pause = guarded() ? settings.waits().retryFirst() : longer(pause);
      } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A fault of a session must not end the connecting.
  private boolean guarded() throws InterruptedException {
    try {
      return liveOnce();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("Exchange {}: the session ended in a fault of ours; it is connected again", settings.name(), e);
      return false;
    }
  }

  /// One session from login to loss. False when there was none.
  private boolean liveOnce() throws InterruptedException {
    AmiSession opened;
    try {
      opened = AmiSession.open(settings, events);
    } catch (IOException e) {
      LOG.warn("Exchange {} is not connected: {}", settings.name(), plain(e.getMessage()));
      return false;
    }
    try {
      session.set(Optional.of(opened));
      LOG.info("Exchange {} is connected", settings.name());
      connected.run();
      firstTime.countDown();
      if (closed.getCount() > 0) {
        opened.watch(settings.waits().heartbeat(), clock);
      }
    } finally {
      session.set(Optional.empty());
      opened.end();
    }
    if (closed.getCount() > 0) {
      LOG.warn("Exchange {} is lost; open calls are compared with it when it is back", settings.name());
    }
    return true;
  }

  private Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    Duration most = settings.waits().retryMost();
    return twice.compareTo(most) < 0 ? twice : most;
  }

  /// The other side's words, on one line and short.
  private static String plain(String told) {
    String text = LogText.clean(String.valueOf(told));
    return text.substring(0, Math.min(200, text.length()));
  }

  @Override
  public void close() {
    closed.countDown();
    session.get().ifPresent(AmiSession::end);
  }
}
