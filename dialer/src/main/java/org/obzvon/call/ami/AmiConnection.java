package org.obzvon.call.ami;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.asteriskjava.manager.event.ManagerEvent;
import org.obzvon.background.ConnectionKeeper;
import org.obzvon.document.SafeText;

/// Keeps one Asterisk connected until closed. Every login is an [AmiSession].
final class AmiConnection implements AutoCloseable {
  private static final int LONGEST_REASON = 200;

  private final ExchangeSettings settings;
  private final ExchangeClock clock;
  private final Consumer<ManagerEvent> events;
  private final Runnable connected;
  private final CountDownLatch firstTime = new CountDownLatch(1);
  private final ConnectionKeeper<AmiSession> keeper;

  /// @param clock receives the exchange's time with every heart-beat
  /// @param events receives every event, on the library's thread; must not wait
  /// @param connected called after every login; must not wait
  AmiConnection(ExchangeSettings settings, ExchangeClock clock, Consumer<ManagerEvent> events, Runnable connected) {
    this.settings = settings;
    this.clock = clock;
    this.events = events;
    this.connected = connected;
    ExchangeSettings.Waits waits = settings.waits();
    this.keeper = new ConnectionKeeper<>(
        "ami-" + settings.name(), new Login(),
        new ConnectionKeeper.Times(waits.retryFirst(), waits.retryMost(), waits.heartbeat()));
  }

  void start() {
    keeper.start();
  }

  /// Returns whether the connection is kept.
  boolean isAlive() {
    return keeper.isAlive();
  }

  ExchangeClock clock() {
    return clock;
  }

  /// Returns the session while the exchange answers.
  Optional<AmiSession> session() {
    return keeper.current();
  }

  /// Waits for the first login. Returns false when it did not come in time; the tries go on.
  boolean awaitConnected(Duration atMost) throws InterruptedException {
    return firstTime.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    keeper.close();
  }

  private final class Login implements ConnectionKeeper.Link<AmiSession> {
    @Override
    public String peer() {
      return "Exchange " + settings.name();
    }

    @Override
    public AmiSession open(Runnable lost) throws IOException {
      try {
        return AmiSession.open(settings, events, lost);
      } catch (IOException e) {
        throw new IOException(plain(e.getMessage()), e);
      }
    }

    @Override
    public void opened(AmiSession session) {
      connected.run();
      firstTime.countDown();
    }

    @Override
    public boolean answers(AmiSession session) {
      return session.beats(clock);
    }

    @Override
    public void end(AmiSession session) {
      session.end();
    }

    /// Returns the other side's text, on one line and short.
    private static String plain(String told) {
      return SafeText.line(SafeText.cut(String.valueOf(told), LONGEST_REASON));
    }
  }
}
