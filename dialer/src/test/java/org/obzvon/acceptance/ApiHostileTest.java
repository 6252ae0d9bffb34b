package org.obzvon.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.obzvon.console.api.ApiDocument;
import org.obzvon.console.api.yaml.OpenApiDocument;
import org.obzvon.fixture.HostileApi;
import org.obzvon.fixture.TestApi.Answer;

/// Tests bad, oversize and hostile values in every parameter, path, header and kind of body: the API refuses them
/// clearly, stores nothing and carries out nothing.
@Tag("slow")
class ApiHostileTest extends HostileApi {
  @TestFactory
  List<DynamicTest> a_hostile_value_in_any_parameter_is_refused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ApiDocument.Operation operation : OpenApiDocument.read().operations()) {
      String path = "/api/v1" + operation.path().replace("{name}", "november")
          .replace("{id}", "0199c0de-0000-7000-8000-000000000001").replace("{number}", "1");
      String type = operation.bodies().stream().findFirst().orElse("");
      for (ApiDocument.Parameter parameter : operation.parameters()) {
        if (parameter.place().equals("query")) {
          for (var value : values(parameter).entrySet()) {
            String query = "?" + parameter.name() + "=" + encoded(value.getValue());
            tests.add(refusal(operation.method() + " " + operation.path() + " " + parameter.name() + ": "
                + value.getKey(),
                () -> call(operation.method(), path + query, type), 400));
          }
          String twice = "?" + parameter.name() + "=1&" + parameter.name() + "=1";
          tests.add(refusal(operation.path() + " " + parameter.name() + " twice",
              () -> call(operation.method(), path + twice, type), 400));
        }
      }
    }
    return tests;
  }

  private static Map<String, String> values(ApiDocument.Parameter parameter) {
    Map<String, String> values = new LinkedHashMap<>(HOSTILE);
    boolean free = List.of("campaign", "account").contains(parameter.name());
    if (free) {
      values.remove("nothing"); // an empty value asks for something without a name and finds nothing
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
    return master.call(method, path, type, type.contains("json") ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0],
        Map.of());
  }

  @TestFactory
  List<DynamicTest> a_hostile_name_or_id_in_any_path_names_nothing() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ApiDocument.Operation operation : OpenApiDocument.read().operations()) {
      for (String hostile : List.of("%00", "%1b%5b2J", "%27%20or%201=1--", "%3Cscript%3E", "a%0d%0aX-Header:1",
          "%ED%A0%80", "9".repeat(500), "..%2f..%2fetc", "%25s%25n")) {
        if (operation.path().contains("{")) {
          String path = "/api/v1" + operation.path().replaceAll("\\{[^}]*}", hostile);
          tests.add(refusal(operation.method() + " " + path,
              () -> call(operation.method(), path, operation.bodies().stream().findFirst().orElse("")), 400, 404));
        }
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> bodies_of_another_type_method_size_or_form_are_refused() {
    byte[] huge = new byte[65 * 1024 * 1024];
    return List.of(
        refusal("wrong type", () -> master.post("/api/v1/suppressions", "text/plain", "{}"), 415),
        refusal("wrong type of a register", () -> master.post("/api/v1/registers", "application/xml", "<a/>"), 415),
        refusal("wrong type of a campaign", () -> master.post("/api/v1/campaigns", "{}"), 415),
        refusal("wrong method",
            () -> master.call("PUT", "/api/v1/campaigns", "application/json", new byte[0], Map.of()), 405),
        refusal("wrong method of an entry",
            () -> master.call("DELETE", "/api/v1/suppressions", "", new byte[0], Map.of()), 405),
        refusal("unknown route", () -> master.get("/api/v1/nothing"), 404),
        refusal("unknown version", () -> master.get("/api/v2/campaigns"), 404),
        refusal("unknown stop entry", () -> master.get("/api/v1/suppressions/0199c0de-0000-7000-8000-000000000001"),
            404),
        refusal("a register too large", () -> master.call("POST", "/api/v1/registers", "text/csv", huge, Map.of()),
            413),
        refusal("a stop entry too large",
            () -> master.post("/api/v1/suppressions", "{\"note\":\"" + "x".repeat(300_000) + "\"}"), 413),
        refusal("too deep", () -> master.post("/api/v1/suppressions", "[".repeat(100_000)), 400),
        refusal("unknown member of a body", () -> master.post("/api/v1/registers", "{\"rows\":[],\"surprise\":1}"),
            400),
        refusal("no body", () -> master.post("/api/v1/suppressions", ""), 400));
  }

  @TestFactory
  List<DynamicTest> hostile_headers_are_refused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String key : List.of(" ", "x".repeat(101), "a\tb", "\u00e9".repeat(200))) {
      tests.add(refusal("idempotency key " + key.length(),
          () -> master.once(key, "/api/v1/suppressions", "{\"phone\":\"+37369123456\",\"kind\":\"OPT_OUT\"}"), 400));
    }
    for (String authorization : List.of("Basic YTpi", "Bearer", "Bearer ", "Bearer " + "x".repeat(5_000), "bearer x",
        "Bearer ' or '1'='1")) {
      tests.add(refusal("authorization " + authorization.length(),
          () -> api.nobody().call("GET", "/api/v1/campaigns", "", new byte[0], Map.of("Authorization", authorization)),
          401));
    }
    return tests;
  }
}
