package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.LOOK;
import static org.obzvon.jooq.Tables.PAYMENT;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.ContactState;
import org.obzvon.fixture.TestApi;
import org.obzvon.fixture.TestApi.Answer;
import org.obzvon.webhook.ToldFacts;

/// Tests what another program can do with the API, from the register to the comparison.
@Tag("slow")
class ApiFlowTest {
  private static final String ROW = "{\"account\":\"%s\",\"name\":\"Иванов Пётр\",\"phones\":[\"%s\"],\"service_state\":\"active\",\"balance\":-650.00,"
      + "\"currency\":\"RUB\",\"debt_since\":\"2026-11-01\",\"language\":\"ru\",\"zone\":\"Europe/Moscow\"}";

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

  private static String rows(String... rows) {
    return "{\"rows\":[" + String.join(",", rows) + "]}";
  }

  private static String row(int number) {
    return ROW.formatted(number, "+7900" + String.format("%07d", number));
  }

  private JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
    return answer.json();
  }

  @Test
  void a_register_of_json_rows_is_taken_and_its_rejected_rows_are_named() {
    JsonNode told = ok(master.post("/api/v1/registers", rows(row(1), ROW.formatted("2", "no number"), row(3))));
    assertThat(told.get("accepted").asInt()).isEqualTo(2);
    assertThat(told.get("rejected").asInt()).isEqualTo(1);
    assertThat(told.at("/rejections/0/row").asInt()).isEqualTo(1);
    assertThat(told.at("/rejections/0/column").asText()).isEqualTo("phones");
    assertThat(api.db().fetchCount(ACCOUNT)).isEqualTo(2);
    assertThat(api.db().select(AUDIT_ENTRY.ACTOR).from(AUDIT_ENTRY).fetch(AUDIT_ENTRY.ACTOR))
        .containsExactly("test program");
  }

  @Test
  void a_register_as_a_table_is_taken_like_on_the_command_line_and_a_dry_run_changes_nothing() {
    String table = "account;name;phones;balance;currency;language;debt since;zone\n"
        + "1;Иванов;+79000000001;-650,00;RUB;ru;01.11.2026;Europe/Moscow\n"
        + "2;Петров;+79000000002;x;RUB;ru;01.11.2026;Europe/Moscow\n";
    JsonNode dry = ok(master.post("/api/v1/registers?dry_run=true&source=1c", "text/csv; charset=utf-8", table));
    assertThat(dry.get("dry_run").asBoolean()).isTrue();
    assertThat(dry.get("accepted").asInt()).isEqualTo(1);
    assertThat(dry.at("/rejections/0/line").asInt()).isEqualTo(3);
    assertThat(dry.at("/rejections/0/column").asText()).isEqualTo("balance");
    assertThat(api.db().fetchCount(ACCOUNT)).isZero();
    ok(master.post("/api/v1/registers?source=1c", "text/csv", table));
    assertThat(api.db().fetchCount(ACCOUNT)).isEqualTo(1);
    JsonNode again = ok(master.post("/api/v1/registers?source=1c", "text/csv", table));
    assertThat(again.get("already_taken_at").asText()).isEqualTo(TestApi.NOON.toString());
  }

  @Test
  void a_register_of_which_no_row_can_be_taken_is_refused_with_every_reason_and_empties_nothing() {
    ok(master.post("/api/v1/registers", rows(row(1))));
    Answer refused = master.post("/api/v1/registers",
        rows(ROW.formatted("2", "none"), ROW.formatted("", "+79000000003")));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("problems").findValuesAsText("where"))
        .contains("body: rows[0].phones", "body: rows[1].account");
    assertThat(refused.text()).doesNotContain("/tmp").doesNotContain("obzvon-api");
    assertThat(api.db().fetchSingle(ACCOUNT).getLeftRegisterOn()).isNull();
  }

  @Test
  void a_payment_is_taken_once_and_calls_off_the_contacts_of_who_has_paid() {
    ToldFacts facts = new ToldFacts(api.db());
    facts.planned("100");
    String body = "{\"rows\":[{\"external_id\":\"p-1\",\"account\":\"100\",\"amount\":500.00,\"paid_at\":\"2026-11-24T09:00:00Z\"}]}";
    JsonNode told = ok(master.post("/api/v1/payments", body));
    assertThat(told.get("taken").asInt()).isEqualTo(1);
    assertThat(told.get("contacts_withdrawn").asInt()).isEqualTo(1);
    assertThat(api.db().fetchSingle(CONTACT).getState()).isEqualTo(ContactState.WITHDRAWN.name());
    JsonNode again = ok(master.post("/api/v1/payments", body));
    assertThat(again.get("taken").asInt()).isZero();
    assertThat(again.get("known").asInt()).isEqualTo(1);
    assertThat(api.db().fetchCount(PAYMENT)).isEqualTo(1);
    JsonNode other = ok(master.post("/api/v1/payments", body.replace("500.00", "501.00")));
    assertThat(other.get("rejected").asInt()).isEqualTo(1);
    assertThat(other.at("/rejections/0/row").asInt()).isZero();
    assertThat(other.at("/rejections/0/column").asText()).isEqualTo("external id");
  }

  @Test
  void a_campaign_goes_from_draft_to_stopped_and_refuses_what_its_state_does_not_allow() {
    ok(master.post("/api/v1/registers", rows(row(1), row(2), row(3))));
    Answer created = master.post("/api/v1/campaigns", "application/yaml", YamlDefinitionTest.GOOD);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().get("state").asText()).isEqualTo("DRAFT");
    assertThat(master.post("/api/v1/campaigns", "application/yaml", YamlDefinitionTest.GOOD).status()).isEqualTo(409);
    assertThat(ok(master.get("/api/v1/campaigns")).get("items")).hasSize(1);
    assertThat(ok(master.get("/api/v1/campaigns/november/dry-run")).get("overdue").asInt()).isEqualTo(3);
    assertThat(master.post("/api/v1/campaigns/november/pause", "").status()).isEqualTo(409);
    assertThat(ok(master.post("/api/v1/campaigns/november/start", "")).get("state").asText()).isEqualTo("RUNNING");
    assertThat(master.post("/api/v1/campaigns/november/start", "{}").status()).isEqualTo(409);
    assertThat(ok(master.post("/api/v1/campaigns/november/pause", "{}")).get("state").asText()).isEqualTo("PAUSED");
    assertThat(ok(master.post("/api/v1/campaigns/november/stop", "")).get("state").asText()).isEqualTo("STOPPED");
    assertThat(master.post("/api/v1/campaigns/november/start", "").status()).isEqualTo(409);
    assertThat(ok(master.get("/api/v1/campaigns/november")).get("state").asText()).isEqualTo("STOPPED");
  }

  @Test
  void a_campaign_too_small_for_its_effect_starts_only_when_that_is_asked_for() {
    String file = YamlDefinitionTest.GOOD.replace("paid: 0.45}", "paid: 0.45, effect: 0.05}");
    ok(master.post("/api/v1/registers", rows(row(1), row(2))));
    assertThat(master.post("/api/v1/campaigns", "text/yaml", file).status()).isEqualTo(201);
    Answer refused = master.post("/api/v1/campaigns/november/start", "{}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("detail").asText()).contains("is too small");
    assertThat(ok(master.get("/api/v1/campaigns/november")).get("state").asText()).isEqualTo("DRAFT");
    ok(master.post("/api/v1/campaigns/november/start", "{\"underpowered_anyway\": true}"));
  }

  @Test
  void every_contact_and_outcome_is_on_exactly_one_page_whatever_comes_in_between() {
    ToldFacts facts = new ToldFacts(api.db());
    for (int i = 0; i < 25; i++) {
      facts.close("n" + i, ToldFacts.BUSY);
    }
    for (String list : List.of("contacts", "outcomes")) {
      List<String> seen = new ArrayList<>();
      String cursor = "";
      for (int page = 0; page < 5; page++) {
        JsonNode told = ok(master.get("/api/v1/" + list + "?campaign=december&limit=10" + cursor));
        told.get("items").forEach(item -> seen.add(item.get("account").asText()));
        if (!told.has("next")) {
          break;
        }
        cursor = "&cursor=" + told.get("next").asText();
        if (page == 0) {
          facts.close("late-" + list, ToldFacts.BUSY);
        }
      }
      assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(25);
      for (int i = 0; i < 25; i++) {
        assertThat(seen).contains("n" + i);
      }
    }
    JsonNode one = ok(master.get("/api/v1/outcomes?account=n7"));
    assertThat(one.at("/items/0/outcome").asText()).isEqualTo("NOT_REACHED");
    assertThat(one.at("/items/0/detail").asText()).isEqualTo("BUSY");
    assertThat(ok(master.get("/api/v1/outcomes?from=2026-11-19T00:00:00Z")).get("items")).isEmpty();
  }

  @Test
  void a_cursor_of_another_list_or_filter_is_refused() {
    ToldFacts facts = new ToldFacts(api.db());
    for (int i = 0; i < 3; i++) {
      facts.close("n" + i, ToldFacts.BUSY);
    }
    String next = ok(master.get("/api/v1/outcomes?limit=1")).get("next").asText();
    assertThat(master.get("/api/v1/outcomes?limit=2&cursor=" + next).status()).isEqualTo(200);
    assertThat(master.get("/api/v1/outcomes?campaign=december&cursor=" + next).status()).isEqualTo(400);
    assertThat(master.get("/api/v1/contacts?cursor=" + next).status()).isEqualTo(400);
  }

  @Test
  void a_stop_entry_is_in_force_when_it_is_answered_and_can_be_lifted_once() {
    ToldFacts facts = new ToldFacts(api.db());
    facts.planned("100");
    Answer added = master.post("/api/v1/suppressions",
        "{\"account\":\"100\",\"kind\":\"DISPUTE\",\"note\":\"жалоба\",\"until\":\"2026-12-31\"}");
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().get("account").asText()).isEqualTo("100");
    assertThat(added.json().get("source").asText()).isEqualTo("test program");
    assertThat(api.db().fetchSingle(CONTACT).getState()).isEqualTo(ContactState.WITHDRAWN.name());
    ok(master.post("/api/v1/suppressions", "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\"}"));
    JsonNode first = ok(master.get("/api/v1/suppressions?limit=1"));
    JsonNode second = ok(master.get("/api/v1/suppressions?limit=1&cursor=" + first.get("next").asText()));
    assertThat(first.at("/items/0/id")).isNotEqualTo(second.at("/items/0/id"));
    assertThat(second.has("next")).isFalse();
    String path = "/api/v1/suppressions/" + added.json().get("id").asText();
    assertThat(ok(master.post(path + "/lift", "")).get("lifted_at").asText()).isEqualTo(TestApi.NOON.toString());
    assertThat(master.post(path + "/lift", "").status()).isEqualTo(409);
    assertThat(ok(master.get(path)).has("lifted_at")).isTrue();
    assertThat(ok(master.get("/api/v1/suppressions")).get("items")).hasSize(1);
    assertThat(ok(master.get("/api/v1/suppressions?all=true")).get("items")).hasSize(2);
  }

  @Test
  void an_account_is_explained_and_the_look_is_logged() {
    ToldFacts facts = new ToldFacts(api.db());
    facts.close("100/a", ToldFacts.PROMISED);
    JsonNode told = ok(master.get("/api/v1/accounts/100%2Fa/explanation"));
    assertThat(told.at("/account/number").asText()).isEqualTo("100/a");
    assertThat(told.at("/account/owes/amount").asText()).isEqualTo("500.00");
    assertThat(told.at("/now/notes/0/code").asText()).as("no campaign that runs").isEqualTo("status.no-campaign");
    assertThat(told.at("/promises/0/day").asText()).isEqualTo("2026-11-20");
    assertThat(told.at("/attempts/0/outcome").asText()).isEqualTo("REACHED PROMISED FORGOT");
    assertThat(told.at("/contacts/0/state").asText()).isEqualTo("DONE");
    assertThat(api.db().fetchSingle(AUDIT_ENTRY).getSubject()).isEqualTo("account 100/a");
  }

  @Test
  void a_comparison_is_the_one_of_the_command_line_and_the_look_is_recorded() {
    ok(master.post("/api/v1/registers", rows(row(1), row(2), row(3), row(4))));
    ok(master.post("/api/v1/campaigns", "text/yaml", YamlDefinitionTest.GOOD));
    assertThat(master.get("/api/v1/campaigns/november/comparison").status()).as("nobody is enrolled yet")
        .isEqualTo(400);
    ok(master.post("/api/v1/campaigns/november/start", ""));
    api.tick("november");
    JsonNode report = ok(master.get("/api/v1/campaigns/november/comparison"));
    assertThat(report.has("arms")).isTrue();
    assertThat(report.at("/campaign/name").asText()).isEqualTo("november");
    assertThat(api.db().fetchCount(LOOK)).isEqualTo(1);
  }
}
