package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.ConversationKind;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.fixture.StillDesk;
import org.obzvon.fixture.TestApi;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.fixture.TestData;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.reason.ReasonRules;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.rig.SeatedOperator;
import org.obzvon.staff.Role;
import org.obzvon.staff.User;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests every form of the console that can be refused: the page says what is wrong,
/// and the form keeps the typed values.
@Tag("slow")
class RefusedFormsTest {
  private static final Path TEMPLATES = Path.of("src", "main", "jte");
  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]*)\"[^>]*>(.*?)</form>",
      Pattern.DOTALL);
  private static final Pattern TYPED = Pattern
      .compile("<(select|textarea|input(?![^>]*type=\"(hidden|password|file)\"))[^>]* name=|user-fields");
  private static final String MARKUP = "</textarea><b>\"'&amp; привет";
  private static final String LONG = MARKUP + "x".repeat(3_000);

  /// The forms that no typed value can make fail: a search finds nothing;
  /// a user who ticks nothing takes the file as it is.
  private static final Set<String> NEVER_REFUSED = Set.of("/debtors", "/register/{}/take");

  @TempDir
  private static Path folder;
  private static final StillDesk DESK = new StillDesk();
  private static TestConsole console;
  private static TestConsole.Visitor ana;
  private static String ticket;

  /// @param pattern the form's address in its template, the variable part as `{}`
  /// @param sent the typed values, one a field, something of it wrong
  private record Refused(String pattern, String path, Role role, Map<String, String> sent) {
    Refused(String path, Role role, Map<String, String> sent) {
      this(path, path, role, sent);
    }
  }

  @BeforeAll
  static void open() {
    console = TestConsole.staffed(folder, TestConsole.noon(), DESK);
    console.user("victim", Role.OPERATOR, Language.EN);
    User user = console.user("ana", Role.OPERATOR, Language.EN);
    ana = console.signedIn(user);
    SeatedOperator colleague = new SeatedOperator(IdGenerator.next(), TestConsole.noon().instant());
    DESK.others.add(colleague.with(OperatorWorkKind.ESCALATIONS, OperatorState.AVAILABLE, ConversationKind.ESCALATED));
    UUID account = new TestData(console.db()).debtor("101", LocalDate.of(2026, 11, 1));
    TestClock clock = new TestClock(TestApi.NOON);
    var stops = new JooqSuppressions(console.db(), new JooqWithdrawals(console.db(), clock),
        new JooqEventOutbox(console.db()), clock);
    new RuledReasons(ReasonRules.USUAL, new JooqReasonBook(console.db(), new JooqEventOutbox(console.db())), stops)
        .heard(new Heard(Source.text(IdGenerator.next()), account, NonPaymentReason.QUALITY_OF_SERVICE, "нет сигнала",
            clock.instant()));
    ticket = console.db().fetchValue("select id from ticket limit 1").toString();
  }

  @AfterAll
  static void close() {
    console.close();
  }

  private static List<Refused> forms() {
    return List.of(
        new Refused("/stops", Role.SUPERVISOR,
            Map.of("target", "no such account", "kind", "BANKRUPT", "until", "2027-01-01", "note", MARKUP)),
        new Refused("/stops", Role.SUPERVISOR, Map.of("target", "+37369000001", "kind", "DISPUTE", "note", LONG)),
        new Refused("/campaigns", Role.SUPERVISOR, Map.of("yaml", "\nname: [" + MARKUP)),
        new Refused("/campaigns/draft", Role.SUPERVISOR,
            Map.of("name", MARKUP, "policy", "md-cautious", "weight-ROBOT", "7", "first", "5", "at", "11:30", "from",
                "2026-11-02",
                "caller", "+37322000000", "lines", "9")),
        new Refused("/webhooks", Role.ADMINISTRATOR, Map.of("url", "ftp://" + MARKUP, "event", "TICKET_OPENED")),
        new Refused("/webhooks", Role.ADMINISTRATOR, Map.of("url", "https://x/" + LONG, "event", "TICKET_OPENED")),
        new Refused("/users", Role.ADMINISTRATOR,
            Map.of("login", "bad login", "name", MARKUP, "role", "AUDITOR", "language", "RO", "exchange", "pbx",
                "endpoint", "PJSIP/1",
                "speaks", "RO")),
        new Refused("/users/{}", "/users/victim", Role.ADMINISTRATOR,
            Map.of("name", LONG, "role", "AUDITOR", "language", "RO", "exchange", "pbx", "endpoint", "PJSIP/7",
                "speaks", "RU")),
        new Refused("/exchanges/test-call", Role.SUPERVISOR,
            Map.of("number", "+37369000009", "script", "payment-active", "account", MARKUP)),
        new Refused("/keys", Role.ADMINISTRATOR, Map.of("name", LONG, "scope", "PAYMENTS_WRITE")),
        new Refused("/tickets/{}/close", "/tickets/" + ticket + "/close", Role.SUPERVISOR, Map.of("note", LONG)));
  }

  private static List<Refused> atTheDesk() {
    return List.of(
        new Refused("/desk/dispose", Role.OPERATOR,
            Map.of("reach", "SOMEBODY_ELSE", "reason", "NO_MONEY", "promise-day", "2026-12-24", "promise-amount",
                "много", "note", MARKUP,
                "next", "CALL_BACK", "at", "2026-12-24T10:00", "mine", "on", "stop", "DISPUTE", "complaint", MARKUP)),
        new Refused("/desk/transfer", Role.OPERATOR, Map.of("to", DESK.others.getFirst().operator().id().toString())));
  }

  @TestFactory
  Stream<DynamicTest> a_refused_form_says_why_and_keeps_what_was_typed() {
    return forms().stream().map(form -> DynamicTest.dynamicTest(form.path() + " " + form.sent().keySet(), () -> {
      HttpResponse<String> answer = console.as(form.role()).post(form.path(), form.sent());
      assertThat(answer.statusCode()).isEqualTo(400);
      keeps(answer.body(), form.path(), form.sent());
    }));
  }

  private static void keeps(String body, String path, Map<String, String> sent) {
    Document page = Jsoup.parse(body);
    assertThat(page.select(".fault[role=alert]:not([hidden])")).as(body).hasSize(1);
    assertThat(page.select("details.me[open]")).as("the menu of the user").isEmpty();
    List<Element> forms = page.select("form").stream().filter(form -> form.attr("action").equals(path)).toList();
    assertThat(forms).as("forms of the page for %s", path).isNotEmpty();
    sent.forEach((name, value) -> assertThat(values(forms.getFirst(), name)).as(name).contains(value));
  }

  /// Returns the values that the browser would send for that field.
  private static List<String> values(Element form, String name) {
    return form.select("[name=" + name + "]").stream()
        .filter(field -> !Set.of("radio", "checkbox").contains(field.attr("type")) || field.hasAttr("checked"))
        .map(
            field -> switch (field.normalName()) {
              case "textarea" -> field.wholeText().replaceFirst("^\n", ""); // as a browser does
              case "select" -> field.select("option[selected]").stream()
                  .map(one -> one.hasAttr("value") ? one.val() : one.text()).findFirst().orElse("");
              default -> field.hasAttr("value") ? field.attr("value") : "on";
            })
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> a_refused_form_of_the_desk_keeps_what_was_typed() {
    return atTheDesk().stream().map(form -> DynamicTest.dynamicTest(form.path(), () -> {
      DESK.seat = Optional.of(new SeatedOperator(anaId(), TestConsole.noon().instant())
          .with(OperatorWorkKind.ESCALATIONS, OperatorState.TALKING, ConversationKind.ESCALATED));
      DESK.reply = CommandReply.refused(CommandReply.Why.EXCHANGE);
      HttpResponse<String> answer = ana.post(form.path(), form.sent());
      assertThat(answer.statusCode()).isEqualTo(400);
      keeps(answer.body(), form.path(), form.sent());
    }));
  }

  private static UUID anaId() {
    return (UUID) console.db().fetchValue("select id from staff_user where login = 'ana'");
  }

  @Test
  void signing_on_that_is_refused_keeps_the_chosen_work() {
    DESK.seat = Optional.empty();
    DESK.reply = CommandReply.refused(CommandReply.Why.EXCHANGE);
    HttpResponse<String> answer = ana.post("/desk/sign-on", Map.of("work", "PROGRESSIVE"));
    assertThat(answer.statusCode()).isEqualTo(400);
    keeps(answer.body(), "/desk/sign-on", Map.of("work", "PROGRESSIVE"));
  }

  @Test
  void a_wrong_password_keeps_the_login_and_no_password() {
    for (String login : List.of(MARKUP, LONG)) {
      HttpResponse<String> answer = console.nobody().post("/sign-in",
          Map.of("login", login, "password", "secret-word", "to", "/board"));
      assertThat(answer.statusCode()).isEqualTo(401);
      keeps(answer.body(), "/sign-in", Map.of("login", login));
      assertThat(answer.body()).doesNotContain("secret-word");
    }
    HttpResponse<String> changed = console.as(Role.AUDITOR).post("/password",
        Map.of("old", "secret-word", "new", "other-word", "again", "third-word"));
    assertThat(changed.statusCode()).isEqualTo(400);
    assertThat(changed.body()).doesNotContain("secret-word").doesNotContain("other-word");
  }

  @Test
  void a_filter_of_the_audit_log_that_is_no_day_keeps_the_other_fields() {
    String query = "actor=ana&action=desk&subject=" + URLEncoder.encode(MARKUP, StandardCharsets.UTF_8) + "&day=never";
    HttpResponse<String> answer = console.as(Role.AUDITOR).get("/audit?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    keeps(answer.body(), "/audit", Map.of("actor", "ana", "action", "desk", "subject", MARKUP, "day", "never"));
  }

  @TestFactory
  Stream<DynamicTest> a_file_sent_without_scripts_keeps_the_fields_beside_it() {
    Map<String, Map<String, String>> forms = Map.of(
        "/register/file", Map.of("source", MARKUP, "date", "2026-11-01", "region", "RO", "zone", "Europe/Bucharest",
            "mapping", MARKUP),
        "/payments/file", Map.of("source", "bank", "zone", "Mars/Base", "mapping", MARKUP));
    return forms.entrySet().stream().map(form -> DynamicTest.dynamicTest(form.getKey(), () -> {
      HttpResponse<String> answer = upload(form.getKey(), form.getValue());
      assertThat(answer.statusCode()).isEqualTo(400);
      keeps(answer.body(), form.getKey(), form.getValue());
      assertThat(Jsoup.parse(answer.body()).select("form details[open]")).as("what was folded away is shown")
          .isNotEmpty();
    }));
  }

  private static HttpResponse<String> upload(String path, Map<String, String> fields) {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    StringBuilder body = new StringBuilder();
    part(body, "csrf", olga.csrf());
    fields.forEach((name, value) -> part(body, name, value));
    body.append(
        "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n--limit--\r\n");
    return olga.raw("POST", path, "multipart/form-data; boundary=limit", body.toString(), Map.of());
  }

  private static void part(StringBuilder body, String name, String value) {
    body.append("--limit\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n").append(value)
        .append("\r\n");
  }

  /// A new form has to be added to one of the tables above.
  @Test
  void every_form_of_the_templates_into_which_something_is_typed_is_tried_here() throws IOException {
    Set<String> tried = new TreeSet<>(NEVER_REFUSED);
    Stream.concat(forms().stream(), atTheDesk().stream()).forEach(form -> tried.add(form.pattern()));
    tried.addAll(Set.of("/desk/sign-on", "/sign-in", "/audit", "/register/file", "/payments/file"));
    assertThat(tried).isEqualTo(typed());
  }

  private static Set<String> typed() throws IOException {
    List<String> addresses = new ArrayList<>();
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      for (Path template : files.toList()) {
        FORM.matcher(Files.readString(template)).results()
            .filter(form -> TYPED.matcher(form.group(2)).find())
            .forEach(form -> addresses.add(form.group(1).replaceAll("\\$\\{[^}]*}", "{}")));
      }
    }
    return addresses.stream().collect(Collectors.toCollection(TreeSet::new));
  }
}
