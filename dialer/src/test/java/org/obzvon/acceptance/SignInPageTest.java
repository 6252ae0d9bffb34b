package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.commands.UserUseCases;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Role;

/// Tests the sign-in page as a browser sees it.
@Tag("slow")
class SignInPageTest {
  @TempDir
  private Path folder;
  private final TestClock clock = TestConsole.noon();
  private TestConsole console;

  @BeforeEach
  void open() {
    console = new TestConsole(folder, clock);
  }

  @AfterEach
  void close() {
    console.close();
  }

  private HttpResponse<String> enter(String login, String password) {
    return console.nobody().post("/sign-in", Map.of("login", login, "password", password, "to", "/stops"), "");
  }

  @Test
  void the_right_password_opens_a_session_that_scripts_cannot_read() {
    console.user("olga", Role.SUPERVISOR, Language.RU);
    HttpResponse<String> in = enter(" Olga ", TestConsole.PASSWORD);
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(in.headers().firstValue("Location")).contains("/stops");
    assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("obzvon-session=").containsIgnoringCase("HttpOnly").contains("SameSite=Strict").contains("Path=/");
    assertThat(console.desk().log()
        .page(new AuditLog.Filter("olga", "sign in", "", Optional.empty()), Optional.empty()))
        .singleElement().satisfies(entry -> assertThat(entry.change().after()).containsEntry("address", "127.0.0.1"));
  }

  @Test
  void an_unknown_login_and_a_wrong_password_get_the_same_answer() {
    console.user("olga", Role.SUPERVISOR, Language.EN);
    HttpResponse<String> wrong = enter("olga", "guess");
    HttpResponse<String> unknown = enter("nobody", "guess");
    assertThat(wrong.statusCode()).isEqualTo(401).isEqualTo(unknown.statusCode());
    assertThat(wrong.body().replace("olga", "X")).isEqualTo(unknown.body().replace("nobody", "X"));
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void guessing_is_slowed_down_for_known_and_unknown_logins_alike_and_the_wait_ends() {
    console.user("olga", Role.SUPERVISOR, Language.EN);
    for (String login : new String[]{"olga", "nobody"}) {
      for (int guess = 0; guess < 5; guess++) {
        assertThat(enter(login, "guess " + guess).body()).contains("do not match");
      }
      assertThat(enter(login, TestConsole.PASSWORD).body()).contains("Try again in");
    }
    clock.tick(Duration.ofSeconds(6));
    assertThat(enter("olga", TestConsole.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void a_password_that_somebody_else_chose_opens_nothing_but_the_page_to_change_it() {
    UserUseCases staff = console.desk().staff();
    String password = staff.add(
        Actor.COMMAND_LINE, "ion", new UserUseCases.Particulars("Ion", Role.SUPERVISOR, Language.RO,
            Optional.empty(), Set.of()));
    assertThat(enter("ion", password).statusCode()).isEqualTo(303);
    TestConsole.Visitor ion = console.signedIn(staff.named("ion"));
    assertThat(ion.get("/").headers().firstValue("Location").orElse("")).isNotEqualTo("/password");
    assertThat(ion.get("/password").body()).contains("Această parolă a fost aleasă de altcineva");
    assertThat(ion.post("/password", Map.of("old", password, "new", "short", "again", "short")).statusCode())
        .isEqualTo(400);
    assertThat(ion.post("/password", Map.of("old", "wrong", "new", "a new long one", "again", "a new long one"))
        .statusCode()).isEqualTo(400);
    assertThat(ion.post("/password", Map.of("old", password, "new", "a new long one", "again", "a new long one"))
        .statusCode()).isEqualTo(303);
    assertThat(ion.get("/password").statusCode()).as("the old session is over").isEqualTo(303);
    assertThat(enter("ion", "a new long one").statusCode()).isEqualTo(303);
  }

  private String handedOver(String login) {
    return console.desk().staff().add(
        Actor.COMMAND_LINE, login, new UserUseCases.Particulars("Ion", Role.SUPERVISOR, Language.EN, Optional.empty(),
            Set.of()));
  }

  @Test
  void a_one_time_password_opens_the_door_once_and_for_a_day() {
    String once = handedOver("once");
    String late = handedOver("late");
    assertThat(enter("once", once).statusCode()).isEqualTo(303);
    assertThat(enter("once", once).statusCode()).isEqualTo(401);
    clock.tick(UserUseCases.ONE_TIME);
    assertThat(enter("late", late).statusCode()).isEqualTo(401);
    String another = console.desk().staff().resetPassword(Actor.COMMAND_LINE, console.desk().staff().named("late"));
    assertThat(enter("late", another).statusCode()).isEqualTo(303);
  }

  @Test
  void a_common_password_cannot_be_chosen() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    HttpResponse<String> refused = olga.post("/password",
        Map.of("old", TestConsole.PASSWORD, "new", "password1234", "again", "password1234"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("guessed first");
  }

  @Test
  void refused_sign_ins_are_audited_without_what_was_typed_for_a_login_that_nobody_has() {
    console.user("olga", Role.SUPERVISOR, Language.EN);
    enter("olga", "guess");
    for (int i = 0; i < 20; i++) {
      enter("my secret password " + i, "guess");
    }
    var refused = console.desk().log()
        .page(new AuditLog.Filter("", "sign in refused", "", Optional.empty()), Optional.empty());
    assertThat(refused).extracting(AuditLog.Entry::subject).containsExactly("user ?", "user olga");
    assertThat(refused).allSatisfy(entry -> assertThat(entry.change().after()).containsEntry("address", "127.0.0.1"));
    assertThat(console.as(Role.ADMINISTRATOR).get("/audit").body()).contains("sign in: refused").contains("nobody");
  }

  @Test
  void a_session_ends_when_it_is_not_used_and_after_its_longest_time_and_at_once_when_the_user_is_put_out() {
    var olga = console.user("olga", Role.SUPERVISOR, Language.EN);
    TestConsole.Visitor idle = console.signedIn(olga);
    clock.tick(Duration.ofMinutes(29));
    assertThat(idle.get("/password").statusCode()).isEqualTo(200);
    clock.tick(Duration.ofMinutes(31));
    assertThat(idle.get("/password").statusCode()).isEqualTo(303);
    TestConsole.Visitor busy = console.signedIn(olga);
    for (int hour = 0; hour < 47; hour++) {
      clock.tick(Duration.ofMinutes(15));
      assertThat(busy.get("/password").statusCode()).isEqualTo(200);
    }
    clock.tick(Duration.ofMinutes(16));
    assertThat(busy.get("/password").statusCode()).isEqualTo(303);
    TestConsole.Visitor put = console.signedIn(olga);
    console.desk().staff().setActive(Actor.COMMAND_LINE, olga, false);
    assertThat(put.get("/password").statusCode()).isEqualTo(303);
    assertThat(enter("olga", TestConsole.PASSWORD).statusCode()).isEqualTo(401);
  }

  @Test
  void signing_out_ends_the_session() {
    TestConsole.Visitor visitor = console.as(Role.AUDITOR);
    assertThat(visitor.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
    assertThat(visitor.get("/password").statusCode()).isEqualTo(303);
  }

  @Test
  void the_door_leads_only_into_the_console_itself() {
    console.user("olga", Role.SUPERVISOR, Language.EN);
    for (String to : new String[]{"//evil.example", "https://evil.example", "/\\evil.example", "javascript:1",
      "/a\r\nSet-Cookie: x=1"}) {
      HttpResponse<String> in = console.nobody().post("/sign-in",
          Map.of("login", "olga", "password", TestConsole.PASSWORD, "to", to), "");
      assertThat(in.headers().firstValue("Location").orElse("/")).isEqualTo("/");
    }
  }

  @Test
  void every_page_forbids_frames_foreign_content_and_guessing() {
    HttpResponse<String> page = console.nobody().get("/sign-in");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'").contains("frame-ancestors 'none'").doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.body()).doesNotContain("<script>").doesNotContain("style=").doesNotContain("onclick");
  }

  @Test
  void the_first_administrator_is_made_once() {
    assertThat(console.desk().firstPassword()).hasValueSatisfying(
        password -> assertThat(enter("admin", password).statusCode()).isEqualTo(303));
    assertThat(console.desk().firstPassword()).isEmpty();
  }

  @Test
  void programs_are_answered_with_a_problem_document_and_people_with_a_page() {
    HttpResponse<String> missing = console.nobody().get("/api/v1/nothing-here");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(missing.body()).contains("\"status\":404");
    HttpResponse<String> page = console.nobody().get("/nothing-here");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is no such page.");
  }
}
