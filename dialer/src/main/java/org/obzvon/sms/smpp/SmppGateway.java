package org.obzvon.sms.smpp;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Gateway;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.SenderParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A message centre over SMPP. Every segment is submitted as a message of its own with its own id; a message is
/// accepted when all of its segments are. Throttling before the first segment is left to the sender's pacing; after it
/// the remaining segments are retried. A segment whose reply was lost is not sent again; those after it are, because
/// the telephone waits for the whole message.
public final class SmppGateway implements Gateway, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppGateway.class);
  /// The most retries in the middle of a message, while the link is bound again or the centre throttles us.
  private static final int MOST_TRIES = 240;
  /// Longest wait for a place in the window, and how many windows may wait before we accept no more messages: together
  /// they allow a centre six seconds per reply.
  private static final Duration LONGEST_FULL = Duration.ofMinutes(2);
  private static final int MOST_WINDOWS_WAITING = 20;
  private static final int UDHI = 0x40;

  private final SmppSettings settings;
  private final InstantSource clock;
  private final SmppLink link;
  private final Semaphore window;
  private final AtomicInteger references = new AtomicInteger();

  /// @param numbers reads the sender of an incoming message
  public SmppGateway(SmppSettings settings, SenderParser numbers, GatewaySink arrivals, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.window = new Semaphore(settings.link().window(), true);
    this.link = new SmppLink(settings,
        new SmppListener(settings.name(), settings.receipts(), numbers, arrivals, clock));
  }

  /// Starts to bind; returns at once.
  public void start() {
    link.start();
  }

  @Override
  public boolean ready() {
    return link.session().isPresent();
  }

  @Override
  public Optional<String> trouble() {
    return ready() ? Optional.empty() : link.trouble();
  }

  @Override
  public int ids(int segments) {
    return segments;
  }

  @Override
  public boolean busy() {
    return window.getQueueLength() > MOST_WINDOWS_WAITING * settings.link().window();
  }

  /// The result of submitting one segment.
  private sealed interface Part {
    record Taken(String id) implements Part {}

    record Throttled() implements Part {}

    /// Nothing was sent; there is no link at the moment.
    record NoLink(String why) implements Part {}

    record Refused(DeliveryStatus fate, String code) implements Part {}

    record Unanswered(String why) implements Part {}
  }

  @Override
  public Sent send(Outgoing message) {
    List<Optional<String>> ids = new ArrayList<>();
    String doubt = "";
    int reference = references.incrementAndGet();
    int tries = 0;
    while (ids.size() < message.segments().count()) {
      boolean first = ids.isEmpty();
      switch (submit(message, ids.size() + 1, reference)) {
        case Part.Taken(String id) -> ids.add(Optional.of(id));
        case Part.Unanswered(String why) -> {
          ids.add(Optional.empty());
          doubt = why;
        }
        case Part.Throttled _ when first -> {
          return new Sent.Slow(settings.link().rest());
        }
        case Part.NoLink(String why) when first -> {
          return new Sent.Declined(DeliveryStatus.GATEWAY, why);
        }
        case Part.Refused(DeliveryStatus fate, String code) when first -> {
          return new Sent.Declined(fate, code);
        }
        case Part.Throttled _,Part.NoLink _ -> {
          if (++tries > MOST_TRIES || !rested()) {
            return unknown("the centre took no more in the middle of the message", ids, message);
          }
        }
        case Part.Refused(_, String code) -> {
          return unknown("a later segment was refused: " + code, ids, message);
        }
      }
    }
    return ids.stream().allMatch(Optional::isPresent)
        ? new Sent.Taken(ids.stream().flatMap(Optional::stream).toList())
        : new Sent.Unknown(doubt, ids);
  }

  private static Sent unknown(String why, List<Optional<String>> known, Outgoing message) {
    List<Optional<String>> ids = new ArrayList<>(known);
    while (ids.size() < message.segments().count()) {
      ids.add(Optional.empty());
    }
    return new Sent.Unknown(why, ids);
  }

  private boolean rested() {
    try {
      TimeUnit.MILLISECONDS.sleep(settings.link().rest().toMillis());
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Part submit(Outgoing message, int number, int reference) {
    boolean entered = false;
    try {
      entered = window.tryAcquire(LONGEST_FULL.toMillis(), TimeUnit.MILLISECONDS);
      Optional<SMPPSession> session = link.session();
      if (!entered || session.isEmpty()) {
        return new Part.NoLink(entered ? "not connected" : "the window stayed full");
      }
      return submit(session.get(), message, number, reference);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Part.NoLink("stopping");
    } finally {
      if (entered) {
        window.release();
      }
    }
  }

  private Part submit(SMPPSession session, Outgoing message, int number, int reference) {
    var segments = message.segments();
    Pdus.Number from = Pdus.sender(message.sender());
    Pdus.Number to = Pdus.to(message.to());
    byte[] octets = Pdus.octets(segments.encoding(), segments.parts().get(number - 1), number, segments.count(),
        reference);
    try {
      var answer = session.submitShortMessage(
          "", from.ton(), from.npi(), from.address(), to.ton(), to.npi(), to.address(),
          new ESMClass(segments.count() > 1 ? UDHI : 0), (byte) 0, (byte) 0, null,
          Pdus.validity(message.validity()), new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE), (byte) 0,
          Pdus.coding(segments.encoding()), (byte) 0, octets);
      return answer.getMessageId() == null || answer.getMessageId().isBlank()
          ? new Part.Unanswered("the centre took it and gave no id")
          : new Part.Taken(answer.getMessageId());
    } catch (NegativeResponseException e) {
      int status = e.getCommandStatus();
      return SmppStatuses.isThrottling(status)
          ? new Part.Throttled()
          : new Part.Refused(SmppStatuses.refused(status), SmppStatuses.code(status));
    } catch (PDUException e) {
      return new Part.Refused(DeliveryStatus.GATEWAY, "not a valid message: " + e.getMessage());
    } catch (IOException e) {
      // The library throws it only when sending fails, and a centre does not accept half a message.
      return new Part.NoLink("the link broke: " + e.getMessage());
    } catch (ResponseTimeoutException | InvalidResponseException e) {
      return new Part.Unanswered(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<DeliveryReport> ask(Pending message) {
    List<DeliveryReport> reports = new ArrayList<>();
    for (String id : message.remoteIds().stream().flatMap(Optional::stream).toList()) {
      ask(message, id).ifPresent(reports::add);
    }
    return reports;
  }

  private Optional<DeliveryReport> ask(Pending message, String id) {
    Optional<SMPPSession> session = link.session();
    if (session.isEmpty()) {
      return Optional.empty();
    }
    Pdus.Number from = Pdus.sender(message.sender());
    try {
      var answer = session.get().queryShortMessage(id, from.ton(), from.npi(), from.address());
      var subject = new DeliveryReport.Subject(settings.name(), List.of(id), Optional.of(message.to()),
          Optional.empty());
      return Optional.of(
          new DeliveryReport(
              subject, SmppStatuses.state(answer.getMessageState().value()), "query " + answer.getMessageState(),
              Optional.empty(), clock.instant()));
    } catch (NegativeResponseException e) {
      LOG.info("gateway {} does not tell of {}: {}", settings.name(), message.id(),
          SmppStatuses.code(e.getCommandStatus()));
    } catch (PDUException | ResponseTimeoutException | InvalidResponseException | IOException e) {
      LOG.warn("gateway {} could not be asked for {}", settings.name(), message.id(), e);
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    link.close();
  }
}
