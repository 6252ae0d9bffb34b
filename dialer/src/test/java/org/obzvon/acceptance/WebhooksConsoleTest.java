package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.WEBHOOK;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.fixture.TestConsole;
import org.obzvon.staff.Role;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.jooq.JooqApiKeys;
import org.obzvon.webhook.Courier.Answer;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.Deliveries.Due;
import org.obzvon.webhook.DeliveryDecision;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.jooq.JooqDeliveries;

/// Tests webhooks as an administrator manages them on the page and a program by the API.
@Tag("slow")
class WebhooksConsoleTest {
  private static final String URL = "https://billing.example.md/obzvon";
  @TempDir
  private Path folder;
  private TestConsole console;
  private TestConsole.Visitor admin;

  @BeforeEach
  void open() {
    console = new TestConsole(folder, TestConsole.noon());
    admin = console.as(Role.ADMINISTRATOR);
  }

  @AfterEach
  void close() {
    console.close();
  }

  private String added() {
    HttpResponse<String> page = admin.post("/webhooks", Map.of("url", URL, "event", "OUTCOME"));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    Matcher secret = Pattern.compile("id=\"secret\">([^<]{43})<").matcher(page.body());
    assertThat(secret.find()).isTrue();
    assertThat(admin.get("/webhooks").body()).contains(URL).doesNotContain(secret.group(1));
    return "/webhooks/" + console.db().fetchSingle(WEBHOOK).getId();
  }

  private List<String> actions() {
    return console.db().select(AUDIT_ENTRY.ACTION).from(AUDIT_ENTRY).where(AUDIT_ENTRY.ACTION.startsWith("webhook"))
        .orderBy(AUDIT_ENTRY.ID).fetch(AUDIT_ENTRY.ACTION);
  }

  /// Delivers as the running service does, with this verdict of the receiver.
  private void sent(DeliveryDecision verdict) {
    Deliveries deliveries = new JooqDeliveries(console.db(), 20);
    Due due = deliveries.lease(new Deliveries.Lease("a", NOON, NOON.plusSeconds(60), Set.of(), 8)).getFirst();
    assertThat(deliveries.settle(due, verdict, NOON)).isTrue();
  }

  @Test
  void an_administrator_adds_one_tests_it_sees_what_came_of_it_and_ends_it() {
    String place = added();
    admin.post(place + "/test", Map.of());
    assertThat(admin.get(place).body()).contains("waits");
    sent(new DeliveryDecision.Again(new Answer.Answered(503, "<b>later</b>"), NOON.plusSeconds(10)));
    assertThat(admin.get(place).body()).contains("503").contains("&lt;b&gt;later").contains("18.11.2026");
    console.db().update(WEBHOOK_DELIVERY).set(WEBHOOK_DELIVERY.DUE_AT, NOON).execute();
    sent(new DeliveryDecision.GivenUp(new Answer.NoAnswer("not called: the host stands in a private network")));
    assertThat(admin.get(place).body()).contains("given up").contains("private network").contains("Send again");
    String delivery = console.db().fetchSingle(WEBHOOK_DELIVERY).getId().toString();
    admin.post(place + "/redeliver", Map.of("delivery", delivery));
    sent(new DeliveryDecision.Arrived(new Answer.Answered(204, "")));
    assertThat(admin.get(place).body()).contains("arrived").contains("204");
    admin.post(place + "/pause", Map.of());
    assertThat(admin.get(place).body()).contains("paused").contains("/resume");
    admin.post(place + "/test", Map.of());
    admin.post(place + "/resume", Map.of());
    admin.post(place + "/remove", Map.of());
    assertThat(admin.get(place).statusCode()).isEqualTo(404);
    assertThat(actions())
        .as("a test of a paused one was not sent")
        .containsExactly(
            "webhook add", "webhook test", "webhook redeliver", "webhook pause", "webhook resume", "webhook remove");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "https://[::1]/", "https://[::ffff:10.0.0.1]/",
    "http://localhost:8787/",
    "http://x.localhost/", "http://169.254.169.254/latest/meta-data/", "http://metadata.google.internal/",
    "http://10.0.0.1/",
    "ftp://billing.example.md/", "javascript:alert(1)", "https://u:p@billing.example.md/",
    "https://billing.example.md/#x", "x"})
  void an_address_that_only_this_service_can_reach_or_that_is_none_is_refused(String url) {
    HttpResponse<String> page = admin.post("/webhooks", Map.of("url", url, "event", "OUTCOME"));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("class=\"fault\"");
    assertThat(master().raw("POST", "/api/v1/webhooks", "application/json",
        "{\"url\":\"" + url + "\",\"events\":[\"outcome\"]}", Map.of()).statusCode()).isEqualTo(400);
    assertThat(console.db().fetchCount(WEBHOOK)).isZero();
    assertThat(actions()).isEmpty();
  }

  @Test
  void an_auditor_sees_and_changes_nothing_and_a_supervisor_sees_nothing() {
    String place = added();
    TestConsole.Visitor auditor = console.as(Role.AUDITOR);
    assertThat(auditor.get(place).body()).contains(URL).doesNotContain("action=\"" + place);
    assertThat(auditor.post(place + "/pause", Map.of()).statusCode()).isEqualTo(403);
    assertThat(console.as(Role.SUPERVISOR).get(place).statusCode()).isEqualTo(403);
  }

  private TestConsole.Visitor master() {
    return console.program(
        new JooqApiKeys(console.db(), TestConsole.noon())
            .make("billing", Set.of(ApiKeyScope.WEBHOOKS_WRITE), Optional.empty()));
  }

  @Test
  void a_program_adds_one_gets_its_secret_once_follows_and_repeats_what_was_sent() {
    TestConsole.Visitor program = master();
    String added = program.raw("POST", "/api/v1/webhooks", "application/json",
        "{\"url\":\"" + URL + "\",\"events\":[\"outcome\"]}", Map.of()).body();
    assertThat(added).containsPattern("\"secret\":\"[\\w-]{43}\"");
    String place = "/api/v1/webhooks/" + console.db().fetchSingle(WEBHOOK).getId();
    assertThat(program.get(place).body()).contains(URL).doesNotContain("secret");
    new ToldFacts(console.db()).close("100", ToldFacts.BUSY);
    assertThat(program.get("/api/v1/webhook-deliveries?state=WAITING").body())
        .contains("\"event\":\"outcome\"", "\"tries\":0");
    String delivery = console.db().fetchSingle(WEBHOOK_DELIVERY).getId().toString();
    String again = "/api/v1/webhook-deliveries/" + delivery + "/redeliver";
    assertThat(command(program, again)).as("it is not over").isEqualTo(404);
    sent(new DeliveryDecision.GivenUp(new Answer.Answered(410, "gone")));
    assertThat(program.get("/api/v1/webhook-deliveries?webhook=" + place.substring(17)).body())
        .contains("\"status\":410", "\"answer\":\"gone\"");
    assertThat(program.get("/api/v1/webhook-deliveries?before=" + delivery).body()).isEqualTo("{\"items\":[]}");
    assertThat(command(program, again)).isEqualTo(200);
    assertThat(command(program, place + "/pause")).isEqualTo(200);
    assertThat(command(program, place + "/pause")).isEqualTo(409);
    assertThat(command(program, place + "/test")).isEqualTo(409);
    assertThat(command(program, place + "/resume")).isEqualTo(200);
    assertThat(command(program, place + "/test")).isEqualTo(200);
    assertThat(command(program, place + "/remove")).isEqualTo(200);
    assertThat(command(program, place + "/remove")).isEqualTo(404);
    assertThat(actions())
        .containsExactly(
            "webhook add", "webhook redeliver", "webhook pause", "webhook resume", "webhook test", "webhook remove");
  }

  private static int command(TestConsole.Visitor program, String path) {
    return program.raw("POST", path, "application/json", "", Map.of()).statusCode();
  }
}
