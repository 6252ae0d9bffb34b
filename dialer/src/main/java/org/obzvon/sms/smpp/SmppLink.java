package org.obzvon.sms.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.obzvon.document.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one connection bound as transceiver: binds again when it is cut, after one second at first and at most thirty.
final class SmppLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppLink.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  /// Threads and places for what the centre sends. Its answers wait behind its receipts, and receipts that come together
  /// are stored together: the more threads, the better. Places for more than a centre brings without a confirmation:
  /// refused ones come again, but some centres do not understand the refusal.
  private static final int READERS = 64;
  private static final int QUEUE = 2_000;

  private final SmppSettings settings;
  private final MessageReceiverListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile SMPPSession session;
  private volatile String trouble = "not bound yet";

  SmppLink(SmppSettings settings, MessageReceiverListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  void start() {
    Thread.ofVirtual().name("smpp-" + settings.name()).start(this::keepBound);
  }

  /// The bound session, if there is one.
  Optional<SMPPSession> session() {
    return Optional.ofNullable(session).filter(bound -> bound.getSessionState().isTransmittable());
  }

  /// Why there is none.
  Optional<String> trouble() {
    return Optional.of(trouble);
  }

  private void keepBound() {
    Duration wait = FIRST_WAIT;
    try {
      while (closed.getCount() > 0) {
        CountDownLatch cut = new CountDownLatch(1);
        try {
          session = bind(cut);
          LOG.info("gateway {}: bound", settings.name());
          wait = FIRST_WAIT;
          cut.await();
          if (closed.getCount() == 0) {
            return;
          }
          trouble = "the link was cut; it is bound again";
          LOG.warn("gateway {}: the link was cut", settings.name());
        } catch (IOException e) {
          trouble = why(e);
          LOG.warn("gateway {}: cannot bind, next try in {}: {}", settings.name(), wait, trouble);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
          trouble = "the link met a fault; it is bound again";
          LOG.error("gateway {}: the link met a fault of ours, next try in {}", settings.name(), wait, e);
        }
        if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private SMPPSession bind(CountDownLatch cut) throws IOException {
    SMPPSession opening = new SMPPSession();
    opening.setEnquireLinkTimer(Math.toIntExact(settings.link().enquireLink().toMillis()));
    opening.setTransactionTimer(settings.link().timeout().toMillis());
    opening.setPduProcessorDegree(READERS);
    opening.setQueueCapacity(QUEUE);
    opening.setMessageReceiverListener(listener);
    opening.addSessionStateListener(
        (now, _, _) -> {
          if (now == org.jsmpp.extra.SessionState.CLOSED) {
            cut.countDown();
          }
        });
    var login = settings.login();
    BindParameter bind =
        new BindParameter(
            BindType.BIND_TRX, login.systemId(), login.password().reveal(), login.systemType(), TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN, null, InterfaceVersion.IF_34);
    opening.connectAndBind(
        settings.address().host(), settings.address().port(), bind, settings.link().timeout().toMillis());
    return opening;
  }

  private String why(IOException e) {
    String words = LogText.clean(String.valueOf(e.getMessage()));
    return e.getCause() instanceof NegativeResponseException refused
        ? SmppStatuses.bindRefused(refused.getCommandStatus())
        : settings.address().host() + ":" + settings.address().port() + " does not let us bind: " + words;
  }

  @Override
  public void close() {
    closed.countDown();
    Optional.ofNullable(session).ifPresent(SMPPSession::unbindAndClose);
  }
}
