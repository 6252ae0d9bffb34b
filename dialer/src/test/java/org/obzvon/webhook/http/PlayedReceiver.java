package org.obzvon.webhook.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.webhook.Courier;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.DeliveryLog.Entry;
import org.obzvon.webhook.DeliveryRetryRules;
import org.obzvon.webhook.DeliveryRound;
import org.obzvon.webhook.Targets;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;
import org.obzvon.webhook.Webhooks;
import org.obzvon.webhook.jooq.JooqDeliveries;
import org.obzvon.webhook.jooq.JooqDeliveryLog;
import org.obzvon.webhook.jooq.JooqFactReader;
import org.obzvon.webhook.jooq.JooqWebhooks;
import org.obzvon.webhook.json.FactJson;

/// A webhook whose receiver is simulated by WireMock.
abstract class PlayedReceiver {
  static final Executor HERE = Runnable::run;
  static final Duration TIMEOUT = Duration.ofMillis(700);
  static final DeliveryRetryRules TWICE = new DeliveryRetryRules(List.of(Duration.ofSeconds(10)), 20);

  final WireMockServer receiver = new WireMockServer(
      WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  final DSLContext db = TestStore.fresh();
  final TestClock clock = new TestClock(NOON);
  final ToldFacts facts = new ToldFacts(db);
  final Targets targets = new Targets(Set.of(), Set.of("localhost"));
  final JooqWebhooks webhooks = new JooqWebhooks(db, targets, clock);
  final Deliveries deliveries = new JooqDeliveries(db, 20);
  Webhook webhook;

  @BeforeEach
  void begin() {
    receiver.start();
    webhook = webhooks.add(
        new Webhooks.Wanted(
            URI.create(receiver.baseUrl() + "/hook"), Set.of(WebhookEvent.OUTCOME, WebhookEvent.PROMISE), "test"));
  }

  @AfterEach
  void end() {
    receiver.stop();
  }

  void answers(ResponseDefinitionBuilder answer) {
    receiver.stubFor(post(anyUrl()).willReturn(answer));
  }

  DeliveryRound worker(String node, Courier courier) {
    return new DeliveryRound(
        new DeliveryRound.Node(node, clock, HERE), deliveries, new JooqFactReader(db),
        courier, FactJson::write, TWICE, (_, _) -> {});
  }

  void round() {
    worker("a", new HttpCourier(targets, TIMEOUT)).run(() -> {});
  }

  Entry only() {
    List<Entry> log = new JooqDeliveryLog(db, clock)
        .page(new DeliveryLog.Filter(Optional.empty(), Optional.empty(), Optional.empty(), 10));
    assertThat(log).hasSize(1);
    return log.getFirst();
  }

  List<LoggedRequest> received() {
    return receiver.findAll(postRequestedFor(anyUrl()));
  }
}
