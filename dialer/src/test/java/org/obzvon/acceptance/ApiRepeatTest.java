package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.API_ANSWER;
import static org.obzvon.jooq.Tables.API_KEY;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.jooq.Tables.WEBHOOK;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.console.api.IdempotentAnswers;
import org.obzvon.console.api.jooq.JooqIdempotentAnswers;
import org.obzvon.fixture.TestApi;
import org.obzvon.fixture.TestApi.Answer;
import org.obzvon.fixture.TestData;
import org.obzvon.webhook.Courier;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryDecision;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.WebhookEvent;

/// Tests requests that come again, that come together and that come too often.
@Tag("slow")
class ApiRepeatTest {
  private static final String REGISTER = """
      {"rows": [{"account": "1", "name": "Иванов Пётр", "phones": ["+79000000001"], "balance": -650.00, "currency": "RUB",
        "language": "ru", "zone": "Europe/Moscow"}]}""";

  @TempDir
  private Path folder;
  private TestApi api;
  private TestApi.Program master;

  @BeforeEach
  void open() {
    api = new TestApi(folder);
    master = api.master();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_request_with_an_idempotency_key_is_done_once_and_answered_alike_even_after_a_restart() {
    String body = "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\"}";
    Answer first = master.once("key-1", "/api/v1/suppressions", body);
    assertThat(first.status()).isEqualTo(201);
    master.post("/api/v1/suppressions/" + first.json().get("id").asText() + "/lift", "");
    api.restart();
    Answer again = master.once("key-1", "/api/v1/suppressions", body);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(api.db().fetchCount(SUPPRESSION)).isEqualTo(1);
    assertThat(master.once("key-2", "/api/v1/suppressions", body).status()).isEqualTo(201);
    assertThat(api.db().fetchCount(SUPPRESSION)).isEqualTo(2);
  }

  @Test
  void the_secret_of_a_webhook_is_told_once_and_neither_kept_nor_told_to_the_repeated_request() {
    String body = "{\"url\":\"https://billing.example.md/hook\",\"events\":[\"outcome\"]}";
    Answer first = master.once("key-1", "/api/v1/webhooks", body);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().has("secret_withheld")).isFalse();
    String secret = first.json().get("secret").asText();
    assertThat(secret).hasSizeGreaterThan(20);
    assertThat(new String(api.db().fetchSingle(API_ANSWER).getBody(), StandardCharsets.UTF_8)).doesNotContain(secret);
    Answer again = master.once("key-1", "/api/v1/webhooks", body);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
    assertThat(again.json().get("secret_withheld").asBoolean()).isTrue();
    assertThat(again.json().has("secret")).isFalse();
    assertThat(api.db().fetchCount(WEBHOOK)).isEqualTo(1);
  }

  @Test
  void an_idempotency_key_is_refused_for_another_body_or_route_and_belongs_to_its_caller_alone() {
    String body = "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\"}";
    master.once("key-1", "/api/v1/suppressions", body);
    assertThat(master.once("key-1", "/api/v1/suppressions", body.replace("OPT_OUT", "MANUAL")).status()).isEqualTo(422);
    assertThat(master.once("key-1", "/api/v1/payments", body).status()).isEqualTo(422);
    Answer ofAnother = api.master().once("key-1", "/api/v1/suppressions", body);
    assertThat(ofAnother.status()).isEqualTo(201);
    assertThat(ofAnother.header("Idempotency-Replayed")).isEmpty();
    assertThat(api.db().fetchCount(SUPPRESSION)).isEqualTo(1);
  }

  @Test
  void a_refusal_is_kept_too_and_a_key_is_new_again_after_a_day() {
    String body = "{\"account\":\"100\",\"kind\":\"OPT_OUT\"}";
    assertThat(master.once("key-1", "/api/v1/suppressions", body).status()).isEqualTo(400);
    new TestData(api.db()).debtor("100", ToldFacts.DAY);
    assertThat(master.once("key-1", "/api/v1/suppressions", body).status()).isEqualTo(400);
    api.clock().tick(Duration.ofHours(24).plusSeconds(1));
    assertThat(master.once("key-1", "/api/v1/suppressions", body).status()).isEqualTo(201);
  }

  @Test
  void of_many_equal_requests_at_once_one_is_done_and_the_others_wait_or_get_its_answer() throws Exception {
    List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(Thread.ofVirtual()
          .start(() -> answers.add(master.once("key-1", "/api/v1/registers", REGISTER).status())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(answers).hasSize(8).contains(200).allMatch(status -> status == 200 || status == 409);
    Answer after = master.once("key-1", "/api/v1/registers", REGISTER);
    assertThat(after.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(after.json().get("accepted").asInt()).isEqualTo(1);
    assertThat(api.db().fetchCount(AUDIT_ENTRY)).as("it was done once").isEqualTo(1);
  }

  @Test
  void a_key_that_asks_too_often_waits_and_others_do_not() {
    for (int i = 0; i < 100; i++) {
      assertThat(master.get("/api/v1/campaigns").status()).isEqualTo(200);
    }
    Answer refused = master.get("/api/v1/campaigns");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(api.master().get("/api/v1/campaigns").status()).isEqualTo(200);
    api.clock().tick(Duration.ofMillis(100));
    assertThat(master.get("/api/v1/campaigns").status()).isEqualTo(200);
  }

  @Test
  void requests_are_counted_by_the_routes_own_pattern_and_never_by_what_was_asked_for() {
    master.get("/api/v1/campaigns/" + UUID.randomUUID());
    master.get("/api/v1/no-such-" + UUID.randomUUID());
    String metrics = api.nobody().get("/prometheus").text();
    assertThat(metrics)
        .contains("obzvon_api_requests_total{route=\"/api/v1/campaigns/{name}\",status=\"404\"} 1.0")
        .contains("obzvon_api_requests_total{route=\"none\",status=\"404\"} 1.0");
    assertThat(metrics.lines().filter(line -> line.startsWith("obzvon_api")).toList())
        .noneMatch(line -> line.contains("no-such"));
  }

  @Test
  void a_request_whose_process_died_holds_its_key_for_a_while_and_is_then_carried_out() throws Exception {
    String body = "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\"}";
    byte[] sha = MessageDigest.getInstance("SHA-256")
        .digest(("POST /api/v1/suppressions\n" + body).getBytes(StandardCharsets.UTF_8));
    UUID key = api.db().fetchSingle(API_KEY).getId();
    new JooqIdempotentAnswers(api.db(), api.clock()).begin(new IdempotentAnswers.Asked(key, "key-1", sha));
    assertThat(master.once("key-1", "/api/v1/suppressions", body).status()).isEqualTo(409);
    assertThat(api.db().fetchCount(SUPPRESSION)).isZero();
    api.clock().tick(IdempotentAnswers.HELD);
    assertThat(master.once("key-1", "/api/v1/suppressions", body).status()).isEqualTo(201);
    assertThat(api.db().fetchCount(SUPPRESSION)).isEqualTo(1);
  }

  @Test
  void what_is_told_to_other_programs_is_counted_by_event_and_end_for_as_long_as_the_service_runs() {
    api.http().webhooks(() -> new Deliveries.Counts(3, 1))
        .accept(WebhookEvent.OUTCOME, new DeliveryDecision.GivenUp(new Courier.Answer.Answered(404, "<b>")));
    System.gc();
    assertThat(api.nobody().get("/prometheus").text())
        .contains("obzvon_webhook_deliveries{state=\"WAITING\"} 3.0")
        .contains("obzvon_webhook_deliveries{state=\"DEAD\"} 1.0")
        .contains("obzvon_webhook_tries_total{end=\"GIVEN_UP\",event=\"outcome\"} 1.0");
  }
}
