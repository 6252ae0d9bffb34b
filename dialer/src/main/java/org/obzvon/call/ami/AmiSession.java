package org.obzvon.call.ami;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.manager.response.PingResponse;
import org.asteriskjava.util.SocketConnectionFacade;

/// One login to an Asterisk, from connecting to the first sign that it is gone. It never reconnects: a new session is a
/// new object, and [#end] switches off the library's own reconnecting, whose interval cannot be configured.
final class AmiSession {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,11}(\\.\\d{1,9})?");

  private final Wire wire;
  private final Runnable lost;
  private final Duration answer;

  private AmiSession(ExchangeSettings settings, Consumer<ManagerEvent> events, Runnable lost) {
    this.lost = lost;
    ExchangeSettings.Access access = settings.access();
    ExchangeSettings.Waits waits = settings.waits();
    answer = waits.answer();
    wire = new Wire(settings);
    wire.setUsername(access.user());
    wire.setPassword(access.secret().reveal());
    wire.setDefaultResponseTimeout(waits.connect().toMillis());
    wire.registerUserEventClass(HangupWithTechCause.class);
    wire.registerUserEventClass(KeptEntryEvent.class);
    wire.registerUserEventClass(KeptEntriesEndEvent.class);
    wire.addEventListener(event -> {
      if (event instanceof DisconnectEvent) {
        lost.run();
      } else {
        events.accept(event);
      }
    });
  }

  /// Connects and logs in.
  ///
  /// @param lost called when the exchange closes the connection
  /// @throws IOException when the exchange cannot be reached, does not answer in time, or refuses the login
  static AmiSession open(ExchangeSettings settings, Consumer<ManagerEvent> events, Runnable lost) throws IOException {
    AmiSession session = new AmiSession(settings, events, lost);
    try {
      session.wire.login("on");
      return session;
    } catch (AuthenticationFailedException | TimeoutException | IllegalStateException e) {
      session.end();
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      session.end();
      throw e;
    }
  }

  /// Sends a heart-beat. Returns false when the other side has missed it.
  boolean beats(ExchangeClock clock) {
    Instant asked = clock.now();
    return send(new PingAction(), answer,
        response -> time(response).ifPresent(its -> clock.told(its, asked, clock.now()))) instanceof Receipt.Taken;
  }

  /// Returns the time of the exchange's clock; empty if the exchange does not send it.
  private static Optional<Instant> time(ManagerResponse response) {
    return response instanceof PingResponse pong && pong.getTimestamp() != null
        && SECONDS.matcher(pong.getTimestamp()).matches()
            ? Optional.of(AmiEvents.instant(Double.parseDouble(pong.getTimestamp())))
            : Optional.empty();
  }

  /// Sends an action and waits for its receipt.
  Receipt send(ManagerAction action) {
    return send(action, answer, _ -> {});
  }

  /// Returns whether the exchange answers within this time. Everything that was sent before has reached it then.
  boolean answersWithin(Duration patience) {
    Receipt receipt = send(new PingAction(), patience, _ -> {});
    return receipt instanceof Receipt.Taken || receipt instanceof Receipt.Declined;
  }

  private Receipt send(ManagerAction action, Duration patience, Consumer<ManagerResponse> answered) {
    CompletableFuture<Optional<ManagerResponse>> receipt = new CompletableFuture<>();
    try {
      // The library passes null when the connection is lost before the response came.
      wire.sendAction(action, response -> receipt.complete(Optional.ofNullable(response)));
    } catch (IllegalStateException e) {
      return new Receipt.NotSent(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Receipt.Unanswered("the connection broke while the request was being written");
    }
    try {
      return receipt.get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .map(response -> {
            answered.accept(response);
            return read(response);
          })
          .orElseGet(() -> new Receipt.Unanswered("the connection was lost before the answer"));
    } catch (java.util.concurrent.TimeoutException _) {
      return new Receipt.Unanswered("no answer in " + patience.toSeconds() + " s");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Receipt.Unanswered("interrupted while waiting for the answer");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sends an action whose receipt does not matter.
  void sendBlindly(ManagerAction action) throws IOException {
    wire.sendAction(action, null);
  }

  Optional<Collection<ResponseEvent>> channels() {
    return list(new CoreShowChannelsAction());
  }

  /// Returns the events that answer a question, up to its closing event; empty when that did not come in time.
  Optional<Collection<ResponseEvent>> list(EventGeneratingAction question) {
    try {
      return Optional.of(wire.sendEventGeneratingAction(question, answer.toMillis()).getEvents());
    } catch (EventTimeoutException | IllegalStateException | IOException _) {
      return Optional.empty();
    }
  }

  private static Receipt read(ManagerResponse response) {
    return response instanceof ManagerError error
        ? new Receipt.Declined(String.valueOf(error.getMessage()))
        : new Receipt.Taken();
  }

  void end() {
    lost.run();
    wire.cut();
    ManagerConnectionState state = wire.getState();
    if (state == ManagerConnectionState.CONNECTED || state == ManagerConnectionState.RECONNECTING) {
      try {
        wire.logoff(); // with the socket cut it sends nothing; it ends the library's reconnecting
      } catch (IllegalStateException _) {
        wire.cut(); // its state changed meanwhile, and every other state is an end
      }
    }
  }

  /// What became of a request.
  sealed interface Receipt {
    record Taken() implements Receipt {}

    record Declined(String why) implements Receipt {}

    /// For certain not one byte of the request was sent.
    record NotSent(String why) implements Receipt {}

    record Unanswered(String why) implements Receipt {}
  }

  /// The library's connection over a socket of our own, with its protected method to close that at once. Its public
  /// `logoff` writes first, which waits for ever if the peer is frozen.
  private static final class Wire extends ManagerConnectionImpl {
    private final ExchangeSettings settings;

    Wire(ExchangeSettings settings) {
      this.settings = settings;
    }

    @Override
    protected SocketConnectionFacade createSocket() throws IOException {
      ExchangeSettings.Waits waits = settings.waits();
      // A live peer answers a ping in this time, so silence means that it is gone even when a write hangs.
      Duration silence = waits.heartbeat().plus(waits.answer());
      return new AmiSocket(
          settings.access().host(), settings.access().port(), (int) waits.connect().toMillis(),
          (int) silence.toMillis());
    }

    void cut() {
      disconnect();
    }
  }
}
