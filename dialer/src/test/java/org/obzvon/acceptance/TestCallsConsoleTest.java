package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
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
import org.obzvon.fixture.BusyNumber;
import org.obzvon.fixture.StillVitals;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.staff.Role;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.jooq.JooqApiKeys;

/// Tests test calls by page and by API, as people and programs see them; nothing rings.
@Tag("slow")
@Timeout(60)
class TestCallsConsoleTest {
  private static final String BODY = "{\"number\": \"+37369000001\", \"script\": \"payment-active\", \"account\": \"A1\"}";

  @TempDir
  private Path folder;
  private final TestClock clock = TestConsole.noon();
  private final BusyNumber number = new BusyNumber();
  private TestConsole console;

  @BeforeEach
  void open() {
    console = TestConsole.calling(folder, clock, StillVitals.TWO_LINES, number);
  }

  @AfterEach
  void close() {
    console.close();
  }

  private TestConsole.Visitor program(ApiKeyScope... scopes) {
    return console.program(new JooqApiKeys(console.db(), clock).make("program", Set.of(scopes), Optional.empty()));
  }

  private static HttpResponse<String> call(TestConsole.Visitor program, String body) {
    return program.raw("POST", "/api/v1/test-calls", "application/json", body, Map.of());
  }

  private String ended(TestConsole.Visitor program) {
    await().until(() -> !program.get("/api/v1/test-calls").body().contains("UNDER_WAY"));
    return program.get("/api/v1/test-calls").body();
  }

  @Test
  void a_program_starts_a_test_call_and_reads_what_became_of_it() {
    TestConsole.Visitor program = program(ApiKeyScope.CAMPAIGNS_WRITE);
    HttpResponse<String> begun = call(program, BODY);
    assertThat(begun.statusCode()).isEqualTo(201);
    assertThat(begun.body()).contains("\"number\":\"+37369000001\"", "UNDER_WAY");
    assertThat(ended(program)).contains("ENDED", "NOT_REACHED_BUSY", "\"talked_seconds\":2", "\"keys\":\"12\"",
        "SIP 486");
  }

  @Test
  void a_program_reads_why_a_test_call_failed() {
    number.away = true;
    TestConsole.Visitor program = program(ApiKeyScope.CAMPAIGNS_WRITE);
    call(program, BODY);
    assertThat(ended(program)).contains("FAILED", "pbx cannot be reached");
  }

  @Test
  void only_listed_numbers_are_called_and_only_by_keys_that_may_run_campaigns() {
    HttpResponse<String> other = call(program(ApiKeyScope.CAMPAIGNS_WRITE), BODY.replace("000001", "000002"));
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(other.body()).contains("contact: test-numbers");
    assertThat(call(program(ApiKeyScope.CAMPAIGNS_READ, ApiKeyScope.CONTACTS_READ), BODY).statusCode()).isEqualTo(403);
    assertThat(program(ApiKeyScope.CAMPAIGNS_READ).get("/api/v1/test-calls").statusCode()).isEqualTo(403);
    assertThat(console.nobody().get("/api/v1/test-calls").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "EN, busy, 'talked for 2 seconds', 'keys 12'",
    "RO, ocupat, 'a durat 2 secunde', 'taste 12'",
    "RU, занято, 'разговор 2 секунды', 'клавиши 12'"
  })
  void the_page_shows_the_result_in_its_language(Language language, String outcome, String talked, String keys) {
    TestConsole.Visitor program = program(ApiKeyScope.CAMPAIGNS_WRITE);
    call(program, BODY);
    ended(program);
    String page = console.signedIn(console.user("olga", Role.SUPERVISOR, language)).get("/exchanges").body();
    assertThat(page).contains(outcome, talked, keys, "SIP 486 &lt;b&gt;").doesNotContain("NotReached[");
  }

  @ParameterizedTest
  @CsvSource({
    "EN, pbx cannot be reached",
    "RO, centrala pbx nu răspunde",
    "RU, станция pbx не отвечает"
  })
  void the_page_says_in_its_language_why_there_is_no_result(Language language, String why) {
    number.away = true;
    TestConsole.Visitor program = program(ApiKeyScope.CAMPAIGNS_WRITE);
    call(program, BODY);
    ended(program);
    assertThat(console.signedIn(console.user("olga", Role.SUPERVISOR, language)).get("/exchanges").body())
        .contains(why);
  }

  @ParameterizedTest
  @CsvSource({
    "EN, is none of",
    "RO, nu este printre",
    "RU, нет среди"
  })
  void a_refused_number_is_explained_in_the_language_of_the_page(Language language, String why) {
    TestConsole.Visitor visitor = console.signedIn(console.user("olga", Role.SUPERVISOR, language));
    HttpResponse<String> refused = visitor.post("/exchanges/test-call",
        Map.of("number", "+37369000002", "script", "payment-active", "account", "A1"));
    assertThat(refused.body()).contains(why).contains("test-numbers");
  }
}
