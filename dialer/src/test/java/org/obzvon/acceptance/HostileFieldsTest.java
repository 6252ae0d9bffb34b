package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.staff.Role;

/// Tests every field of every form with hostile values: a clear error or harmless text follows,
/// and nothing is executed.
@Tag("slow")
class HostileFieldsTest {
  private static final Map<String, String> HOSTILE = new LinkedHashMap<>();
  /// Matches the name of a field within its error.
  private static final Pattern NAMED = Pattern.compile("<b>([^<:]+)");

  static {
    HOSTILE.put("script", "<script>alert(1)</script>");
    HOSTILE.put("attribute", "\" onmouseover=\"alert(1)\" x=\"");
    HOSTILE.put("line breaks", "a\r\nSet-Cookie: x=1\r\n\r\n<h1>");
    HOSTILE.put("SQL", "'; drop table staff_user; --");
    HOSTILE.put("nul", "a\u0000b");
    HOSTILE.put("turned", "a\u202Eb");
    HOSTILE.put("yaml", "x\nname: [&a *a, !!java.lang.ProcessBuilder [id]]");
    HOSTILE.put("long", "9".repeat(20_000));
  }

  /// A form: who fills it in, its path, and values that it accepts.
  private record Target(Role role, String path, Map<String, String> good) {}

  private static final List<Target> FORMS = List.of(
      new Target(Role.SUPERVISOR, "/stops",
          Map.of("target", "+37369000001", "kind", "MANUAL", "until", "2027-01-01", "note", "n")),
      new Target(Role.SUPERVISOR, "/campaigns", Map.of("yaml", "name: x")),
      new Target(Role.SUPERVISOR, "/campaigns/draft",
          Map.ofEntries(
              Map.entry("name", "x"), Map.entry("policy", "md-cautious"), Map.entry("script", "payment-active"),
              Map.entry("text", "debt-reminder"), Map.entry("first", "3"), Map.entry("second", "9"),
              Map.entry("at", "10:00"),
              Map.entry("from", "2026-11-01"), Map.entry("until", "2026-12-01"),
              Map.entry("caller", "+37322000000"),
              Map.entry("lines", "5"), Map.entry("least", "1"), Map.entry("weight-ROBOT", "1"))),
      new Target(Role.SUPERVISOR, "/register",
          Map.of("source", "billing", "date", "2026-11-01", "region", "MD", "currency", "MDL", "language", "ro",
              "zone", "Europe/Chisinau")),
      new Target(Role.SUPERVISOR, "/payments", Map.of("source", "bank", "zone", "Europe/Chisinau", "mapping", "")),
      new Target(Role.ADMINISTRATOR, "/webhooks",
          Map.of("url", "https://billing.example.md/hook", "event", "OUTCOME")),
      new Target(Role.ADMINISTRATOR, "/users",
          Map.of("login", "new-one", "name", "N", "role", "AUDITOR", "language", "RO",
              "exchange", "pbx", "endpoint", "PJSIP/1", "speaks", "RO")),
      new Target(Role.ADMINISTRATOR, "/users/victim", Map.of("name", "N", "role", "AUDITOR", "language", "RO")),
      new Target(Role.ADMINISTRATOR, "/keys", Map.of("name", "billing", "scope", "PAYMENTS_WRITE")),
      new Target(Role.AUDITOR, "/language", Map.of("language", "RO")),
      new Target(Role.AUDITOR, "/password", Map.of("old", "x", "new", "y", "again", "y")),
      new Target(Role.OPERATOR, "/desk/sign-on", Map.of("work", "PREVIEW")),
      new Target(Role.OPERATOR, "/desk/pause", Map.of("reason", "lunch")),
      new Target(Role.OPERATOR, "/desk/transfer", Map.of("to", "x")));

  @TempDir
  private static Path folder;
  private static TestConsole console;

  @BeforeAll
  static void open() {
    console = new TestConsole(folder, TestConsole.noon());
    console.user("victim", Role.OPERATOR, Language.EN);
  }

  @AfterAll
  static void close() {
    console.close();
  }

  /// Returns the row counts of the tables, without the log.
  private static Map<String, Integer> stored() {
    Map<String, Integer> counts = new TreeMap<>();
    for (String table : List.of("staff_user", "api_key", "campaign", "suppression", "snapshot", "account", "contact",
        "payment_file", "webhook")) {
      counts.put(table, console.db().fetchCount(DSL.table(table)));
    }
    return counts;
  }

  @TestFactory
  List<DynamicTest> a_hostile_value_in_any_field_is_refused_or_harmless() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Target form : FORMS) {
      for (String field : form.good().keySet()) {
        HOSTILE.forEach((name, value) -> tests.add(DynamicTest.dynamicTest(form.path() + " " + field + ": " + name,
            () -> attack(form, field, value))));
      }
    }
    return tests;
  }

  private static void attack(Target form, String field, String value) {
    Map<String, String> fields = new HashMap<>(form.good());
    fields.put(field, value);
    TestConsole.Visitor visitor = console.as(form.role());
    Map<String, Integer> before = stored();
    HttpResponse<String> answer = visitor.post(form.path(), fields);
    assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(500);
    assertThat(answer.body()).doesNotContain("<script>alert(1)</script>")
        .doesNotContainPattern("<[^>]*\" onmouseover=\"");
    assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("x=1");
    if (answer.statusCode() >= 400) {
      assertThat(stored()).isEqualTo(before);
      assertThat(answer.body()).contains("class=\"fault\"");
    }
  }

  /// A refused form says why in the page's language; text that stays English would be marked with its language.
  @TestFactory
  List<DynamicTest> what_is_wrong_with_a_field_is_said_in_the_reader_s_language() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Language language : List.of(Language.RU, Language.RO)) {
      for (Target form : FORMS) {
        for (String field : form.good().keySet()) {
          tests.add(DynamicTest.dynamicTest(language + " " + form.path() + " " + field,
              () -> told(language, form, field)));
        }
      }
    }
    return tests;
  }

  private static void told(Language language, Target form, String field) {
    TestConsole.Visitor visitor = console.as(form.role());
    visitor.post("/language", Map.of("language", language.name()));
    for (String value : HOSTILE.values()) {
      Map<String, String> fields = new HashMap<>(form.good());
      fields.put(field, value);
      HttpResponse<String> answer = visitor.post(form.path(), fields);
      if (answer.statusCode() >= 400 && answer.body().contains("class=\"fault\"")) {
        String fault = answer.body().substring(answer.body().indexOf("class=\"fault\""));
        fault = fault.substring(0, fault.indexOf("</div>"));
        assertThat(fault).doesNotContain("lang=\"en\"");
        assertThat(NAMED.matcher(fault).results().map(found -> found.group(1)).toList()).as(fault)
            .doesNotContain(field);
      }
    }
  }

  @Test
  void what_was_taken_as_text_comes_back_as_text() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    olga.post("/stops", Map.of("target", "+37369000099", "kind", "MANUAL", "note", "<img src=x onerror=alert(1)>"));
    assertThat(olga.get("/stops").body()).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img");
    assertThat(olga.get("/debtors?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E").body()).doesNotContain("<img");
    assertThat(console.as(Role.AUDITOR).get("/audit?subject=%3Cimg%3E&actor=%22%3E%3Cimg%3E").body())
        .doesNotContain("<img");
  }

  @Test
  void a_megabyte_is_refused_before_it_is_read_and_a_body_of_untold_length_is_too() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    HttpResponse<String> answer = olga.post("/stops", Map.of("target", "1", "note", "x".repeat(1_000_000)));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than is taken here");
  }

  @Test
  void more_fields_than_any_form_has_are_refused() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    String many = "a=1&".repeat(500) + "csrf=" + olga.csrf();
    assertThat(olga.raw("POST", "/stops", "application/x-www-form-urlencoded", many, Map.of()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void paths_and_queries_do_no_better() {
    TestConsole.Visitor auditor = console.as(Role.AUDITOR);
    for (String path : List.of("/debtors/%00", "/debtors/..%2F..%2Fetc%2Fpasswd", "/campaigns/%3Cscript%3E",
        "/policies/%27%3B--",
        "/assets/x/..%2Fconsole.css",
        "/audit?before=999999999999999999999", "/audit?day=never", "/audit?actor=%0d%0aX",
        "/stops?all=%3Cscript%3E", "/debtors?q=%25%25%25")) {
      HttpResponse<String> answer = auditor.get(path);
      assertThat(answer.statusCode()).as(path).isIn(200, 400, 404);
      assertThat(answer.body()).doesNotContain("<script>");
    }
  }
}
