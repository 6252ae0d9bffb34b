package org.obzvon.rehearsal.smsc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/// Sends delivery reports and answers to the bound clients; an unconfirmed one is sent again, up to a hundred times.
final class Receipts implements AutoCloseable {
  private static final int MOST_TRIES = 100;
  private static final long AGAIN_MILLIS = 100;
  private static final int RECEIPT = 4;

  private final CentreBehaviour manners;
  private final Supplier<List<SMPPServerSession>> bound;
  private final ScheduledExecutorService sending = Executors.newScheduledThreadPool(4,
      Thread.ofPlatform().daemon().name("centre-receipts-", 0).factory());
  private final AtomicInteger waiting = new AtomicInteger();

  Receipts(CentreBehaviour manners, Supplier<List<SMPPServerSession>> bound) {
    this.manners = manners;
    this.bound = bound;
  }

  /// Returns the number of deliveries that are not confirmed yet.
  int waiting() {
    return waiting.get();
  }

  private record Delivery(
      boolean data, TypeOfNumber ton, String from, String to, int esmClass, int dataCoding, byte[] octets,
      OptionalParameter... more) {}

  void about(long id, CentreBehaviour.Seen segment, CentreBehaviour.Fate fate, String sender) {
    boolean delivered = fate == CentreBehaviour.Fate.DELIVRD;
    String text = String.format(
        Locale.ROOT, "id:%s sub:001 dlvrd:00%d submit date:2611220900 done date:2611220901 stat:%s err:%03d text:",
        manners.receiptId().apply(id), delivered ? 1 : 0, fate, delivered ? 0 : 1);
    Delivery delivery = new Delivery(false, TypeOfNumber.INTERNATIONAL, segment.to(), sender, RECEIPT, 0,
        text.getBytes(StandardCharsets.US_ASCII));
    bring(delivery, manners.receiptAfter().toMillis(), 0);
    if (manners.faults().doubles(segment)) {
      bring(delivery, manners.receiptAfter().toMillis() + 5, 0);
    }
  }

  void answer(String from, String to, String text) {
    bring(new Delivery(false, TypeOfNumber.INTERNATIONAL, from, to, 0, 8, text.getBytes(StandardCharsets.UTF_16BE)), 0,
        0);
  }

  void answer(RawIncomingText answer) {
    bring(delivery(false, answer), 0, 0);
  }

  void answerAsData(RawIncomingText answer) {
    bring(delivery(true, answer), 0, 0);
  }

  private static Delivery delivery(boolean data, RawIncomingText answer) {
    return new Delivery(
        data, TypeOfNumber.valueOf((byte) answer.ton()), answer.from(), answer.to(), answer.esmClass(),
        answer.dataCoding(), answer.octets(), answer.more());
  }

  private void bring(Delivery delivery, long afterMillis, int tries) {
    if (!sending.isShutdown() && tries < MOST_TRIES) {
      waiting.incrementAndGet();
      sending.schedule(
          () -> {
            bringNow(delivery, tries);
            waiting.decrementAndGet();
          },
          afterMillis, TimeUnit.MILLISECONDS);
    }
  }

  private void bringNow(Delivery delivery, int tries) {
    List<SMPPServerSession> sessions = bound.get();
    if (sessions.isEmpty()) {
      bring(delivery, AGAIN_MILLIS, tries + 1);
      return;
    }
    DataCoding coding = () -> (byte) delivery.dataCoding();
    try {
      if (delivery.data()) {
        sessions.getFirst().dataShortMessage(
            "", delivery.ton(), NumberingPlanIndicator.ISDN, delivery.from(), TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN, delivery.to(), new ESMClass(delivery.esmClass()), new RegisteredDelivery(0),
            coding, delivery.more());
      } else {
        sessions.getFirst().deliverShortMessage(
            "", delivery.ton(), NumberingPlanIndicator.ISDN, delivery.from(), TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN, delivery.to(), new ESMClass(delivery.esmClass()), (byte) 0, (byte) 0,
            new RegisteredDelivery(0), coding, delivery.octets(), delivery.more());
      }
    } catch (PDUException e) {
      throw new IllegalStateException(e);
    } catch (NegativeResponseException | ResponseTimeoutException | InvalidResponseException | IOException _) {
      bring(delivery, AGAIN_MILLIS, tries + 1); // as a real centre does with an unconfirmed delivery
    }
  }

  @Override
  public void close() {
    sending.shutdownNow();
  }
}
