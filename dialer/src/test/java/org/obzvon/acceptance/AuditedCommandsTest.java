package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.console.pages.http.AuditWords;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Role;

/// Tests that every command given on a page leaves who, what, before and after in the audit log.
@Tag("slow")
class AuditedCommandsTest {
  private static final String REGISTER = """
      account,name,phones,service state,balance,currency,debt since,language,zone,legal entity
      100001,Ion Rusu,+37369000001,active,-150.00,MDL,2026-11-20,ro,Europe/Chisinau,no
      100002,Ana,=cmd()<b>,active,-150.00,MDL,2026-11-20,ro,Europe/Chisinau,no
      """;

  @TempDir
  private Path folder;
  private TestConsole console;

  @BeforeEach
  void open() {
    console = new TestConsole(folder, TestConsole.noon());
  }

  private void everything_that_was_noted_has_words_for_the_pages() {
    for (AuditLog.Entry entry : console.desk().log().page(AuditLog.Filter.ALL, Optional.empty())) {
      assertThat(AuditWords.CHANGES).containsAll(entry.change().before().keySet())
          .containsAll(entry.change().after().keySet());
      assertThat(entry.subject()).matches(AuditWords.SUBJECTS.stream()
          .collect(Collectors.joining("|", "\\+\\d+|(", ") .+")));
    }
  }

  @AfterEach
  void close() {
    try {
      everything_that_was_noted_has_words_for_the_pages();
    } finally {
      console.close();
    }
  }

  private List<AuditLog.Entry> entries(String action) {
    return console.desk().log().page(new AuditLog.Filter("", action, "", Optional.empty()), Optional.empty());
  }

  private AuditLog.Entry only(String action) {
    assertThat(entries(action)).as(action).hasSize(1);
    return entries(action).getFirst();
  }

  /// Uploads the file as the page's script does, and waits for the trial.
  private String tried(TestConsole.Visitor olga) {
    String place = olga.post("/register", Map.of("source", "billing", "date", "2026-11-24")).headers()
        .firstValue("X-Location")
        .orElseThrow();
    HttpResponse<String> file = olga.raw("POST", place + "/file?name=r.csv", "application/octet-stream", REGISTER,
        Map.of("X-Csrf-Token", olga.csrf()));
    assertThat(file.statusCode()).isEqualTo(201);
    await().until(() -> olga.get(place).body().contains("/take"));
    return place;
  }

  @Test
  void a_register_is_tried_without_a_trace_and_taken_with_one_and_its_rejected_rows_are_an_export() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    String place = tried(olga);
    assertThat(olga.get(place).body()).contains("A trial: nothing was changed").contains("phones")
        .contains("&lt;b&gt;");
    assertThat(console.adapters().accounts().byNumber("100001")).isEmpty();
    assertThat(entries("register")).isEmpty();
    olga.post(place + "/take", Map.of());
    await().until(() -> olga.get(place).body().contains("The register was taken"));
    assertThat(console.adapters().accounts().byNumber("100001")).isPresent();
    assertThat(only("register import").change().after()).containsEntry("accepted", "1").containsEntry("rejected", "1");
    HttpResponse<String> csv = olga.get(place + "/rejected.csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
    assertThat(csv.body()).contains("phones").doesNotContain("\n=");
    assertThat(only("export").actor()).isEqualTo("the-supervisor");
    assertThat(console.as(Role.AUDITOR).get(place + "/rejected.csv").statusCode()).isEqualTo(403);
    TestConsole.Visitor irina = console.signedIn(console.user("irina", Role.SUPERVISOR, Language.RU));
    assertThat(irina.get(place + "/rejected.csv").body())
        .as("reasons in his reader's words, codes as everywhere").contains("телефон")
        .containsPattern(",row\\.phone[a-z-]*,");
  }

  @Test
  void a_look_at_a_debtor_is_noted_with_who_looked_at_whom() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    String place = tried(olga);
    olga.post(place + "/take", Map.of());
    await().until(() -> console.adapters().accounts().byNumber("100001").isPresent());
    assertThat(olga.get("/debtors/100001").statusCode()).isEqualTo(200);
    assertThat(olga.get("/debtors/7").statusCode()).isEqualTo(404);
    AuditLog.Entry entry = only("account see");
    assertThat(entry.actor()).isEqualTo("the-supervisor");
    assertThat(entry.subject()).isEqualTo("account 100001");
    assertThat(console.as(Role.AUDITOR).get("/audit").body()).contains("debtor looked at");
  }

  @Test
  void a_campaigns_life_is_written_down_with_before_and_after() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    HttpResponse<String> created = olga.post("/campaigns", Map.of("yaml", YamlDefinitionTest.GOOD));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(303);
    String place = created.headers().firstValue("Location").orElseThrow();
    assertThat(olga.get(place + "/dry-run").body()).contains("Nobody was contacted");
    olga.post(place + "/stop", Map.of());
    assertThat(only("campaign create").subject()).isEqualTo("campaign november");
    assertThat(only("campaign stop").change().before()).containsEntry("state", "DRAFT");
    assertThat(only("campaign stop").change().after()).containsEntry("state", "STOPPED");
    assertThat(olga.post(place + "/start", Map.of()).statusCode()).as("what is over does not start").isEqualTo(400);
  }

  @Test
  void a_wrong_campaign_is_told_by_line_and_stays_in_the_editor() {
    String yaml = YamlDefinitionTest.GOOD.replaceFirst("(?m)^policy: .*$", "policy: no-such-policy\nunheard-of: 1");
    HttpResponse<String> answer = console.as(Role.SUPERVISOR).post("/campaigns", Map.of("yaml", yaml));
    assertThat(answer.statusCode()).isEqualTo(400);
    Matcher line = Pattern.compile("YAML:(\\d+)").matcher(answer.body());
    assertThat(line.find()).isTrue();
    assertThat(answer.body()).contains("unheard-of").contains("policy: no-such-policy");
    assertThat(entries("campaign")).isEmpty();
  }

  @Test
  void a_stop_entry_a_user_and_a_key_are_written_down_and_no_secret_with_them() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    olga.post("/stops", Map.of("target", "+37369000005", "kind", "DISPUTE", "note", "sees a lawyer"));
    assertThat(only("stop add").change().after()).containsEntry("kind", "DISPUTE")
        .containsEntry("note", "sees a lawyer");
    TestConsole.Visitor admin = console.as(Role.ADMINISTRATOR);
    String users = admin.post("/users", Map.of("login", "ion", "name", "Ion", "role", "OPERATOR", "language", "RO"))
        .body();
    String password = secret(users);
    admin.post("/users/ion", Map.of("name", "Ion R", "role", "SUPERVISOR", "language", "RO"));
    assertThat(only("user change").change().before()).containsEntry("role", "OPERATOR");
    assertThat(only("user change").change().after()).containsEntry("role", "SUPERVISOR");
    String key = secret(admin.post("/keys", Map.of("name", "billing", "scope", "PAYMENTS_WRITE")).body());
    assertThat(key).startsWith("obz_");
    assertThat(admin.get("/keys").body()).doesNotContain(key);
    assertThat(admin.get("/users").body()).doesNotContain(password);
    String all = console.desk().log().page(AuditLog.Filter.ALL, Optional.empty()).toString();
    assertThat(all).doesNotContain(key).doesNotContain(password);
  }

  private static String secret(String page) {
    Matcher secret = Pattern.compile("id=\"secret\">([^<]+)<").matcher(page);
    assertThat(secret.find()).as(page).isTrue();
    return secret.group(1);
  }

  @Test
  void the_last_administrator_cannot_put_himself_out() {
    TestConsole.Visitor admin = console.as(Role.ADMINISTRATOR);
    assertThat(admin.post("/users/the-administrator/active", Map.of("active", "no")).statusCode()).isEqualTo(400);
    HttpResponse<String> change = admin.post("/users/the-administrator",
        Map.of("name", "A", "role", "OPERATOR", "language", "EN"));
    assertThat(change.statusCode()).isEqualTo(400);
    assertThat(change.body()).contains("last administrator");
  }

  @Test
  void the_log_is_read_page_by_page() {
    for (int entry = 0; entry < AuditLog.PAGE + 7; entry++) {
      console.user("user" + entry, Role.OPERATOR, Language.EN);
    }
    String first = console.as(Role.AUDITOR).get("/audit?action=user%20add").body();
    Matcher older = Pattern.compile("href=\"(/audit\\?[^\"]*before=\\d+)\"").matcher(first);
    assertThat(older.find()).isTrue();
    String second = console.as(Role.AUDITOR).get(older.group(1).replace("&amp;", "&")).body();
    assertThat(second).contains("user user0").doesNotContain("user user56");
  }
}
