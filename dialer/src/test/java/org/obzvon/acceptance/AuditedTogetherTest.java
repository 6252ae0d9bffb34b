package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.API_KEY;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_FILE;
import static org.obzvon.jooq.Tables.REGISTERED_PLAN;
import static org.obzvon.jooq.Tables.STAFF_SESSION;
import static org.obzvon.jooq.Tables.STAFF_USER;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.jooq.Tables.WEBHOOK;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.fixture.TestApi;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.staff.Role;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.jooq.JooqApiKeys;
import org.obzvon.webhook.ToldFacts;

/// Tests that neither a page nor a program can change anything while the audit log cannot be written.
@Tag("slow")
class AuditedTogetherTest {
  private static final String PAYMENTS = "external id,account,amount,paid at\np-1,100,500.00,2026-11-24\n";
  private static final String REGISTER = """
      account,name,phones,service state,balance,currency,debt since,language,zone,legal entity
      100001,Ion Rusu,+37369000001,active,-150.00,MDL,2026-11-20,ro,Europe/Chisinau,no
      """;

  @TempDir
  private Path folder;
  private TestConsole console;
  private TestConsole.Visitor olga;
  private TestConsole.Visitor admin;
  private TestConsole.Visitor program;

  @BeforeEach
  void open() {
    console = new TestConsole(folder, TestConsole.noon());
    console.user("ion", Role.OPERATOR, Language.RO);
    olga = console.as(Role.SUPERVISOR);
    admin = console.as(Role.ADMINISTRATOR);
    program = console.program(
        new JooqApiKeys(console.db(), TestConsole.noon())
            .make("program", Set.of(ApiKeyScope.values()), Optional.empty()));
  }

  @AfterEach
  void close() {
    console.close();
  }

  private void breakTheLog() {
    breakTheLog(console.db());
  }

  private static void breakTheLog(DSLContext db) {
    db.execute(
        "create function refuse_entry() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$");
    db.execute("create trigger refuse before insert on audit_entry for each row execute function refuse_entry()");
  }

  private Map<String, String> stored() {
    Map<String, String> stored = new LinkedHashMap<>();
    for (Table<?> table : List.of(CAMPAIGN, SUPPRESSION, CONTACT, STAFF_USER, API_KEY, PAYMENT, PAYMENT_FILE, ACCOUNT,
        WEBHOOK,
        WEBHOOK_DELIVERY)) {
      var fields = table.fieldStream().filter(field -> !field.getName().equals("used_at")).toList();
      stored.put(table.getName(), console.db().select(fields).from(table).orderBy(table.field(0)).fetch().formatCSV());
    }
    stored.put("sessions", "" + console.db().fetchCount(STAFF_SESSION));
    return stored;
  }

  private static void failed(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("disk full");
  }

  private HttpResponse<String> call(String path, String type, String body) {
    return program.raw("POST", path, type, body, Map.of());
  }

  @Test
  void no_command_of_a_page_is_done_without_its_entry() {
    new ToldFacts(console.db()).planned("100");
    olga.post("/campaigns", Map.of("yaml", YamlDefinitionTest.GOOD));
    olga.post("/stops", Map.of("target", "+37369000005", "kind", "DISPUTE", "note", "n"));
    admin.post("/webhooks", Map.of("url", "https://billing.example.md/hook", "event", "OUTCOME"));
    String stop = console.db().fetchSingle(SUPPRESSION).getId().toString();
    String webhook = console.db().fetchSingle(WEBHOOK).getId().toString();
    String key = console.db().fetchSingle(API_KEY).getId().toString();
    breakTheLog();
    Map<String, String> before = stored();
    failed(olga.post("/campaigns", Map.of("yaml", YamlDefinitionTest.GOOD.replace("name: november", "name: other"))));
    for (String command : List.of("start", "pause", "stop")) {
      assertThat(olga.post("/campaigns/november/" + command, Map.of()).statusCode()).isIn(400, 500);
    }
    failed(olga.post("/stops", Map.of("target", "100", "kind", "DISPUTE", "note", "n")));
    failed(olga.post("/stops/" + stop + "/lift", Map.of()));
    failed(admin.post("/users", Map.of("login", "new-one", "name", "N", "role", "AUDITOR", "language", "RO")));
    failed(admin.post("/users/ion", Map.of("name", "N", "role", "AUDITOR", "language", "RO")));
    failed(admin.post("/users/ion/active", Map.of("active", "no")));
    failed(admin.post("/users/ion/password", Map.of()));
    failed(admin.post("/keys", Map.of("name", "other", "scope", "PAYMENTS_WRITE")));
    failed(admin.post("/keys/" + key + "/revoke", Map.of()));
    failed(admin.post("/webhooks", Map.of("url", "https://other.example.md/hook", "event", "OUTCOME")));
    for (String command : List.of("pause", "test", "remove")) {
      failed(admin.post("/webhooks/" + webhook + "/" + command, Map.of()));
    }
    failed(admin.post("/sign-out", Map.of()));
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void no_command_of_a_program_is_done_without_its_entry() {
    new ToldFacts(console.db()).planned("100");
    call("/api/v1/campaigns", "text/yaml", YamlDefinitionTest.GOOD);
    call("/api/v1/suppressions", "application/json", "{\"phone\":\"+37369000005\",\"kind\":\"DISPUTE\"}");
    call("/api/v1/webhooks", "application/json",
        "{\"url\":\"https://billing.example.md/hook\",\"events\":[\"outcome\"]}");
    String stop = console.db().fetchSingle(SUPPRESSION).getId().toString();
    String webhook = console.db().fetchSingle(WEBHOOK).getId().toString();
    breakTheLog();
    Map<String, String> before = stored();
    failed(call("/api/v1/campaigns", "text/yaml", YamlDefinitionTest.GOOD.replace("name: november", "name: other")));
    failed(call("/api/v1/campaigns/november/stop", "application/json", ""));
    failed(call("/api/v1/suppressions", "application/json", "{\"account\":\"100\",\"kind\":\"DISPUTE\"}"));
    failed(call("/api/v1/suppressions/" + stop + "/lift", "application/json", ""));
    failed(call("/api/v1/payments", "text/csv", PAYMENTS));
    failed(call("/api/v1/registers", "text/csv", REGISTER));
    failed(call("/api/v1/webhooks", "application/json",
        "{\"url\":\"https://o.example.md/hook\",\"events\":[\"outcome\"]}"));
    failed(call("/api/v1/webhooks/" + webhook + "/remove", "application/json", ""));
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void a_campaign_is_not_started_and_no_plan_laid_down_without_its_entry() {
    try (TestApi api = new TestApi(folder)) {
      TestApi.Program master = api.master();
      master.post("/api/v1/campaigns", "text/yaml", YamlDefinitionTest.GOOD);
      breakTheLog(api.db());
      assertThat(master.post("/api/v1/campaigns/november/start", "{}").status()).isEqualTo(500);
      assertThat(api.db().fetchSingle(CAMPAIGN).getState()).isEqualTo("DRAFT");
      assertThat(api.db().fetchCount(REGISTERED_PLAN)).isZero();
      api.db().execute("drop trigger refuse on audit_entry");
      assertThat(master.post("/api/v1/campaigns/november/start", "{}").status()).isEqualTo(200);
      assertThat(api.db().fetchCount(REGISTERED_PLAN)).isEqualTo(1);
    }
  }

  @Test
  void an_uploaded_file_is_not_taken_without_its_entry() {
    new ToldFacts(console.db()).planned("100");
    String payments = tried("/payments", PAYMENTS);
    breakTheLog();
    Map<String, String> before = stored();
    olga.post(payments + "/take", Map.of());
    await().until(() -> olga.get(payments).body().contains("class=\"fault\""));
    String register = tried("/register", REGISTER);
    olga.post(register + "/take", Map.of());
    await().until(() -> olga.get(register).body().contains("class=\"fault\""));
    assertThat(stored()).isEqualTo(before);
  }

  private String tried(String page, String file) {
    String place = olga.post(page, Map.of("source", "x")).headers().firstValue("X-Location").orElseThrow();
    olga.raw("POST", place + "/file?name=f.csv", "application/octet-stream", file, Map.of("X-Csrf-Token", olga.csrf()));
    await().until(() -> olga.get(place).body().contains("/take"));
    return place;
  }
}
