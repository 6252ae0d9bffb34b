package org.obzvon.webhook.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.webhook.Courier;
import org.obzvon.webhook.Deliveries.State;
import org.obzvon.webhook.DeliveryRound;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.WebhookEvent;

/// Tests the path from the closed attempt to the receiver.
@Tag("slow")
class WebhookDeliveryTest extends PlayedReceiver {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void the_receiver_is_told_what_happened_and_the_log_shows_it() throws Exception {
    answers(aResponse().withStatus(204));
    facts.close("100", ToldFacts.BUSY);
    round();
    LoggedRequest request = received().getFirst();
    JsonNode body = JSON.readTree(request.getBody());
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("Obzvon-Event")).isEqualTo("outcome");
    assertThat(body.get("id").asText()).isEqualTo(request.getHeader("Obzvon-Delivery"))
        .isEqualTo(only().id().toString());
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

  /// Computes HMAC as RFC 2104 defines it, from the bare hash.
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
    assertThat(received()).extracting(request -> request.getHeader("Obzvon-Delivery"))
        .containsOnly(only().id().toString());
    assertThat(received()).extracting(LoggedRequest::getBodyAsString).hasSize(2)
        .containsOnly(received().getFirst().getBodyAsString());
  }

  /// The first worker dies after it posts to the receiver and before it stores the result.
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
    assertThat(received()).extracting(request -> request.getHeader("Obzvon-Delivery"))
        .containsOnly(only().id().toString());
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
    assertThat(received()).extracting(request -> request.getHeader("Obzvon-Delivery")).hasSize(40)
        .doesNotHaveDuplicates();
    assertThat(deliveries.counts().waiting()).isZero();
  }
}
