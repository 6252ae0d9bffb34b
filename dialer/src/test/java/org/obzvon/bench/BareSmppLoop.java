package org.obzvon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/// The client's library alone: as many threads as the window has places submit one message after the other; delivery
/// receipts are confirmed and discarded.
public record BareSmppLoop(int port, String login, String password, int window) {
  private static final long PATIENCE_MILLIS = 60_000;

  /// Returns the messages a second.
  public double run(int messages) throws IOException, InterruptedException {
    SMPPSession session = new SMPPSession();
    session.setPduProcessorDegree(64);
    session.setTransactionTimer(PATIENCE_MILLIS);
    session.setMessageReceiverListener(new Forgetting());
    session.connectAndBind(
        "127.0.0.1", port,
        new BindParameter(
            BindType.BIND_TRX, login, password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null),
        PATIENCE_MILLIS);
    AtomicInteger left = new AtomicInteger(messages);
    CountDownLatch done = new CountDownLatch(window);
    long from = System.nanoTime();
    for (int i = 0; i < window; i++) {
      Thread.ofVirtual().start(() -> submit(session, left, done));
    }
    done.await();
    double seconds = Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0;
    session.unbindAndClose();
    return messages / seconds;
  }

  private static void submit(SMPPSession session, AtomicInteger left, CountDownLatch done) {
    try {
      for (int number = left.getAndDecrement(); number > 0; number = left.getAndDecrement()) {
        session.submitShortMessage(
            "", TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, "OBZVON", TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN, "37369%06d".formatted(number), new ESMClass(0), (byte) 0, (byte) 0, null, null,
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE), (byte) 0, new GeneralDataCoding(), (byte) 0,
            "Obzvon: contract 101, you owe MDL 100.00. Please pay. Questions: 22 00 00 00".getBytes(
                StandardCharsets.US_ASCII));
      }
    } catch (PDUException | ResponseTimeoutException | InvalidResponseException | NegativeResponseException
        | IOException e) {
      throw new IllegalStateException(e);
    } finally {
      done.countDown();
    }
  }

  private record Forgetting() implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm message) {
      // The library confirms the receipt.
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      // The loop requests no such answer.
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) {
      throw new IllegalStateException("the centre sends no data_sm");
    }
  }
}
