package org.obzvon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.smpp.Data;
import org.smpp.SmppException;
import org.smpp.TCPIPConnection;
import org.smpp.pdu.DeliverSM;
import org.smpp.pdu.DeliverSMResp;
import org.smpp.pdu.PDUException;
import org.smpp.pdu.QuerySMResp;
import org.smpp.pdu.Request;
import org.smpp.pdu.Response;
import org.smpp.pdu.SubmitSM;
import org.smpp.smscsim.DeliveryInfoSender;
import org.smpp.smscsim.SMSCSession;
import org.smpp.smscsim.SMSCSessionImpl;
import org.smpp.smscsim.ShortMessageStore;
import org.smpp.smscsim.SimulatorPDUProcessor;
import org.smpp.smscsim.util.Attribute;
import org.smpp.smscsim.util.Record;
import org.smpp.smscsim.util.Table;
import org.smpp.util.ByteBuffer;

/// A message centre that this project did not write: the simulator of OpenSMPP 3.0.2, which shares no code with our
/// client's library.
/// Theirs: connections, sessions, the coding of every protocol unit, logins, ids, the store of messages, the receipts and
/// their words. Ours, because the simulator has none of it: the socket is on loopback; an answer goes out at once, or after a time that
/// does not hold up the next, and not after 300 ms; every so many-th message is turned away; fifty receipts at once wait for their confirmation, and one
/// that was not confirmed is brought again to whoever is bound then; and a question is answered from their store (they answer it with no state at all).
final class ForeignCentre implements AutoCloseable {
  static final String LOGIN = "obzvon";
  static final String PASSWORD = "secret";
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final int RECEIPTS_AT_ONCE = 50;
  private static final long ROUND_MILLIS = 100;
  /// Octets before the text of a segment of several.
  private static final int HEADER = 6;
  private static final byte UCS2 = 8;

  private final int throttleEvery;
  private final Duration answerAfter;
  private final ServerSocket socket;
  private final DeliveryInfoSender receipts = new DeliveryInfoSender();
  private final Kept store = new Kept();
  private final Table users = new Table();
  private final List<SMSCSession> sessions = new CopyOnWriteArrayList<>();
  private final Queue<Request> toBring = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Brought> unconfirmed = new ConcurrentHashMap<>();
  private final Set<Integer> confirmed = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService bringing =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger throttled = new AtomicInteger();

  /// @param to digits of the number
  /// @param octets of the segment, its header included
  private record Taken(String to, byte[] octets) {
    private boolean joined() {
      return octets.length > HEADER && octets[0] == 5 && octets[1] == 0;
    }

    private int place() {
      return joined() ? octets[5] : 1;
    }

    private String text() {
      int from = joined() ? HEADER : 0;
      return new String(octets, from, octets.length - from, StandardCharsets.UTF_16BE);
    }
  }

  private record Brought(Request receipt, long nanos) {}

  /// Their store, and beside it what we count.
  private static final class Kept extends ShortMessageStore {
    private final Collection<Taken> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public synchronized void submit(SubmitSM message, String id, String user) throws UnsupportedEncodingException {
      super.submit(message, id, user);
      taken.add(new Taken(message.getDestAddr().getAddress(), message.getShortMessageData().getBuffer()));
      count.incrementAndGet();
    }
  }

  /// @param throttleEvery a message that is turned away; 0 is never
  ForeignCentre(int throttleEvery) {
    this(throttleEvery, Duration.ZERO);
  }

  /// @param answerAfter how long the centre and the way to it take
  ForeignCentre(int throttleEvery, Duration answerAfter) {
    this.throttleEvery = throttleEvery;
    this.answerAfter = answerAfter;
    Record user = new Record();
    user.add(new Attribute("name", LOGIN));
    user.add(new Attribute("password", PASSWORD));
    users.add(user);
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    receipts.start();
    bringing.scheduleWithFixedDelay(this::bringAgain, ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    Thread.ofVirtual().name("foreign-centre").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// By the digits of the number which segments stand in their store, counted from 1, in the order of coming.
  Map<String, List<Integer>> segmentsByNumber() {
    return store.taken.stream().collect(Collectors.groupingBy(Taken::to, Collectors.mapping(Taken::place, Collectors.toList())));
  }

  /// By the digits of the number what was sent to it in UCS-2, all of it together.
  Map<String, String> texts() {
    return store.taken.stream()
        .collect(Collectors.groupingBy(Taken::to, Collectors.mapping(Taken::text, Collectors.joining())));
  }

  /// A text that a debtor writes to us, to whoever is bound.
  void write(String fromDigits, String to, String text) {
    try {
      DeliverSM message = new DeliverSM();
      message.setSourceAddr(Data.GSM_TON_INTERNATIONAL, Data.GSM_NPI_ISDN, fromDigits);
      message.setDestAddr(Data.GSM_TON_ALPHANUMERIC, Data.GSM_NPI_UNKNOWN, to);
      message.setDataCoding(UCS2);
      message.setShortMessageData(new ByteBuffer(text.getBytes(StandardCharsets.UTF_16BE)));
      message.assignSequenceNumber();
      bring(message);
    } catch (SmppException e) {
      throw new IllegalStateException(e);
    }
  }

  int count() {
    return store.count.get();
  }

  int throttled() {
    return throttled.get();
  }

  /// Receipts that are not confirmed, those included that are not written yet: their writer looks every five seconds.
  int waiting() {
    return count() - confirmed.size();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SMSCSessionImpl session = new SMSCSessionImpl(new TCPIPConnection(socket.accept()));
        session.setReceiveTimeout(1_000);
        session.setPDUProcessor(new Desk(session));
        Thread.ofPlatform().daemon().name("foreign-session").start(session);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private final class Desk extends SimulatorPDUProcessor {
    private Desk(SMSCSession session) {
      super(session, store, users);
      setDeliveryInfoSender(receipts);
    }

    @Override
    public void clientRequest(Request request) {
      if (request instanceof SubmitSM && throttleEvery > 0 && asked.incrementAndGet() % throttleEvery == 0) {
        throttled.incrementAndGet();
        Response answer = request.getResponse();
        answer.setCommandStatus(Data.ESME_RTHROTTLED);
        sent(answer);
      } else {
        super.clientRequest(request);
      }
    }

    @Override
    public void serverResponse(Response response) {
      if (response instanceof QuerySMResp answer && store.getMessage(answer.getMessageId()) != null) {
        answer.setMessageState((byte) Data.SM_STATE_DELIVERED);
      }
      if (answerAfter.isZero()) {
        sent(response);
      } else {
        bringing.schedule(() -> sent(response), answerAfter.toMillis(), TimeUnit.MILLISECONDS);
      }
      boolean bound = response.getCommandId() == Data.BIND_TRANSCEIVER_RESP && response.getCommandStatus() == Data.ESME_ROK;
      if (bound) {
        sessions.add(getSession());
      }
    }

    private void sent(Response response) {
      try {
        getSession().send(response);
      } catch (IOException | PDUException _) {
        sessions.remove(getSession()); // the link is cut; the answer is lost
      }
    }

    @Override
    public void serverRequest(Request receipt) {
      receipt.assignSequenceNumber();
      toBring.add(receipt);
      bringNext();
    }

    @Override
    public void clientResponse(Response response) {
      if (response instanceof DeliverSMResp && response.getCommandStatus() == Data.ESME_ROK) {
        unconfirmed.remove(response.getSequenceNumber());
        confirmed.add(response.getSequenceNumber());
        bringNext();
      }
    }

    @Override
    public void stop() {
      sessions.remove(getSession());
    }
  }

  private synchronized void bringNext() {
    while (unconfirmed.size() < RECEIPTS_AT_ONCE && toBring.poll() instanceof Request next) {
      bring(next);
    }
  }

  private void bringAgain() {
    long before = System.nanoTime() - AGAIN.toNanos();
    unconfirmed.values().stream().filter(one -> one.nanos() < before).forEach(one -> bring(one.receipt()));
  }

  private void bring(Request receipt) {
    unconfirmed.put(receipt.getSequenceNumber(), new Brought(receipt, System.nanoTime()));
    List<SMSCSession> bound = List.copyOf(sessions);
    if (!bound.isEmpty()) {
      SMSCSession session = bound.getLast();
      try {
        session.send(receipt);
      } catch (IOException | PDUException _) {
        sessions.remove(session); // it stays unconfirmed and is brought again
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    receipts.stop();
    bringing.shutdownNow();
    sessions.forEach(SMSCSession::stop);
  }
}
