package org.obzvon.webhook.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.TestData.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.TestClock;
import org.obzvon.TestStore;
import org.obzvon.webhook.Courier;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.Deliveries.State;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.DeliveryLog.Entry;
import org.obzvon.webhook.DeliveryRound;
import org.obzvon.webhook.Event;
import org.obzvon.webhook.RetryRules;
import org.obzvon.webhook.Targets;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.Webhooks;
import org.obzvon.webhook.jooq.JooqDeliveries;
import org.obzvon.webhook.jooq.JooqDeliveryLog;
import org.obzvon.webhook.jooq.JooqFacts;
import org.obzvon.webhook.jooq.JooqWebhooks;
import org.obzvon.webhook.json.FactJson;

/// From the closed attempt to the receiver, who is played by WireMock.
class WebhookDeliveryTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Executor HERE = Runnable::run;
  private static final Duration TIMEOUT = Duration.ofMillis(700);
  private static final RetryRules TWICE = new RetryRules(List.of(Duration.ofSeconds(10)), 20);

  private final WireMockServer receiver =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final ToldFacts facts = new ToldFacts(db);
  private final Targets targets = new Targets(Set.of(), Set.of("localhost"));
  private final JooqWebhooks webhooks = new JooqWebhooks(db, targets, clock);
  private final Deliveries deliveries = new JooqDeliveries(db, 20);
  private Webhook webhook;

  @BeforeEach
  void begin() {
    receiver.start();
    webhook =
        webhooks.add(
            new Webhooks.Wanted(
                URI.create(receiver.baseUrl() + "/hook"), Set.of(Event.OUTCOME, Event.PROMISE), "test"));
  }

  @AfterEach
  void end() {
    receiver.stop();
  }

  private void answers(ResponseDefinitionBuilder answer) {
    receiver.stubFor(post(anyUrl()).willReturn(answer));
  }

  private DeliveryRound worker(String node, Courier courier) {
    return new DeliveryRound(
        new DeliveryRound.Node(node, clock, HERE), deliveries, new JooqFacts(db),
        new DeliveryRound.Post(courier, FactJson::write, TWICE), (_, _) -> {});
  }

  private void round() {
    worker("a", new HttpCourier(targets, TIMEOUT)).run(() -> {});
  }

  private Entry only() {
    List<Entry> log = new JooqDeliveryLog(db, clock).page(new DeliveryLog.Filter(Optional.empty(), Optional.empty(), Optional.empty(), 10));
    assertThat(log).hasSize(1);
    return log.getFirst();
  }

  private List<LoggedRequest> received() {
    return receiver.findAll(postRequestedFor(anyUrl()));
  }

  @Test
  void the_receiver_is_told_what_happened_and_the_log_shows_it() throws Exception {
    answers(aResponse().withStatus(204));
    facts.close("100", ToldFacts.BUSY);
    round();
    LoggedRequest request = received().getFirst();
    JsonNode body = JSON.readTree(request.getBody());
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("Obzvon-Event")).isEqualTo("outcome");
    assertThat(body.get("id").asText()).isEqualTo(request.getHeader("Obzvon-Delivery")).isEqualTo(only().id().toString());
    assertThat(body.at("/data/account").asText()).isEqualTo("100");
    assertThat(body.at("/data/outcome").asText()).isEqualTo("NOT_REACHED");
    assertThat(body.at("/data/detail").asText()).isEqualTo("BUSY");
    assertThat(body.toString()).as("telephone numbers stay here").doesNotContain("+7900");
    assertThat(only().state()).isEqualTo(State.DELIVERED);
    assertThat(only().last().orElseThrow().status()).contains(204);
  }

  @Test
  void the_signature_is_what_the_receiver_computes_from_the_secret_the_time_and_the_body() throws Exception {
    answers(aResponse().withStatus(200));
    facts.close("100", ToldFacts.BUSY);
    round();
    LoggedRequest request = received().getFirst();
    String signature = request.getHeader("Obzvon-Signature");
    String time = signature.substring(2, signature.indexOf(','));
    assertThat(time).isEqualTo(Long.toString(NOON.getEpochSecond()));
    byte[] signed = (time + "." + request.getBodyAsString()).getBytes(StandardCharsets.UTF_8);
    assertThat(signature).endsWith(",v1=" + hmac(webhook.secret().reveal().getBytes(StandardCharsets.UTF_8), signed));
  }

  /// HMAC as RFC 2104 defines it, from the bare hash.
  private static String hmac(byte[] key, byte[] message) throws Exception {
    byte[] inner = new byte[64];
    byte[] outer = new byte[64];
    for (int i = 0; i < 64; i++) {
      int k = i < key.length ? key[i] : 0;
      inner[i] = (byte) (k ^ 0x36);
      outer[i] = (byte) (k ^ 0x5c);
    }
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(inner);
    byte[] first = sha.digest(message);
    sha.update(outer);
    return HexFormat.of().formatHex(sha.digest(first));
  }

  @Test
  void a_receiver_that_is_broken_for_a_while_gets_the_same_delivery_later() {
    facts.close("100", ToldFacts.BUSY);
    answers(aResponse().withStatus(503).withBody("maintenance"));
    round();
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().last().orElseThrow().words()).isEqualTo("maintenance");
    assertThat(only().dueAt()).isEqualTo(NOON.plusSeconds(10));
    round();
    assertThat(received()).as("not before its time").hasSize(1);
    clock.tick(Duration.ofSeconds(10));
    answers(aResponse().withStatus(200));
    round();
    assertThat(only().state()).isEqualTo(State.DELIVERED);
    assertThat(received()).extracting(request -> request.getHeader("Obzvon-Delivery")).containsOnly(only().id().toString());
    assertThat(received()).extracting(LoggedRequest::getBodyAsString).hasSize(2).containsOnly(received().getFirst().getBodyAsString());
  }

  @Test
  void a_receiver_that_refuses_to_the_end_is_given_up_and_shown_as_dead() {
    answers(aResponse().withStatus(404).withBody("<script>alert(1)</script>"));
    facts.close("100", ToldFacts.BUSY);
    round();
    clock.tick(Duration.ofSeconds(10));
    round();
    assertThat(only().state()).isEqualTo(State.DEAD);
    assertThat(only().tries()).isEqualTo(2);
    assertThat(only().last().orElseThrow().status()).contains(404);
  }

  @Test
  void a_receiver_that_keeps_silent_is_left_after_the_stated_time() {
    answers(aResponse().withStatus(200).withFixedDelay(5_000));
    facts.close("100", ToldFacts.BUSY);
    round();
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().last().orElseThrow().status()).isEmpty();
  }

  @Test
  void a_receiver_that_drips_its_answer_is_left_after_the_stated_time() {
    answers(aResponse().withStatus(200).withBody("x".repeat(1_000)).withChunkedDribbleDelay(20, 5_000));
    facts.close("100", ToldFacts.BUSY);
    round();
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().last().orElseThrow().words()).contains("within");
  }

  @Test
  void of_an_endless_answer_only_the_beginning_is_read() {
    answers(aResponse().withStatus(200).withBody("y".repeat(20_000_000)));
    facts.close("100", ToldFacts.BUSY);
    round();
    assertThat(only().state()).isEqualTo(State.DELIVERED);
    assertThat(only().last().orElseThrow().words()).hasSize(500);
  }

  @Test
  void a_connection_that_breaks_is_no_answer() {
    answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    facts.close("100", ToldFacts.BUSY);
    round();
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().last().orElseThrow().status()).isEmpty();
  }

  @Test
  void a_redirect_is_not_followed() {
    answers(aResponse().withStatus(307).withHeader("Location", receiver.baseUrl() + "/elsewhere"));
    facts.close("100", ToldFacts.BUSY);
    round();
    receiver.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    assertThat(only().last().orElseThrow().status()).contains(307);
    assertThat(only().state()).isEqualTo(State.WAITING);
  }

  @Test
  void a_host_that_leads_into_the_private_network_is_not_called() {
    facts.close("100", ToldFacts.BUSY);
    worker("a", new HttpCourier(new Targets(Set.of(), Set.of()), TIMEOUT)).run(() -> {});
    assertThat(received()).isEmpty();
    assertThat(only().last().orElseThrow().words()).contains("private network");
  }

  /// The first worker dies after the receiver was told and before that is written down.
  @Test
  void a_worker_that_dies_after_it_told_is_replaced_and_the_receiver_knows_the_second_copy_by_its_id() {
    answers(aResponse().withStatus(200));
    facts.close("100", ToldFacts.BUSY);
    Courier real = new HttpCourier(targets, TIMEOUT);
    worker(
            "dies",
            parcel -> {
              real.post(parcel);
              throw new IllegalStateException("killed");
            })
        .run(() -> {});
    assertThat(only().state()).isEqualTo(State.SENDING);
    worker("b", real).run(() -> {});
    assertThat(received()).as("the lease still holds").hasSize(1);
    clock.tick(Duration.ofMinutes(2).plusSeconds(1));
    worker("b", real).run(() -> {});
    assertThat(only().state()).isEqualTo(State.DELIVERED);
    assertThat(received()).hasSize(2);
    assertThat(received()).extracting(request -> request.getHeader("Obzvon-Delivery")).containsOnly(only().id().toString());
  }

  @Test
  void two_workers_side_by_side_tell_each_fact_once() throws Exception {
    answers(aResponse().withStatus(200));
    for (int i = 0; i < 40; i++) {
      facts.close("n" + i, ToldFacts.BUSY);
    }
    Courier courier = new HttpCourier(targets, Duration.ofSeconds(10));
    List<Thread> threads = new ArrayList<>();
    for (String node : List.of("a", "b")) {
      DeliveryRound worker = worker(node, courier);
      threads.add(
          Thread.ofVirtual().start(
              () -> {
                int idle = 0;
                while (idle < 3) {
                  idle = worker.run(() -> {}) == 0 ? idle + 1 : 0;
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    worker("c", courier).run(() -> {});
    assertThat(received()).extracting(request -> request.getHeader("Obzvon-Delivery")).hasSize(40).doesNotHaveDuplicates();
    assertThat(deliveries.counts().waiting()).isZero();
  }
}
