package org.obzvon.webhook.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.fixture.TestData.NOON;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.document.BadInput;
import org.obzvon.webhook.Deliveries.Due;
import org.obzvon.webhook.Deliveries.State;
import org.obzvon.webhook.DeliveryDecision;
import org.obzvon.webhook.DeliveryLog.Entry;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;
import org.obzvon.webhook.Webhooks;

/// Tests which webhooks receive deliveries and which are paused, left out or removed, on PostgreSQL.
@Tag("slow")
class JooqWebhooksTest extends ToldWebhooks {
  @Test
  void removing_a_webhook_gives_up_what_waits_for_it() {
    Webhook webhook = webhook(WebhookEvent.OUTCOME);
    facts.close("100", ToldFacts.BUSY);
    assertThat(webhooks.remove(webhook.id())).isTrue();
    assertThat(webhooks.remove(webhook.id())).isFalse();
    assertThat(log()).extracting(Entry::state).containsExactly(State.DEAD);
    assertThat(lease("a")).isEmpty();
    assertThat(webhooks.list()).isEmpty();
  }

  @Test
  void an_address_that_may_not_be_called_is_never_stored() {
    var forbidden = new Webhooks.Wanted(URI.create("gopher://billing.example.md"), Set.of(WebhookEvent.OUTCOME),
        "test");
    assertThatThrownBy(() -> webhooks.add(forbidden)).isInstanceOf(BadInput.class).hasMessageContaining("https://");
    var silent = new Webhooks.Wanted(URI.create("https://billing.example.md"), Set.of(), "test");
    assertThatThrownBy(() -> webhooks.add(silent)).isInstanceOf(BadInput.class).hasMessageContaining("opt-out");
    assertThat(webhooks.list()).isEmpty();
  }

  @Test
  void there_is_a_bound_on_webhooks() {
    for (int i = 0; i < Webhooks.MOST; i++) {
      webhook(WebhookEvent.OUTCOME);
    }
    assertThatThrownBy(() -> webhook(WebhookEvent.OUTCOME)).isInstanceOf(BadInput.class)
        .hasMessageContaining("remove one");
  }

  @Test
  void so_many_given_up_in_a_row_disable_the_webhook_until_somebody_enables_it() {
    Webhook webhook = webhook(WebhookEvent.OUTCOME);
    for (int i = 0; i < 2; i++) {
      facts.close("early" + i, ToldFacts.BUSY);
    }
    lease("a").forEach(due -> deliveries.settle(due, new DeliveryDecision.GivenUp(BROKEN), NOON));
    facts.close("good", ToldFacts.BUSY);
    deliveries.settle(lease("a").getFirst(), new DeliveryDecision.Arrived(OK), NOON);
    assertThat(webhooks.list().getFirst().deadInARow()).as("one that arrived clears the count").isZero();
    for (int i = 0; i < DEAD_BEFORE_DISABLED + 1; i++) {
      facts.close("n" + i, ToldFacts.BUSY);
    }
    List<Due> due = lease("a");
    due.stream().limit(DEAD_BEFORE_DISABLED)
        .forEach(one -> deliveries.settle(one, new DeliveryDecision.GivenUp(BROKEN), NOON));
    deliveries.settle(due.getLast(), new DeliveryDecision.Again(BROKEN, NOON), NOON);
    assertThat(webhooks.list().getFirst().disabledAt()).contains(NOON);
    assertThat(lease("a")).as("nothing goes out to a disabled one").isEmpty();
    facts.close("meantime", ToldFacts.BUSY);
    assertThat(webhooks.enable(webhook.id())).isTrue();
    assertThat(webhooks.enable(webhook.id())).isFalse();
    assertThat(lease("a")).as("what had waited goes on, the meantime is not made up for").hasSize(1);
  }

  @Test
  void a_paused_webhook_is_told_nothing_until_somebody_goes_on_with_it() {
    Webhook webhook = webhook(WebhookEvent.OUTCOME);
    facts.close("before", ToldFacts.BUSY);
    assertThat(webhooks.pause(webhook.id())).isTrue();
    assertThat(webhooks.pause(webhook.id())).as("it is paused already").isFalse();
    facts.close("meantime", ToldFacts.BUSY);
    assertThat(lease("a")).isEmpty();
    assertThat(webhooks.enable(webhook.id())).isTrue();
    assertThat(lease("a")).as("what had waited goes on, the meantime is not made up for").hasSize(1);
  }
}
