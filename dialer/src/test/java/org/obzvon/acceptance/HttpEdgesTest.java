package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.API_ANSWER;
import static org.obzvon.jooq.Tables.STAFF_SESSION;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.Session;
import org.obzvon.staff.User;
import org.obzvon.staff.jooq.JooqApiKeys;

/// Tests which requests are refused before their body is read, what a refusal says, and when a stream ends; byte by
/// byte where it matters.
@Tag("slow")
@Timeout(60)
class HttpEdgesTest {
  private final TestClock clock = TestConsole.noon();
  @TempDir
  private Path folder;
  private TestConsole console;

  @BeforeEach
  void open() {
    console = new TestConsole(folder, clock);
  }

  @AfterEach
  void close() {
    console.close();
  }

  private String key() {
    return new JooqApiKeys(console.db(), clock).make("program", Set.of(ApiKeyScope.values()), Optional.empty());
  }

  /// Returns the head of the answer to a request whose body never comes.
  private List<String> answer(String request, String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      String head = request + " HTTP/1.1\r\nHost: here\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        lines.add(line);
      }
      return lines;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/registers, text/csv, 67108865",
    "/api/v1/registers, text/csv, 104857601",
    "/api/v1/payments, application/json, 9999999999999",
    "/api/v1/suppressions, application/json, 262145",
    "/api/v1/campaigns, text/yaml, 262145"})
  void a_body_over_the_bound_is_refused_although_not_a_byte_of_it_was_sent(String path, String type, long length)
      throws IOException {
    List<String> lines = answer("POST " + path, "Authorization: Bearer " + key(), "Content-Type: " + type,
        "Content-Length: " + length);
    assertThat(lines.getFirst()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
  }

  @Test
  void who_asks_first_whether_he_may_send_so_much_is_told_no() throws IOException {
    List<String> lines = answer(
        "POST /api/v1/registers", "Authorization: Bearer " + key(), "Content-Type: text/csv",
        "Content-Length: 90000000", "Expect: 100-continue");
    assertThat(lines.getFirst()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
  }

  @Test
  void pages_uploads_the_sign_in_and_what_gateways_call_have_such_bounds_too() throws IOException {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    String cookie = "Cookie: " + olga.cookie();
    String form = "Content-Type: application/x-www-form-urlencoded";
    String upload = "/payments/0199c0de-0000-7000-8000-000000000001/file";
    String large = "Content-Length: 99000000";
    assertThat(answer("POST /stops", cookie, form, large).getFirst()).contains(" 413 ");
    assertThat(answer("POST " + upload, cookie, "Content-Type: application/octet-stream", large).getFirst())
        .contains(" 413 ");
    assertThat(answer("POST /sign-in", form, large).getFirst()).contains(" 413 ");
    assertThat(answer("POST /sms/any", form, large).getFirst()).contains(" 413 ");
    assertThat(answer("POST /stops", cookie, form, "Transfer-Encoding: chunked").getFirst()).contains(" 411 ");
    assertThat(answer("POST /sign-in", form, "Transfer-Encoding: chunked").getFirst()).contains(" 411 ");
  }

  @Test
  void a_gateway_that_does_not_say_how_much_it_sends_may_send_as_much_as_others() throws IOException {
    assertThat(chunked("a".repeat(60_000)).getFirst()).as("no gateway of that name").contains(" 404 ");
    assertThat(chunked("a".repeat(70_000)).getFirst()).contains(" 413 ");
  }

  private List<String> chunked(String body) throws IOException {
    String form = "Content-Type: application/x-www-form-urlencoded";
    String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0";
    return answer("POST /sms/any", form, "Transfer-Encoding: chunked", "", chunk);
  }

  @Test
  void a_program_that_asks_too_often_is_refused_before_its_body_is_read_and_may_come_again() throws IOException {
    String key = key();
    TestConsole.Visitor program = console.program(key);
    for (int i = 0; i < 100; i++) {
      assertThat(program.get("/api/v1/campaigns").statusCode()).isEqualTo(200);
    }
    List<String> refused = answer(
        "POST /api/v1/payments", "Authorization: Bearer " + key, "Idempotency-Key: once", "Content-Type: text/csv",
        "Content-Length: 1000000");
    assertThat(refused.getFirst()).isEqualTo("HTTP/1.1 429 Too Many Requests");
    assertThat(refused).anyMatch(line -> line.equalsIgnoreCase("retry-after: 1"));
    assertThat(console.db().fetchCount(API_ANSWER)).as("its idempotency key is free").isZero();
    clock.tick(Duration.ofSeconds(1));
    assertThat(program.get("/api/v1/campaigns").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/campaigns, 'GET, HEAD, POST'",
    "DELETE, /api/v1/campaigns/november, 'GET, HEAD'",
    "GET, /api/v1/registers, POST",
    "PATCH, /stops, 'GET, HEAD, POST'",
    "GET, /sign-out, POST"})
  void another_method_is_refused_with_those_that_are_taken(String method, String path, String allowed) {
    HttpResponse<String> answer = console.as(Role.SUPERVISOR).raw(method, path, "application/json", "", Map.of());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
  }

  @Test
  void imports_that_do_not_come_to_an_end_keep_others_out_only_while_they_last() throws IOException {
    TestConsole.Visitor program = console.program(key());
    String slow = "Authorization: Bearer " + key();
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Socket socket = new Socket("127.0.0.1", console.port());
      String head = "POST /api/v1/payments HTTP/1.1\r\nHost: here\r\n" + slow
          + "\r\nContent-Type: text/csv\r\nContent-Length: 5000\r\n\r\nexternal id";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      open.add(socket);
    }
    await().until(() -> imported(program).statusCode() == 503);
    assertThat(imported(program).headers().firstValue("Retry-After")).contains("10");
    for (Socket socket : open) {
      socket.close();
    }
    await().until(() -> imported(program).statusCode() == 200);
  }

  private HttpResponse<String> imported(TestConsole.Visitor program) {
    clock.tick(Duration.ofSeconds(1)); // for the rate limit
    String payments = "external id,account,amount,paid at\np-1,1,5.00,2026-11-24\n";
    return program.raw("POST", "/api/v1/payments", "text/csv", payments, Map.of());
  }

  @Test
  void a_head_that_does_not_come_to_its_end_is_cut() throws IOException {
    try (Socket silent = new Socket("127.0.0.1", console.port());
        Socket slow = new Socket("127.0.0.1", console.port());
        Socket kept = new Socket("127.0.0.1", console.port())) {
      slow.getOutputStream().write("GET /sign-in HTTP/1.1\r\nHost: he".getBytes(StandardCharsets.US_ASCII));
      for (Socket each : List.of(silent, slow, kept)) {
        each.setSoTimeout(50_000);
      }
      kept.getOutputStream().write("GET /nowhere HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(kept.getInputStream().read()).as("the first byte of an answer").isEqualTo('H');
      kept.getOutputStream().write("GET /sign".getBytes(StandardCharsets.US_ASCII));
      assertThat(kept.getInputStream().readAllBytes()).as("the rest of it, and the end").isNotEmpty();
      assertThat(slow.getInputStream().readAllBytes()).isEmpty();
      assertThat(silent.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void a_malformed_address_is_a_bad_request_and_no_fault_of_ours() throws IOException {
    for (String request : List.of(
        "GET /debtors/%zz", "GET /%", "GET /debtors?q=%u0041", "GET /{x}", "GET /a|b", "GET http://[::1",
        "GET /\\..\\..",
        "GET /a^b", "GET /sign-in?to=%zz", "GET /a b", "GET //", "POST /sign-in?x=%", "GET /sms/%zz")) {
      assertThat(answer(request).getFirst()).as(request).contains(" 400 ");
    }
  }

  private interface End {
    void of(TestConsole.Visitor visitor, User user);
  }

  /// Reads a stream to its end, which comes after the end of the session.
  private void endsAfter(End end) throws IOException {
    User olga = console.user("olga", Role.SUPERVISOR, Language.EN);
    TestConsole.Visitor visitor = console.signedIn(olga);
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      String request = "GET /board/events HTTP/1.1\r\nHost: here\r\nCookie: " + visitor.cookie() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = in.readLine();
      while (!line.startsWith("data: {")) {
        line = in.readLine();
      }
      end.of(visitor, olga);
      while (line != null && !line.equals("0")) {
        line = in.readLine();
      }
      assertThat(line).as("the last chunk").isEqualTo("0");
    }
  }

  @Test
  void a_stream_ends_when_its_user_signs_out() throws IOException {
    endsAfter((visitor, _) -> assertThat(visitor.post("/sign-out", Map.of()).statusCode()).isEqualTo(303));
  }

  @Test
  void a_stream_ends_when_its_user_is_let_in_no_more() throws IOException {
    endsAfter((_, user) -> console.desk().staff().setActive(Actor.COMMAND_LINE, user, false));
  }

  @Test
  void a_stream_ends_when_nobody_has_used_its_session_for_so_long_and_listening_is_no_use() throws IOException {
    endsAfter((_, _) -> clock.tick(Session.Limits.USUAL.idle().plusSeconds(1)));
    assertThat(console.db().fetchCount(STAFF_SESSION)).as("the session is there and only too old").isEqualTo(1);
  }
}
