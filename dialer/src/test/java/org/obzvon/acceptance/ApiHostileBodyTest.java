package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.API_ANSWER;
import static org.obzvon.jooq.Tables.PAYMENT;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.fixture.HostileApi;
import org.obzvon.fixture.TestApi.Answer;

/// Tests hostile values in every member of every body.
@Tag("slow")
class ApiHostileBodyTest extends HostileApi {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> ACCOUNT_ROW = Map.of("account", "1", "name", "x", "phones", "+79000000001",
      "balance", "-5", "currency", "RUB", "zone",
      "Europe/Moscow");
  private static final Map<String, String> PAYMENT_ROW = Map.of("external_id", "p", "account", "1", "amount", "5",
      "paid_at", "2026-11-24");
  private static final Map<String, String> STOP = Map.of("phone", "+37369123456", "kind", "OPT_OUT", "note", "x",
      "until", "2026-12-01");

  @TestFactory
  List<DynamicTest> a_hostile_value_in_any_member_of_a_register_row_takes_nothing() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String column : List.of("account", "name", "phones", "address", "district", "service", "tariff",
        "service_state", "balance", "currency", "debt_since", "restriction_date", "language", "zone", "legal_entity",
        "household", "tags")) {
      boolean required = List.of("account", "name", "phones", "balance").contains(column);
      members(column, required, ACCOUNT_ROW).forEach((name, row) -> tests.add(
          refusal(column + ": " + name, () -> master.post("/api/v1/registers", "{\"rows\":[" + row + "]}"), 400)));
    }
    return tests;
  }

  /// The answer is 200 with the row rejected where the program can say which row it is.
  /// No payment is stored in any case.
  @TestFactory
  List<DynamicTest> a_hostile_value_in_any_member_of_a_payment_takes_nothing() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String column : List.of("external_id", "account", "amount", "currency", "paid_at")) {
      members(column, !column.equals("currency"), PAYMENT_ROW)
          .forEach((name, row) -> tests.add(DynamicTest.dynamicTest(column + ": " + name, () -> {
            api.clock().tick(Duration.ofSeconds(10));
            Answer answer = master.post("/api/v1/payments", "{\"rows\":[" + row + "]}");
            if (answer.status() == 200) {
              assertThat(answer.json().get("taken").asInt()).isZero();
              assertThat(answer.json().get("rejected").asInt()).isEqualTo(1);
            } else {
              refused(answer, 400);
            }
            assertThat(api.db().fetchCount(PAYMENT)).isZero();
          })));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> a_hostile_value_in_any_member_of_a_stop_entry_stores_nothing() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String member : List.of("phone", "account", "kind", "until", "note")) {
      Map<String, String> others = new LinkedHashMap<>(STOP);
      if (member.equals("account")) {
        others.remove("phone");
      }
      Map<String, String> bodies = members(member, !member.equals("note"), others);
      bodies.putAll(Map.of("a number", json(others, member, "7"), "a list", json(others, member, "[]")));
      bodies.forEach((name, body) -> tests.add(
          refusal(member + ": " + name, () -> master.post("/api/v1/suppressions", body), 400)));
    }
    for (String body : List.of(
        "{\"kind\":\"OPT_OUT\"}", "{\"phone\":\"+37369123456\",\"account\":\"1\",\"kind\":\"OPT_OUT\"}",
        "{\"phone\":\"+37369123456\"}",
        "{\"phone\":\"+37369123456\",\"kind\":\"opt_out\"}", "{\"phone\":\"069123456\",\"kind\":\"OPT_OUT\"}",
        "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\",\"until\":\"9999-12-31\"}",
        "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\",\"surprise\":1}")) {
      tests.add(refusal(body, () -> master.post("/api/v1/suppressions", body), 400));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> a_hostile_value_in_any_member_of_a_webhook_adds_none() {
    List<DynamicTest> tests = new ArrayList<>();
    members("url", true, Map.of()).forEach((name, body) -> {
      String events = body.substring(0, body.length() - 1) + ",\"events\":[\"outcome\"]}";
      tests.add(refusal("url: " + name, () -> master.post("/api/v1/webhooks", events), 400));
    });
    for (String events : List.of("[]", "\"outcome\"", "[\"test\"]", "[\"all\"]", "[1]", "[null]", "{}",
        "[" + "\"outcome\",".repeat(40) + "\"promise\"]")) {
      String body = "{\"url\":\"https://billing.example.md/\",\"events\":" + events + "}";
      tests.add(refusal("events: " + events, () -> master.post("/api/v1/webhooks", body), 400));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> a_campaign_file_that_is_none_is_refused() {
    List<DynamicTest> tests = new ArrayList<>();
    String other = YamlDefinitionTest.GOOD.replace("name: november", "name: other");
    for (String file : List.of(
        "", "x", "[]", "name: other", "{", "&a [*a]", "!!java.lang.Runtime {}",
        "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]",
        other.replace("name: other", "name: \"../../etc\""), other.replace("name: other", "name: \"o\\0\""),
        other.replace("payment-active", "no-such-script"), other.replace("ru-230fz-overdue", "no-such-policy"),
        other.replace("lines: 20", "lines: 99999999"), other + "surprise: 1\n")) {
      tests.add(refusal(file.lines().findFirst().orElse("empty"),
          () -> master.post("/api/v1/campaigns", "text/yaml", file), 400));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> a_table_that_is_none_is_refused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String path : List.of("/api/v1/registers", "/api/v1/payments")) {
      for (String table : List.of("", "\n\n", "account", "\u0000\u0001\u0002", "a,b\n\"never closed",
          "account,account,amount\n", "PK\u0003\u0004zip")) {
        tests.add(refusal(path + " " + table.length(), () -> master.post(path, "text/csv", table), 400));
      }
    }
    return tests;
  }

  @Test
  void what_only_looks_hostile_is_taken_as_it_is_and_shown_as_text() {
    api.clock().tick(Duration.ofSeconds(10));
    String note = "'; drop table suppression; -- <script>alert(1)</script> =cmd|' /C calc'!A0 ${jndi:ldap://x} {{7*7}}";
    Answer added = master.post("/api/v1/suppressions",
        "{\"phone\":\"+37369999999\",\"kind\":\"MANUAL\",\"note\":" + JSON.valueToTree(note) + "}");
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(added.json().get("note").asText()).isEqualTo(note);
    assertThat(added.header("Content-Type")).isEqualTo("application/json");
    assertThat(added.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(api.db().fetchCount(API_ANSWER)).as("a refused idempotency key keeps nothing").isZero();
  }

  /// Returns the object with one member made hostile in each way.
  private static Map<String, String> members(String member, boolean required, Map<String, String> others) {
    Map<String, String> bodies = new LinkedHashMap<>();
    HOSTILE.forEach((name, value) -> {
      if (required || !value.isEmpty()) {
        bodies.put(name, json(others, member, quoted(value)));
      }
    });
    bodies.put("an object", json(others, member, "{\"$ne\":1}"));
    bodies.put("deep", json(others, member, "[".repeat(50) + "]".repeat(50)));
    bodies.put("a list of lists", json(others, member, "[[\"x\"]]"));
    return bodies;
  }

  private static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    value.chars().forEach(c -> text.append(c < 32 || c > 126 ? String.format("\\u%04x", c) : String.valueOf((char) c)));
    return text.append('"').toString();
  }

  private static String json(Map<String, String> others, String member, String value) {
    StringBuilder body = new StringBuilder("{");
    others.forEach((name, one) -> {
      if (!name.equals(member)) {
        body.append(quoted(name)).append(':').append(quoted(one)).append(',');
      }
    });
    return body.append(quoted(member)).append(':').append(value).append('}').toString();
  }
}
