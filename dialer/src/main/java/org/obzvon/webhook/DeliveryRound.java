package org.obzvon.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.obzvon.webhook.Courier.Parcel;
import org.obzvon.webhook.Deliveries.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends due deliveries. A webhook gets its next few when its last few have ended, so that a slow receiver delays only
/// itself and never has more than [#EACH] requests open.
public final class DeliveryRound {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryRound.class);
  static final int EACH = 8;
  /// The lease is well above the longest try, or a slow receiver would get a delivery again that is still on its way.
  static final Duration LEASE = Duration.ofMinutes(2);

  private final Node node;
  private final Deliveries deliveries;
  private final FactReader facts;
  private final Courier courier;
  private final BiFunction<UUID, Fact, byte[]> words;
  private final DeliveryRetryRules rules;
  private final BiConsumer<WebhookEvent, DeliveryDecision> listener;
  private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

  /// @param sending executor of the tries
  public record Node(String name, InstantSource clock, Executor sending) {}

  /// @param words writes a fact as it is sent, given the delivery's id
  /// @param listener receives the result of each try
  public DeliveryRound(
      Node node, Deliveries deliveries, FactReader facts, Courier courier, BiFunction<UUID, Fact, byte[]> words,
      DeliveryRetryRules rules, BiConsumer<WebhookEvent, DeliveryDecision> listener) {
    this.node = node;
    this.deliveries = deliveries;
    this.facts = facts;
    this.courier = courier;
    this.words = words;
    this.rules = rules;
    this.listener = listener;
  }

  /// Leases due deliveries and hands them to the senders; returns their number.
  ///
  /// @param through called when a webhook may get more
  public int run(Runnable through) {
    Instant now = node.clock().instant();
    List<Due> due = deliveries.lease(new Deliveries.Lease(node.name(), now, now.plus(LEASE), Set.copyOf(busy), EACH));
    Map<UUID, List<Due>> byWebhook = due.stream()
        .collect(Collectors.groupingBy(one -> one.target().webhook(), LinkedHashMap::new,
            Collectors.toList()));
    byWebhook.forEach(
        (webhook, batch) -> {
          busy.add(webhook);
          AtomicInteger left = new AtomicInteger(batch.size());
          batch.forEach(one -> node.sending().execute(() -> send(one, () -> {
            if (left.decrementAndGet() == 0) {
              busy.remove(webhook);
              through.run();
            }
          })));
        });
    return due.size();
  }

  private void send(Due due, Runnable done) {
    try {
      DeliveryDecision verdict = facts.read(due.event(), due.subject()).map(fact -> tried(due, fact))
          .orElseGet(DeliveryRound::gone);
      if (deliveries.settle(due, verdict, node.clock().instant())) {
        listener.accept(due.event(), verdict);
      }
    } catch (RuntimeException e) {
      LOG.error("how delivery {} ended could not be stored; it goes out again when its lease is over", due.id(), e);
    } finally {
      done.run();
    }
  }

  private DeliveryDecision tried(Due due, Fact fact) {
    byte[] body = words.apply(due.id(), fact);
    Map<String, String> headers = Map.of(
        "Content-Type", "application/json",
        "User-Agent", "Obzvon",
        "Obzvon-Event", due.event().word(),
        "Obzvon-Delivery", due.id().toString(),
        Signature.HEADER, Signature.of(body, node.clock().instant(), due.target().secret()));
    Courier.Answer answer = courier.post(new Parcel(due.target().url(), headers, body));
    return rules.judge(answer, due.tries(), node.clock().instant());
  }

  private static DeliveryDecision gone() {
    return new DeliveryDecision.GivenUp(
        new Courier.Answer.NoAnswer("the fact is not in the store any more; nothing was sent"));
  }
}
