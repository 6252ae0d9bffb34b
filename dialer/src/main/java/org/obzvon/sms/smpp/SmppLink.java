package org.obzvon.sms.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.obzvon.background.ConnectionKeeper;
import org.obzvon.background.ConnectionKeeper.Times;
import org.obzvon.document.SafeText;

/// Keeps one connection bound as transceiver. Binds again when it is cut, after one second at first and at most thirty.
final class SmppLink implements AutoCloseable {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  /// Reader threads and queue places for PDUs from the centre. Its replies wait behind its receipts, and receipts that
  /// arrive together are stored together, so more threads are better. The queue holds more than a centre sends
  /// unacknowledged: refused PDUs are sent again, but some centres do not understand the refusal.
  private static final int READERS = 64;
  private static final int QUEUE = 2_000;

  private final SmppSettings settings;
  private final MessageReceiverListener listener;
  private final ConnectionKeeper<SMPPSession> keeper;

  SmppLink(SmppSettings settings, MessageReceiverListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.keeper = new ConnectionKeeper<>(
        "smpp-" + settings.name(), new Binding(),
        new Times(FIRST_WAIT, LONGEST_WAIT, settings.link().enquireLink()));
  }

  void start() {
    keeper.start();
  }

  /// Returns whether the link is kept.
  boolean isAlive() {
    return keeper.isAlive();
  }

  /// The bound session, if there is one.
  Optional<SMPPSession> session() {
    return keeper.current().filter(bound -> bound.getSessionState().isTransmittable());
  }

  /// The reason why there is no bound session.
  Optional<String> trouble() {
    return Optional.of(keeper.trouble());
  }

  private SMPPSession bind(Runnable lost) throws IOException {
    SMPPSession opening = new SMPPSession();
    opening.setEnquireLinkTimer(Math.toIntExact(settings.link().enquireLink().toMillis()));
    opening.setTransactionTimer(settings.link().timeout().toMillis());
    opening.setPduProcessorDegree(READERS);
    opening.setQueueCapacity(QUEUE);
    opening.setMessageReceiverListener(listener);
    opening.addSessionStateListener(
        (now, _, _) -> {
          if (now == org.jsmpp.extra.SessionState.CLOSED) {
            lost.run();
          }
        });
    var login = settings.login();
    BindParameter bind = new BindParameter(
        BindType.BIND_TRX, login.systemId(), login.password().reveal(), login.systemType(), TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.UNKNOWN, null, InterfaceVersion.IF_34);
    opening.connectAndBind(
        settings.address().host(), settings.address().port(), bind, settings.link().timeout().toMillis());
    return opening;
  }

  private String why(IOException e) {
    String words = SafeText.line(String.valueOf(e.getMessage()));
    return e.getCause() instanceof NegativeResponseException refused
        ? SmppStatuses.bindRefused(refused.getCommandStatus())
        : settings.address().host() + ":" + settings.address().port() + " does not let us bind: " + words;
  }

  @Override
  public void close() {
    keeper.close();
  }

  private final class Binding implements ConnectionKeeper.Link<SMPPSession> {
    @Override
    public String peer() {
      return "Gateway " + settings.name();
    }

    @Override
    public SMPPSession open(Runnable lost) throws IOException {
      try {
        return bind(lost);
      } catch (IOException e) {
        throw new IOException(why(e), e);
      }
    }

    @Override
    public void opened(SMPPSession session) {
      // A bound session needs nothing more.
    }

    /// The library queries the centre itself and closes the session when it does not answer.
    @Override
    public boolean answers(SMPPSession session) {
      return session.getSessionState().isTransmittable();
    }

    @Override
    public void end(SMPPSession session) {
      session.unbindAndClose();
    }
  }
}
