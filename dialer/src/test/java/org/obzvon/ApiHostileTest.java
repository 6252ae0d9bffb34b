package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.API_ANSWER;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.SNAPSHOT;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.TestApi.Answer;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.console.api.ApiDocument;
import org.obzvon.console.api.yaml.OpenApiFile;

/// Bad, oversize and hostile values in every field of every route: a clear refusal, nothing stored, nothing carried out.
class ApiHostileTest {
  private static final JsonMapper JSON = new JsonMapper();
  /// Values that no field takes, whatever it means.
  private static final Map<String, String> HOSTILE = hostile();
  @TempDir private static Path folder;
  private static TestApi api;
  private static TestApi.Program master;

  private static Map<String, String> hostile() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("nothing", "");
    values.put("a null byte", "a\u0000b");
    values.put("an escape", "a\u001b[2J");
    values.put("lines", "a\r\nAction: Originate\r\n");
    values.put("half a character", "a\ud800");
    values.put("endless", "9".repeat(3_000));
    return values;
  }

  @BeforeAll
  static void open() {
    api = new TestApi(folder);
    master = api.master();
    master.post("/api/v1/campaigns", "text/yaml", YamlDefinitionTest.GOOD);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static List<Integer> stored() {
    return List.of(
        api.db().fetchCount(ACCOUNT), api.db().fetchCount(SNAPSHOT), api.db().fetchCount(PAYMENT),
        api.db().fetchCount(SUPPRESSION), api.db().fetchCount(CAMPAIGN), api.db().fetchCount(AUDIT_ENTRY));
  }

  /// Every request of this class: refused clearly, in the form of RFC 9457, without a word about our inside.
  private static void refused(Answer answer, Integer... statuses) {
    assertThat(answer.status()).as(answer.text()).isIn((Object[]) statuses);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("type").asText()).isEqualTo("about:blank");
    assertThat(answer.json().get("title").asText()).isNotEmpty();
    assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
    assertThat(answer.json().get("detail").asText()).isNotEmpty();
    assertThat(answer.text()).doesNotContain("Exception", "org.obzvon", "/tmp", "select ", "\u001b", "\u0000");
    assertThat(answer.http().body().length).as("no echo of what is endless").isLessThan(40_000);
  }

  private DynamicTest refusal(String name, Supplier<Answer> call, Integer... statuses) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          api.clock().tick(Duration.ofSeconds(10)); // for the rate limit
          List<Integer> before = stored();
          refused(call.get(), statuses);
          assertThat(stored()).isEqualTo(before);
        });
  }

  @TestFactory
  List<DynamicTest> a_hostile_value_in_any_parameter_is_refused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ApiDocument.Operation operation : OpenApiFile.read().operations()) {
      String path = "/api/v1" + operation.path().replace("{name}", "november").replace("{id}", "0199c0de-0000-7000-8000-000000000001").replace("{number}", "1");
      String type = operation.bodies().stream().findFirst().orElse("");
      for (ApiDocument.Parameter parameter : operation.parameters()) {
        if (parameter.place().equals("query")) {
          for (var value : values(parameter).entrySet()) {
            String query = "?" + parameter.name() + "=" + encoded(value.getValue());
            tests.add(refusal(operation.method() + " " + operation.path() + " " + parameter.name() + ": " + value.getKey(),
                () -> call(operation.method(), path + query, type), 400));
          }
          String twice = "?" + parameter.name() + "=1&" + parameter.name() + "=1";
          tests.add(refusal(operation.path() + " " + parameter.name() + " twice", () -> call(operation.method(), path + twice, type), 400));
        }
      }
    }
    return tests;
  }

  private static Map<String, String> values(ApiDocument.Parameter parameter) {
    Map<String, String> values = new LinkedHashMap<>(HOSTILE);
    boolean free = List.of("campaign", "account").contains(parameter.name());
    if (free) {
      values.remove("nothing"); // asks for what has no name, and finds nothing
    } else if (!parameter.name().equals("source")) {
      values.put("SQL", "1'; drop table account; --");
      values.put("markup", "<script>alert(1)</script>");
      values.put("below zero", "-1");
      values.put("no number", "NaN");
      values.put("a path", "../../etc/passwd");
    }
    return values;
  }

  private static String encoded(String value) {
    return value.contains("\ud800") ? "%ED%A0%80%00" : URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Answer call(String method, String path, String type) {
    return master.call(method, path, type, type.contains("json") ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0], Map.of());
  }

  @TestFactory
  List<DynamicTest> a_hostile_name_or_id_in_any_path_names_nothing() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ApiDocument.Operation operation : OpenApiFile.read().operations()) {
      for (String hostile : List.of("%00", "%1b%5b2J", "%27%20or%201=1--", "%3Cscript%3E", "a%0d%0aX-Header:1", "%ED%A0%80", "9".repeat(500), "..%2f..%2fetc", "%25s%25n")) {
        if (operation.path().contains("{")) {
          String path = "/api/v1" + operation.path().replaceAll("\\{[^}]*}", hostile);
          tests.add(refusal(operation.method() + " " + path, () -> call(operation.method(), path, operation.bodies().stream().findFirst().orElse("")), 400, 404));
        }
      }
    }
    return tests;
  }

  private static final Map<String, String> ACCOUNT_ROW =
      Map.of("account", "1", "name", "x", "phones", "+79000000001", "balance", "-5", "currency", "RUB", "zone", "Europe/Moscow");
  private static final Map<String, String> PAYMENT_ROW =
      Map.of("external_id", "p", "account", "1", "amount", "5", "paid_at", "2026-11-24");
  private static final Map<String, String> STOP = Map.of("phone", "+37369123456", "kind", "OPT_OUT", "note", "x", "until", "2026-12-01");

  @TestFactory
  List<DynamicTest> a_hostile_value_in_any_member_of_a_register_row_takes_nothing() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String column : List.of("account", "name", "phones", "address", "district", "service", "tariff", "service_state", "balance", "currency", "debt_since", "restriction_date", "language", "zone", "legal_entity", "household", "tags")) {
      boolean required = List.of("account", "name", "phones", "balance").contains(column);
      members(column, required, ACCOUNT_ROW).forEach((name, row) -> tests.add(
          refusal(column + ": " + name, () -> master.post("/api/v1/registers", "{\"rows\":[" + row + "]}"), 400)));
    }
    return tests;
  }

  /// Where the program can say which row it is, it is 200 with the row rejected; in any case no payment is stored.
  @TestFactory
  List<DynamicTest> a_hostile_value_in_any_member_of_a_payment_takes_nothing() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String column : List.of("external_id", "account", "amount", "currency", "paid_at")) {
      members(column, !column.equals("currency"), PAYMENT_ROW).forEach((name, row) -> tests.add(DynamicTest.dynamicTest(column + ": " + name, () -> {
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
        "{\"kind\":\"OPT_OUT\"}", "{\"phone\":\"+37369123456\",\"account\":\"1\",\"kind\":\"OPT_OUT\"}", "{\"phone\":\"+37369123456\"}",
        "{\"phone\":\"+37369123456\",\"kind\":\"opt_out\"}", "{\"phone\":\"069123456\",\"kind\":\"OPT_OUT\"}",
        "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\",\"until\":\"9999-12-31\"}", "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\",\"surprise\":1}")) {
      tests.add(refusal(body, () -> master.post("/api/v1/suppressions", body), 400));
    }
    return tests;
  }

  /// The object with one member made hostile in each way.
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

  @TestFactory
  List<DynamicTest> a_campaign_file_that_is_none_is_refused() {
    List<DynamicTest> tests = new ArrayList<>();
    String other = YamlDefinitionTest.GOOD.replace("name: november", "name: other");
    for (String file : List.of(
        "", "x", "[]", "name: other", "{", "&a [*a]", "!!java.lang.Runtime {}", "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]",
        other.replace("name: other", "name: \"../../etc\""), other.replace("name: other", "name: \"o\\0\""),
        other.replace("payment-active", "no-such-script"), other.replace("ru-230fz-overdue", "no-such-policy"),
        other.replace("lines: 20", "lines: 99999999"), other + "surprise: 1\n")) {
      tests.add(refusal(file.lines().findFirst().orElse("empty"), () -> master.post("/api/v1/campaigns", "text/yaml", file), 400));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> a_table_that_is_none_is_refused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String path : List.of("/api/v1/registers", "/api/v1/payments")) {
      for (String table : List.of("", "\n\n", "account", "\u0000\u0001\u0002", "a,b\n\"never closed", "account,account,amount\n", "PK\u0003\u0004zip")) {
        tests.add(refusal(path + " " + table.length(), () -> master.post(path, "text/csv", table), 400));
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> bodies_of_another_type_method_size_or_form_are_refused() {
    byte[] huge = new byte[21 * 1024 * 1024];
    return List.of(
        refusal("wrong type", () -> master.post("/api/v1/suppressions", "text/plain", "{}"), 415),
        refusal("wrong type of a register", () -> master.post("/api/v1/registers", "application/xml", "<a/>"), 415),
        refusal("wrong type of a campaign", () -> master.post("/api/v1/campaigns", "{}"), 415),
        refusal("wrong method", () -> master.call("PUT", "/api/v1/campaigns", "application/json", new byte[0], Map.of()), 405),
        refusal("wrong method of an entry", () -> master.call("DELETE", "/api/v1/suppressions", "", new byte[0], Map.of()), 405),
        refusal("unknown route", () -> master.get("/api/v1/nothing"), 404),
        refusal("unknown version", () -> master.get("/api/v2/campaigns"), 404),
        refusal("unknown stop entry", () -> master.get("/api/v1/suppressions/0199c0de-0000-7000-8000-000000000001"), 404),
        refusal("a register too large", () -> master.call("POST", "/api/v1/registers", "text/csv", huge, Map.of()), 413),
        refusal("a stop entry too large", () -> master.post("/api/v1/suppressions", "{\"note\":\"" + "x".repeat(300_000) + "\"}"), 413),
        refusal("too deep", () -> master.post("/api/v1/suppressions", "[".repeat(100_000)), 400),
        refusal("unknown member of a body", () -> master.post("/api/v1/registers", "{\"rows\":[],\"surprise\":1}"), 400),
        refusal("no body", () -> master.post("/api/v1/suppressions", ""), 400));
  }

  @TestFactory
  List<DynamicTest> hostile_headers_are_refused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String key : List.of(" ", "x".repeat(101), "a\tb", "\u00e9".repeat(200))) {
      tests.add(refusal("idempotency key " + key.length(), () -> master.once(key, "/api/v1/suppressions", "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\"}"), 400));
    }
    for (String authorization : List.of("Basic YTpi", "Bearer", "Bearer ", "Bearer " + "x".repeat(5_000), "bearer x", "Bearer ' or '1'='1")) {
      tests.add(refusal("authorization " + authorization.length(), () -> api.nobody().call("GET", "/api/v1/campaigns", "", new byte[0], Map.of("Authorization", authorization)), 401));
    }
    return tests;
  }

  @Test
  void what_only_looks_hostile_is_taken_as_it_is_and_shown_as_text() {
    api.clock().tick(Duration.ofSeconds(10));
    String note = "'; drop table suppression; -- <script>alert(1)</script> =cmd|' /C calc'!A0 ${jndi:ldap://x} {{7*7}}";
    Answer added = master.post("/api/v1/suppressions", "{\"phone\":\"+37369999999\",\"kind\":\"MANUAL\",\"note\":" + JSON.valueToTree(note) + "}");
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(added.json().get("note").asText()).isEqualTo(note);
    assertThat(added.header("Content-Type")).isEqualTo("application/json");
    assertThat(added.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(api.db().fetchCount(API_ANSWER)).as("a refused idempotency key keeps nothing").isZero();
  }
}
