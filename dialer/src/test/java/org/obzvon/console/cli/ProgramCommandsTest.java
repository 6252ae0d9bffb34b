package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.API_KEY;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.commands.ApiKeyUseCases;
import org.obzvon.commands.WebhookUseCases;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.jooq.JooqApiKeys;
import org.obzvon.staff.jooq.JooqAuditLog;
import org.obzvon.webhook.Courier.Answer;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryDecision;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.Targets;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.Webhooks;
import org.obzvon.webhook.jooq.JooqDeliveries;
import org.obzvon.webhook.jooq.JooqDeliveryLog;
import org.obzvon.webhook.jooq.JooqWebhooks;
import picocli.CommandLine;

/// Tests `api-key` and `webhook` as a person enters them.
@Tag("slow")
class ProgramCommandsTest {
  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final JooqApiKeys keys = new JooqApiKeys(db, clock);
  private final Webhooks webhooks = new JooqWebhooks(db, new Targets(Set.of(), Set.of()), clock);
  private final Deliveries deliveries = new JooqDeliveries(db, 20);
  private final DeliveryLog log = new JooqDeliveryLog(db, clock);

  private String run(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    int code = new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((fault, _, _) -> {
          throw fault;
        })
        .execute(arguments);
    assertThat(code).as(out.toString()).isZero();
    return out.toString();
  }

  private String key(String... arguments) {
    return run(new ApiKeyCommand(() -> new ApiKeyUseCases(keys, new JooqAuditLog(db, clock))), arguments);
  }

  private String webhook(String... arguments) {
    return run(new WebhookCommand(() -> new WebhookUseCases(webhooks, log, new JooqAuditLog(db, clock))), arguments);
  }

  @Test
  void a_key_is_shown_once_works_until_it_is_revoked_and_both_are_logged() {
    String told = key("create", "billing", "--scopes", "payments:write,campaigns:read");
    String secret = told.lines().findFirst().orElseThrow().substring("key ".length());
    assertThat(secret).startsWith("obz_").hasSizeGreaterThan(43);
    assertThat(db.fetchSingle(API_KEY).toString()).doesNotContain(secret);
    assertThat(keys.find(secret).orElseThrow().scopes())
        .containsExactlyInAnyOrder(ApiKeyScope.PAYMENTS_WRITE, ApiKeyScope.CAMPAIGNS_READ);
    assertThat(key("list")).contains("billing", "payments:write", "last used 2026-11-18").doesNotContain(secret);
    String id = db.fetchSingle(API_KEY).getId().toString();
    assertThat(key("revoke", id)).contains("revoked");
    assertThat(keys.find(secret)).isEmpty();
    assertThatThrownBy(() -> key("revoke", id)).hasStackTraceContaining("no key in force has this id");
    assertThat(db.select(AUDIT_ENTRY.ACTION).from(AUDIT_ENTRY).orderBy(AUDIT_ENTRY.ID).fetch(AUDIT_ENTRY.ACTION))
        .containsExactly("key make", "key revoke");
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "", "payments:write;drop", "PAYMENTS_WRITE", "payments:write,x"})
  void a_scope_that_does_not_exist_makes_no_key(String scopes) {
    assertThatThrownBy(() -> key("create", "billing", "--scopes", scopes))
        .hasStackTraceContaining("is none of registers:write");
    assertThat(db.fetchCount(API_KEY)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u001b[2J", "<b>", "a\nb"})
  void a_name_that_could_harm_a_list_makes_no_key(String name) {
    assertThatThrownBy(() -> key("create", name, "--scopes", "payments:write"))
        .hasStackTraceContaining("must be 1 to 60 letters");
  }

  @Test
  void a_webhook_is_added_listed_followed_retried_and_removed() {
    String told = webhook("add", "https://billing.example.md/obzvon", "--events",
        "outcome,promise,opt-out,ticket.opened,ticket.closed");
    String secret = webhooks.list().getFirst().secret().reveal();
    assertThat(told).contains("secret " + secret);
    assertThat(webhook("list")).contains("https://billing.example.md/obzvon",
        "outcome, promise, opt-out, ticket.opened, ticket.closed").doesNotContain(secret);
    new ToldFacts(db).close("100", ToldFacts.BUSY);
    assertThat(webhook("deliveries")).contains("outcome", "WAITING after 0 tries");
    var due = deliveries.lease(new Deliveries.Lease("a", NOON, NOON.plusSeconds(60), Set.of(), 8)).getFirst();
    deliveries.settle(due, new DeliveryDecision.GivenUp(new Answer.Answered(404, "\u001b[31mno")), NOON);
    assertThat(webhook("deliveries", "--state", "dead")).contains("DEAD after 1 try", "404").doesNotContain("\u001b");
    assertThat(webhook("retry", due.id().toString())).contains("goes out again");
    assertThatThrownBy(() -> webhook("retry", due.id().toString())).hasStackTraceContaining("is over");
    UUID id = webhooks.list().getFirst().id();
    assertThatThrownBy(() -> webhook("enable", id.toString())).hasStackTraceContaining("no paused webhook");
    assertThat(webhook("test", id.toString())).contains("the running service sends it");
    assertThat(webhook("deliveries")).contains("test ", "WAITING after 0 tries");
    assertThat(webhook("pause", id.toString())).contains("paused");
    assertThat(webhook("list")).contains("paused since 2026-11-18");
    assertThatThrownBy(() -> webhook("test", id.toString())).hasStackTraceContaining("is told of anything");
    assertThat(webhook("enable", id.toString())).contains("enabled");
    assertThat(webhook("remove", id.toString())).contains("removed");
    assertThat(db.select(AUDIT_ENTRY.ACTION).from(AUDIT_ENTRY).orderBy(AUDIT_ENTRY.ID).fetch(AUDIT_ENTRY.ACTION))
        .containsExactly("webhook add", "webhook redeliver", "webhook test", "webhook pause", "webhook resume",
            "webhook remove");
    assertThat(webhooks.list()).isEmpty();
    assertThat(log.page(new DeliveryLog.Filter(Optional.of(id), Optional.empty(), Optional.empty(), 5))).hasSize(2);
  }

  @Test
  void a_webhook_with_a_bad_address_or_event_is_refused() {
    for (List<String> bad : List.of(List.of("gopher://x/", "outcome"), List.of("ht tp://x", "outcome"),
        List.of("https://a.md", "all"),
        List.of("https://a.md", "test"), List.of("http://127.0.0.1:8787/x", "outcome"),
        List.of("http://169.254.169.254/", "outcome"),
        List.of("http://[::1]/", "outcome"), List.of("http://localhost/", "outcome"))) {
      assertThatThrownBy(() -> webhook("add", bad.get(0), "--events", bad.get(1))).hasStackTraceContaining("BadInput");
    }
    assertThat(webhooks.list()).isEmpty();
  }
}
