package org.obzvon.rehearsal.smsc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The SMPP server: accepts messages, issues ids in hexadecimal and has the delivery reports sent.
public final class SimulatedCentre implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedCentre.class);
  private static final int READERS = 8;
  private static final int QUEUE = 10_000;
  private static final long BIND_WITHIN_MILLIS = 5_000;

  private final CentreBehaviour manners;
  private final Receipts receipts;
  private final ServerSocket socket;
  private final SMPPServerSessionListener listener;
  private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
  private final Map<Long, Kept> taken = new ConcurrentHashMap<>();
  private final Set<String> withheld = ConcurrentHashMap.newKeySet();
  private final SegmentCounts arrivals = new SegmentCounts();
  private final AtomicLong ids = new AtomicLong(1_000);
  private volatile boolean closed;
  private volatile Function<Long, String> given = CentreBehaviour.HEXADECIMAL;

  /// @param to digits of the number
  /// @param octets of the segment, its header included
  public record Taken(String to, byte[] octets, byte dataCoding) {}

  private record Kept(Taken taken, CentreBehaviour.Fate fate) {}

  public SimulatedCentre(CentreBehaviour manners) {
    this.manners = manners;
    this.receipts = new Receipts(manners, this::bound);
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      this.listener = new SMPPServerSessionListener(socket.getLocalPort(), new LoopbackOnly(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listener.setPduProcessorDegree(READERS);
    listener.setQueueCapacity(QUEUE);
    listener.setMessageReceiverListener(new CentreListener(this::take, this::state));
    Thread.ofVirtual().name("centre-accept").start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// Returns every accepted segment, in the order of the ids.
  public List<Taken> taken() {
    return taken.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(one -> one.getValue().taken()).toList();
  }

  /// Issues ids in another form from now on.
  public void give(Function<Long, String> form) {
    given = form;
  }

  /// Returns the ids of all accepted segments, in the present form.
  public List<String> ids() {
    return taken.keySet().stream().sorted().map(given).toList();
  }

  /// Returns whether a message to this number was accepted whose delivery report is never sent and that was not
  /// queried.
  public boolean withholds(String digits) {
    return withheld.contains(digits);
  }

  /// Returns whether all deliveries have been confirmed.
  public boolean isQuiet() {
    return receipts.waiting() == 0;
  }

  /// Sends a message from a telephone.
  public void answer(String fromDigits, String to, String text) {
    receipts.answer(fromDigits, to, text);
  }

  /// Sends a message from a telephone, in any coding and form.
  public void answer(RawIncomingText answer) {
    receipts.answer(answer);
  }

  /// Sends a message like [#answer(RawIncomingText)], but as a data_sm instead of a deliver_sm.
  public void answerAsData(RawIncomingText answer) {
    receipts.answerAsData(answer);
  }

  private List<SMPPServerSession> bound() {
    return sessions.stream().filter(session -> session.getSessionState().isReceivable()).toList();
  }

  private void accept() {
    while (!closed) {
      try {
        SMPPServerSession session = listener.accept();
        Thread.ofVirtual().start(() -> bind(session));
      } catch (IOException e) {
        if (!closed) {
          LOG.warn("the simulated centre stopped accepting", e);
        }
        return;
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      session.waitForBind(BIND_WITHIN_MILLIS).accept("simulated");
      session.addSessionStateListener(
          (now, _, _) -> {
            if (now == SessionState.CLOSED) {
              sessions.remove(session);
            }
          });
      sessions.add(session);
    } catch (IOException | java.util.concurrent.TimeoutException | PDUStringException e) {
      LOG.warn("nobody bound to the simulated centre", e);
      session.close();
    }
  }

  private SubmitSmResult take(SubmitSm message, SMPPServerSession session) throws ProcessRequestException {
    CentreBehaviour.Seen segment = arrivals.come(message.getDestAddress(), message.getShortMessage());
    if (manners.faults().throttles(segment)) {
      throw new ProcessRequestException("too fast", SMPPConstant.STAT_ESME_RTHROTTLED);
    }
    CentreBehaviour.Fate fate = manners.fate().apply(segment);
    if (fate == CentreBehaviour.Fate.NO_NUMBER) {
      throw new ProcessRequestException("no such number", SMPPConstant.STAT_ESME_RINVDSTADR);
    }
    long id = keep(message, segment, fate);
    if (manners.faults().cuts(segment)) {
      session.close();
    }
    try {
      return new SubmitSmResult(new MessageId(given.apply(id)), new org.jsmpp.bean.OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException(e);
    }
  }

  private long keep(SubmitSm message, CentreBehaviour.Seen segment, CentreBehaviour.Fate fate) {
    long id = ids.incrementAndGet();
    arrivals.taken(segment);
    taken.put(id, new Kept(new Taken(segment.to(), message.getShortMessage(), message.getDataCoding()), fate));
    if (manners.faults().loses(segment)) {
      withheld.add(segment.to());
    } else {
      receipts.about(id, segment, fate, message.getSourceAddr());
    }
    return id;
  }

  private QuerySmResult state(QuerySm query) throws ProcessRequestException {
    Kept known = taken.keySet().stream()
        .filter(id -> given.apply(id).equals(query.getMessageId()))
        .findFirst()
        .map(taken::get)
        .orElse(null);
    if (known == null) {
      throw new ProcessRequestException("no such message", SMPPConstant.STAT_ESME_RQUERYFAIL);
    }
    withheld.remove(known.taken().to());
    MessageState state = switch (known.fate()) {
      case DELIVRD -> MessageState.DELIVERED;
      case UNDELIV, NO_NUMBER -> MessageState.UNDELIVERABLE;
      case EXPIRED -> MessageState.EXPIRED;
      case REJECTD -> MessageState.REJECTED;
    };
    return new QuerySmResult("", state, (byte) 0);
  }

  @Override
  public void close() {
    closed = true;
    receipts.close();
    try {
      listener.close();
    } catch (IOException e) {
      LOG.warn("the simulated centre did not close", e);
    }
    new ArrayList<>(sessions).forEach(SMPPServerSession::close);
  }
}
