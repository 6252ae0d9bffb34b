package org.obzvon.webhook.jooq;

import static org.obzvon.fixture.TestData.NOON;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.webhook.Courier.Answer;
import org.obzvon.webhook.Deliveries.Due;
import org.obzvon.webhook.Deliveries.Lease;
import org.obzvon.webhook.DeliveryLog.Entry;
import org.obzvon.webhook.DeliveryLog.Filter;
import org.obzvon.webhook.Targets;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;
import org.obzvon.webhook.Webhooks;

/// Webhooks, their deliveries and the delivery log, on PostgreSQL.
class ToldWebhooks {
  static final Answer OK = new Answer.Answered(200, "ok");
  static final Answer BROKEN = new Answer.Answered(500, "broken");
  static final int DEAD_BEFORE_DISABLED = 3;

  final DSLContext db = TestStore.fresh();
  final TestClock clock = new TestClock(NOON);
  final ToldFacts facts = new ToldFacts(db);
  final JooqWebhooks webhooks = new JooqWebhooks(db, new Targets(Set.of(), Set.of()), clock);
  final JooqDeliveries deliveries = new JooqDeliveries(db, DEAD_BEFORE_DISABLED);
  final JooqDeliveryLog log = new JooqDeliveryLog(db, clock);

  Webhook webhook(WebhookEvent... events) {
    return webhooks.add(new Webhooks.Wanted(URI.create("https://billing.example.md/hook"), Set.of(events), "test"));
  }

  List<Due> lease(String node) {
    Instant now = clock.instant();
    return deliveries.lease(new Lease(node, now, now.plusSeconds(120), Set.of(), 8));
  }

  List<Entry> log() {
    return log.page(new Filter(Optional.empty(), Optional.empty(), Optional.empty(), 1_000));
  }
}
