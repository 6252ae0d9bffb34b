package org.obzvon.webhook.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;
import static org.obzvon.jooq.Tables.WEBHOOK_TRIAL;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.webhook.Courier.Answer;
import org.obzvon.webhook.Deliveries.Due;
import org.obzvon.webhook.Deliveries.State;
import org.obzvon.webhook.DeliveryDecision;
import org.obzvon.webhook.DeliveryLog.Entry;
import org.obzvon.webhook.DeliveryLog.Filter;
import org.obzvon.webhook.Fact;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;

/// Tests the log of deliveries and the actions that a user may request from it, on PostgreSQL.
@Tag("slow")
class JooqDeliveryLogTest extends ToldWebhooks {
  @Test
  void a_delivery_that_failed_waits_for_its_time_and_the_log_tells_its_last_answer() {
    webhook(WebhookEvent.OUTCOME);
    facts.close("100", ToldFacts.BUSY);
    Answer rude = new Answer.Answered(503, "go\u0000away\n\u001b[31m" + "x".repeat(1_000));
    deliveries.settle(lease("a").getFirst(), new DeliveryDecision.Again(rude, NOON.plusSeconds(10)), NOON);
    assertThat(lease("a")).isEmpty();
    Entry entry = log().getFirst();
    assertThat(entry.tries()).isEqualTo(1);
    assertThat(entry.last().orElseThrow().status()).contains(503);
    assertThat(entry.last().orElseThrow().words()).startsWith("go away [31mx").hasSizeLessThanOrEqualTo(500);
    clock.tick(Duration.ofSeconds(10));
    assertThat(lease("a")).hasSize(1);
  }

  @Test
  void a_dead_delivery_goes_out_again_when_somebody_asks_for_it() {
    Webhook webhook = webhook(WebhookEvent.OUTCOME);
    facts.close("100", ToldFacts.BUSY);
    Due due = lease("a").getFirst();
    assertThat(log.again(due.id())).as("it is on its way").isFalse();
    deliveries.settle(due, new DeliveryDecision.GivenUp(BROKEN), NOON);
    assertThat(deliveries.counts().dead()).isEqualTo(1);
    assertThat(log.again(due.id())).isTrue();
    assertThat(lease("a").getFirst().tries()).isEqualTo(1);
    webhooks.remove(webhook.id());
    assertThat(log.again(due.id())).isFalse();
  }

  @Test
  void the_log_forgets_what_ended_long_ago_and_nothing_that_waits() {
    webhook(WebhookEvent.OUTCOME);
    facts.close("1", ToldFacts.BUSY);
    facts.close("2", ToldFacts.BUSY);
    deliveries.settle(lease("a").getFirst(), new DeliveryDecision.Arrived(OK), NOON);
    assertThat(deliveries.forget(NOON, 10)).isZero();
    assertThat(deliveries.forget(NOON.plusSeconds(1), 10)).isEqualTo(1);
    assertThat(db.fetchCount(WEBHOOK_DELIVERY)).isEqualTo(1);
  }

  @Test
  void what_arrived_goes_out_again_too_and_its_receiver_knows_it_by_its_id() {
    webhook(WebhookEvent.OUTCOME);
    facts.close("100", ToldFacts.BUSY);
    Due due = lease("a").getFirst();
    deliveries.settle(due, new DeliveryDecision.Arrived(OK), NOON);
    assertThat(log.again(due.id())).isTrue();
    assertThat(lease("a")).extracting(Due::id).containsExactly(due.id());
  }

  @Test
  void a_test_is_told_to_its_webhook_alone_whatever_else_that_is_told_of() {
    Webhook asked = webhook(WebhookEvent.TICKET_OPENED);
    webhook(WebhookEvent.OUTCOME);
    UUID sent = log.test(asked.id()).orElseThrow();
    Due due = lease("a").getFirst();
    assertThat(due.id()).isEqualTo(sent);
    assertThat(due.target().webhook()).isEqualTo(asked.id());
    assertThat(new JooqFactReader(db).read(due.event(), due.subject()).orElseThrow())
        .isEqualTo(new Fact.Trial(due.subject(), NOON));
    assertThat(log()).hasSize(1);
  }

  @Test
  void who_is_paused_removed_or_unknown_is_sent_no_test() {
    Webhook webhook = webhook(WebhookEvent.TICKET_OPENED);
    webhooks.pause(webhook.id());
    assertThat(log.test(webhook.id())).isEmpty();
    webhooks.enable(webhook.id());
    webhooks.remove(webhook.id());
    assertThat(log.test(webhook.id())).isEmpty();
    assertThat(log.test(UUID.randomUUID())).isEmpty();
    assertThat(db.fetchCount(WEBHOOK_TRIAL)).isZero();
  }

  @Test
  void the_log_is_read_page_by_page_by_webhook_and_state() {
    Webhook webhook = webhook(WebhookEvent.OUTCOME);
    for (int i = 0; i < 5; i++) {
      facts.close("n" + i, ToldFacts.BUSY);
    }
    deliveries.settle(lease("a").getFirst(), new DeliveryDecision.Arrived(OK), NOON);
    List<Entry> all = log();
    var first = log.page(new Filter(Optional.of(webhook.id()), Optional.empty(), Optional.empty(), 2));
    var second = log.page(new Filter(Optional.of(webhook.id()), Optional.empty(), Optional.of(first.getLast().id()),
        9));
    assertThat(first).isEqualTo(all.subList(0, 2));
    assertThat(second).isEqualTo(all.subList(2, 5));
    assertThat(log.page(new Filter(Optional.of(UUID.randomUUID()), Optional.empty(), Optional.empty(), 9))).isEmpty();
    assertThat(log.page(new Filter(Optional.empty(), Optional.of(State.DELIVERED), Optional.empty(), 9))).hasSize(1);
  }
}
