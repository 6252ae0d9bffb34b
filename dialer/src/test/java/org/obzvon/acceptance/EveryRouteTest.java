package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.console.http.DeclaredRoute;
import org.obzvon.fixture.TestConsole;
import org.obzvon.staff.Role;

/// Tests every route with every role, without a session and with a wrong token:
/// the table of roles decides who may use it.
@Tag("slow")
class EveryRouteTest {
  private static final List<String> VITALS = List.of("/health", "/prometheus");
  @TempDir
  private static Path folder;
  private static TestConsole console;

  @BeforeAll
  static void open() {
    console = new TestConsole(folder, TestConsole.noon());
  }

  @AfterAll
  static void close() {
    console.close();
  }

  private static List<DeclaredRoute> ours() {
    return console.http().routes().stream()
        .filter(route -> !route.method().equals("HEAD"))
        .filter(route -> VITALS.stream().noneMatch(vital -> route.pattern().startsWith(vital)))
        .toList();
  }

  @Test
  void every_route_says_what_it_asks_for() {
    assertThat(ours()).hasSizeGreaterThan(5);
    assertThat(ours()).filteredOn(route -> !route.open()).allMatch(route -> route.needs().isPresent());
    assertThat(ours()).filteredOn(DeclaredRoute::open).extracting(DeclaredRoute::pattern)
        .allMatch(pattern -> pattern.matches("/sign-in|/sms/\\{gateway}|/assets/.*|/api/v1/openapi.*|/api"));
  }

  @TestFactory
  List<DynamicTest> nobody_passes_a_route_that_is_not_open() {
    return ours().stream()
        .filter(route -> !route.open())
        .map(route -> DynamicTest.dynamicTest(name(route), () -> {
          HttpResponse<String> answer = call(console.nobody(), route, "");
          if (answer.statusCode() == 303) {
            assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/sign-in");
          } else {
            assertThat(answer.statusCode()).isEqualTo(401);
          }
        }))
        .toList();
  }

  @TestFactory
  List<DynamicTest> a_role_passes_what_the_table_gives_it_and_nothing_else() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Role role : Role.values()) {
      for (DeclaredRoute route : ours()) {
        if (!route.open()) {
          tests.add(DynamicTest.dynamicTest(role + " " + name(route), () -> passes(role, route)));
        }
      }
    }
    return tests;
  }

  private static void passes(Role role, DeclaredRoute route) {
    TestConsole.Visitor visitor = console.as(role);
    HttpResponse<String> answer = call(visitor, route, visitor.csrf());
    if (role.may(route.needs().orElseThrow())) {
      assertThat(answer.statusCode()).as(answer.body()).isNotIn(401, 403, 405, 500);
      assertThat(answer.headers().firstValue("Location").orElse("")).doesNotStartWith("/sign-in?");
    } else {
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  @TestFactory
  List<DynamicTest> a_change_without_the_sessions_own_token_is_refused() {
    return ours().stream()
        .filter(route -> !route.open() && !route.method().equals("GET"))
        .map(route -> DynamicTest.dynamicTest(name(route), () -> {
          Role role = List.of(Role.values()).stream().filter(one -> one.may(route.needs().orElseThrow())).findFirst()
              .orElseThrow();
          assertThat(call(console.as(role), route, "").statusCode()).isEqualTo(403);
          assertThat(call(console.as(role), route, console.as(role).csrf()).statusCode()).isEqualTo(403);
        }))
        .toList();
  }

  @Test
  void a_change_that_another_sites_page_sends_is_refused_even_with_the_token() {
    TestConsole.Visitor visitor = console.as(Role.SUPERVISOR);
    HttpResponse<String> answer = visitor.raw(
        "POST", "/language", "application/x-www-form-urlencoded", "language=RO&csrf=" + visitor.csrf(),
        Map.of("Sec-Fetch-Site", "cross-site"));
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> call(TestConsole.Visitor visitor, DeclaredRoute route, String csrf) {
    String path = route.pattern().replaceAll("\\{\\?[^}]*}", "").replaceAll("\\{id}", UUID.randomUUID().toString())
        .replaceAll("\\{[^}]*}", "1");
    return route.method().equals("GET")
        ? visitor.get(path)
        : visitor.raw(
            route.method(), path, route.takes().equals("*/*") ? "application/octet-stream" : route.takes(), "",
            Map.of("X-Csrf-Token", csrf));
  }

  private static String name(DeclaredRoute route) {
    return route.method() + " " + route.pattern();
  }
}
