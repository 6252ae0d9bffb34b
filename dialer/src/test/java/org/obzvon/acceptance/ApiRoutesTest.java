package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.console.api.ApiDocument;
import org.obzvon.console.api.ApiDocument.Operation;
import org.obzvon.console.api.ApiDocument.Parameter;
import org.obzvon.console.api.yaml.OpenApiDocument;
import org.obzvon.console.http.DeclaredRoute;
import org.obzvon.fixture.TestApi;
import org.obzvon.fixture.TestApi.Answer;
import org.obzvon.staff.Right;
import org.obzvon.staff.ApiKeyScope;

/// Tests who may use each route of the API, and that the API's document describes every route.
@Tag("slow")
class ApiRoutesTest {
  private static final String ROOT = "/api/v1";
  private static final ApiDocument DOCUMENT = OpenApiDocument.read();
  @TempDir
  private static Path folder;
  private static TestApi api;

  @BeforeAll
  static void open() {
    api = new TestApi(folder);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static List<DeclaredRoute> routes() {
    return api.http().routes().stream()
        .filter(route -> route.pattern().startsWith(ROOT + "/") && !route.open() && !route.method().equals("HEAD"))
        .toList();
  }

  private static String name(String method, String pattern) {
    return method + " " + pattern;
  }

  private static Answer call(TestApi.Program program, String method, String pattern, String query) {
    String path = pattern.replace("{id}", UUID.randomUUID().toString()).replaceAll("\\{[^}]*}", "1");
    Set<String> types = routes().stream()
        .filter(route -> route.method().equals(method) && route.pattern().equals(pattern))
        .map(DeclaredRoute::takes).collect(Collectors.toSet());
    String type = types.stream().findFirst().filter(one -> !one.contains("*")).orElse("application/json");
    return program.call(method, path + query, method.equals("GET") ? "" : type, new byte[0], Map.of());
  }

  @Test
  void document_and_routes_agree() {
    Set<String> documented = new TreeSet<>();
    DOCUMENT.operations().forEach(operation -> documented.add(name(operation.method(), ROOT + operation.path())));
    Set<String> there = new TreeSet<>();
    routes().forEach(route -> there.add(name(route.method(), route.pattern())));
    assertThat(documented).isEqualTo(there).hasSizeGreaterThanOrEqualTo(15);
  }

  /// The API refuses an unknown parameter with the list of the known ones.
  @TestFactory
  List<DynamicTest> the_document_names_the_parameters_that_the_route_knows() {
    TestApi.Program master = api.master();
    return DOCUMENT.operations().stream()
        .map(operation -> DynamicTest.dynamicTest(name(operation.method(), operation.path()), () -> {
          Answer answer = call(master, operation.method(), ROOT + operation.path(), "?unheard-of=1");
          assertThat(answer.status()).isEqualTo(400);
          String what = answer.json().at("/problems/0/what").asText();
          Set<String> known = new TreeSet<>(List.of(what.substring(what.indexOf("known here: ") + 12).split(", ")));
          known.remove("nothing");
          assertThat(query(operation)).isEqualTo(known);
        }))
        .toList();
  }

  private static Set<String> query(Operation operation) {
    return operation.parameters().stream().filter(one -> one.place().equals("query")).map(Parameter::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @TestFactory
  List<DynamicTest> the_document_names_the_scope_that_the_route_asks_for() {
    return DOCUMENT.operations().stream()
        .map(operation -> DynamicTest.dynamicTest(name(operation.method(), operation.path()), () -> {
          Right right = right(name(operation.method(), ROOT + operation.path()));
          ApiKeyScope named = Arrays.stream(ApiKeyScope.values())
              .filter(scope -> operation.description().startsWith("Scope " + scope.word() + "."))
              .findFirst().orElseThrow();
          assertThat(named.grants(right)).isTrue();
        }))
        .toList();
  }

  private static Right right(String name) {
    return routes().stream().filter(route -> name(route.method(), route.pattern()).equals(name)).findFirst()
        .orElseThrow()
        .needs().orElseThrow();
  }

  @TestFactory
  List<DynamicTest> without_a_key_or_with_a_wrong_or_revoked_one_nobody_passes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (DeclaredRoute route : routes()) {
      tests.add(DynamicTest.dynamicTest(name(route.method(), route.pattern()), () -> {
        for (TestApi.Program stranger : List.of(api.nobody(), api.with("obz_" + "x".repeat(43)),
            api.with("' or 1=1 --"))) {
          Answer answer = call(stranger, route.method(), route.pattern(), "");
          assertThat(answer.status()).isEqualTo(401);
          assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
          assertThat(answer.json().get("status").asInt()).isEqualTo(401);
        }
      }));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> a_key_passes_where_one_of_its_scopes_grants_it_and_nowhere_else() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ApiKeyScope scope : ApiKeyScope.values()) {
      TestApi.Program program = api.program(scope);
      for (DeclaredRoute route : routes()) {
        tests.add(DynamicTest.dynamicTest(scope.word() + " " + name(route.method(), route.pattern()), () -> {
          Answer answer = call(program, route.method(), route.pattern(), "");
          if (scope.grants(route.needs().orElseThrow())) {
            assertThat(answer.status()).isIn(200, 400, 404);
          } else {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
          }
        }));
      }
    }
    return tests;
  }

  @Test
  void a_revoked_key_opens_nothing_any_more() {
    try (TestApi other = new TestApi(folder)) {
      TestApi.Program program = other.master();
      assertThat(program.get("/api/v1/campaigns").status()).isEqualTo(200);
      other.revokeAll();
      assertThat(program.get("/api/v1/campaigns").status()).isEqualTo(401);
    }
  }

  @Test
  void the_document_and_its_page_are_for_everybody_and_the_page_shows_every_operation() {
    Answer document = api.nobody().get("/api/v1/openapi.yaml");
    assertThat(document.status()).isEqualTo(200);
    assertThat(document.text()).isEqualTo(DOCUMENT.text()).contains("openapi: 3.0.3");
    Answer page = api.nobody().get("/api");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    DOCUMENT.operations().forEach(
        operation -> assertThat(page.text()).contains(operation.method() + " /api/v1" + operation.path()));
  }
}
