package org.obzvon.sms;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.obzvon.contact.StoreRetry;
import org.obzvon.document.SafeText;
import org.obzvon.register.IdGenerator;
import org.obzvon.sms.Gateway.Outgoing;
import org.obzvon.sms.Gateway.Sent;
import org.obzvon.sms.Messages.Ended;
import org.obzvon.sms.Messages.Handing;
import org.obzvon.sms.Messages.Letter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a message to the first gateway that serves its number and accepts it. Each try is stored before it is made;
/// after a try that may have sent the message no other follows.
public final class GatewayHandover {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayHandover.class);
  /// Longest wait for the store before anything is sent.
  private static final Duration WRITING = Duration.ofSeconds(10);
  /// Longest wait for storing the gateway's reply; the thread has nothing else to do.
  private static final Duration NOTING = Duration.ofMinutes(1);
  /// Longest wait for a gateway's pace. If the wait would be longer, the message goes to the next gateway.
  private static final Duration LONGEST_PACE = Duration.ofSeconds(30);
  private static final Duration LONGEST_SLOW = Duration.ofSeconds(10);
  private static final int MOST_SLOW = 20;
  private static final Duration LONGEST_HANDING = Duration.ofMinutes(1);
  private static final Duration SHORTEST_VALIDITY = Duration.ofMinutes(5);
  private static final Duration LONGEST_VALIDITY = Duration.ofHours(48);

  private final Routing routing;
  private final Map<String, Lane> lanes;
  private final Messages messages;
  private final Spending spending;
  private final Consumer<Ended> ended;
  private final InstantSource clock;

  /// A gateway with its pacer.
  public record Lane(Gateway gateway, SegmentPacer pacer) {
    boolean ready() {
      return gateway.ready() && !gateway.busy() && pacer.backlog().compareTo(Duration.ofSeconds(2)) < 0;
    }
  }

  /// The result of handing a message over.
  public sealed interface Handed {
    record Over(String gateway, String remoteId) implements Handed {}

    /// Nothing was sent.
    record Nowhere(DeliveryStatus fate, String why) implements Handed {}

    record Unclear(String why) implements Handed {}

    /// The message was called off while it waited for its turn; nothing was sent.
    record CalledOff() implements Handed {}
  }

  /// @param lanes by the gateway's name; one for each gateway of the routing
  /// @param ended called when reports that came before the gateway's reply have ended the message
  public GatewayHandover(
      Routing routing, Map<String, Lane> lanes, Messages messages, Spending spending, Consumer<Ended> ended,
      InstantSource clock) {
    this.routing = routing;
    this.lanes = Map.copyOf(lanes);
    this.messages = messages;
    this.spending = spending;
    this.ended = ended;
    this.clock = clock;
  }

  /// Whether any gateway can take a message now.
  public boolean ready() {
    return lanes.values().stream().anyMatch(Lane::ready);
  }

  /// Sends a message that nothing can call off.
  public Handed send(Letter letter) {
    return send(letter, () -> true);
  }

  /// Blocks for the pace and the reply of each gateway tried. For each gateway the time is bounded by
  /// [#LONGEST_HANDING] and the gateway's own time-out.
  ///
  /// @param wanted asked each time just before the message would go out
  public Handed send(Letter letter, BooleanSupplier wanted) {
    List<GatewayTerms> ways = routing.to(letter.to());
    Handed last = new Handed.Nowhere(DeliveryStatus.BARRED, "no gateway serves the number");
    for (GatewayTerms terms : ways) {
      last = by(terms, letter, wanted);
      boolean elsewhere = last instanceof Handed.Nowhere(var fate, _)
          && (fate == DeliveryStatus.GATEWAY || fate == DeliveryStatus.CONGESTION);
      if (!elsewhere) {
        return last;
      }
    }
    return last;
  }

  private Handed by(GatewayTerms terms, Letter letter, BooleanSupplier wanted) {
    Lane lane = lanes.get(terms.name());
    if (!lane.gateway().ready()) {
      return new Handed.Nowhere(DeliveryStatus.GATEWAY, terms.name() + " is not connected");
    }
    BigDecimal cost = terms.cost(letter.to(), letter.message().segments().count()).orElseThrow();
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!spend(terms, day, cost)) {
      return new Handed.Nowhere(DeliveryStatus.CONGESTION,
          "today's budget of " + terms.name() + " is spent or not known");
    }
    Handing handing = new Handing(IdGenerator.next(), terms.name(), terms.sender(), cost,
        terms.currency().getCurrencyCode());
    Instant now = clock.instant();
    boolean written;
    try {
      written = StoreRetry.within(WRITING, () -> messages.submitting(letter, handing, now));
    } catch (RuntimeException e) {
      LOG.error("message {} is not sent: the store did not take it: {}", letter.id(), e.getMessage());
      takeBack(terms, letter, "the store did not take it", day, cost);
      return new Handed.Nowhere(DeliveryStatus.GATEWAY, "the store did not take it");
    }
    if (!written) {
      refund(terms, day, cost);
      return new Handed.Unclear("it was handed over before");
    }
    Optional<Sent> sent = paced(lane, terms, letter, wanted);
    if (sent.isEmpty()) {
      LOG.info("message {} was called off before {} got it", letter.id(), terms.name());
      takeBack(terms, letter, "called off", day, cost);
      return new Handed.CalledOff();
    }
    return switch (sent.get()) {
      case Sent.Taken(var ids) -> {
        note(letter, ids.stream().map(Optional::of).toList(), true);
        yield new Handed.Over(terms.name(), ids.getFirst());
      }
      case Sent.Unknown(var why, var ids) -> {
        LOG.warn("message {} by {}: the answer was lost: {}", letter.id(), terms.name(), plain(why));
        note(letter, ids, false);
        yield new Handed.Unclear(why);
      }
      case Sent.Declined(var fate, var code) -> nothingSent(terms, letter, fate, code, day, cost);
      case Sent.Slow _ -> nothingSent(terms, letter, DeliveryStatus.CONGESTION, "asked to slow down", day, cost);
    };
  }

  /// Stores the gateway's reply. The gateway has the message: if the store fails, the result is still "handed over".
  private void note(Letter letter, List<Optional<String>> ids, boolean certain) {
    try {
      StoreRetry.within(NOTING, () -> messages.handedOver(letter.id(), ids, certain)).ifPresent(ended);
    } catch (RuntimeException e) {
      LOG.error("message {}: the gateway's answer {} was not stored; the gateway will be asked: {}", letter.id(), ids,
          e.getMessage());
    }
  }

  private Handed nothingSent(
      GatewayTerms terms, Letter letter, DeliveryStatus fate, String code, LocalDate day, BigDecimal cost) {
    LOG.info("message {} was not taken by {}: {} ({})", letter.id(), terms.name(), fate, plain(code));
    takeBack(terms, letter, code, day, cost);
    return new Handed.Nowhere(fate, code);
  }

  private void takeBack(GatewayTerms terms, Letter letter, String why, LocalDate day, BigDecimal cost) {
    try {
      StoreRetry.within(
          NOTING,
          () -> {
            messages.declined(letter.id(), why);
            return true;
          });
      refund(terms, day, cost);
    } catch (RuntimeException e) {
      LOG.error("message {}: that it was not sent was not stored; it is given up in time: {}", letter.id(),
          e.getMessage());
    }
  }

  /// A lost reply of the store is not retried: then a little too much may be counted as spent.
  private boolean spend(GatewayTerms terms, LocalDate day, BigDecimal cost) {
    try {
      return terms.dailyBudget().map(budget -> spending.spend(terms.name(), day, cost, budget)).orElse(true);
    } catch (RuntimeException e) {
      LOG.error("gateway {}: what is left of today's budget is not known: {}", terms.name(), e.toString());
      return false;
    }
  }

  private void refund(GatewayTerms terms, LocalDate day, BigDecimal cost) {
    if (terms.dailyBudget().isPresent()) {
      spending.refund(terms.name(), day, cost);
    }
  }

  /// Waits for the pace; a gateway that throttles us is tried again a few times. Returns empty when the message was
  /// called off.
  private Optional<Sent> paced(Lane lane, GatewayTerms terms, Letter letter, BooleanSupplier wanted) {
    Segments segments = letter.message().segments();
    Sent sent = new Sent.Declined(DeliveryStatus.CONGESTION, "more waits for the gateway than it can take");
    Instant until = clock.instant().plus(LONGEST_HANDING);
    try {
      for (int tries = 0; tries <= MOST_SLOW && !clock.instant().isAfter(until); tries++) {
        Optional<Duration> wait = lane.pacer().reserve(segments.count(), LONGEST_PACE);
        if (wait.isEmpty()) {
          return Optional.of(sent);
        }
        TimeUnit.NANOSECONDS.sleep(wait.get().toNanos());
        if (!isWanted(letter, wanted)) {
          return Optional.empty();
        }
        sent = given(lane, new Outgoing(letter.id(), letter.to(), terms.sender(), segments, validity(letter)));
        if (!(sent instanceof Sent.Slow(var after))) {
          return Optional.of(sent);
        }
        lane.pacer().slowDown();
        TimeUnit.NANOSECONDS.sleep((after.compareTo(LONGEST_SLOW) > 0 ? LONGEST_SLOW : after).toNanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.of(sent);
  }

  /// Without an answer whether the message is still wanted, it is not sent.
  private static boolean isWanted(Letter letter, BooleanSupplier wanted) {
    try {
      return wanted.getAsBoolean();
    } catch (RuntimeException e) {
      LOG.error("message {} is not sent: whether it is still wanted is not known: {}", letter.id(), e.getMessage());
      return false;
    }
  }

  /// A gateway client that fails may have sent the message: its reply is unknown, and no other message follows.
  private static Sent given(Lane lane, Outgoing message) {
    try {
      return lane.gateway().send(message);
    } catch (RuntimeException e) {
      return Sent.Unknown.whole("the gateway's client broke off: " + e);
    }
  }

  /// The validity period. A reminder that reaches a telephone days later is out of date.
  private Duration validity(Letter letter) {
    Instant now = clock.instant();
    Duration left = Duration.between(now, letter.expires());
    if (left.compareTo(SHORTEST_VALIDITY) < 0) {
      return SHORTEST_VALIDITY;
    }
    return left.compareTo(LONGEST_VALIDITY) > 0 ? LONGEST_VALIDITY : left;
  }

  private static String plain(String outside) {
    return SafeText.line(outside);
  }
}
