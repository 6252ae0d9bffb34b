package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.TICKET;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.TestApi;
import org.obzvon.fixture.TestApi.Answer;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.fixture.TestData;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.reason.ReasonRules;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.webhook.WebhookEvent;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests tickets as people handle them on the pages and programs by the API.
@Tag("slow")
class TicketsConsoleTest {
  private static final String WORDS = "нет сигнала <img src=x onerror=alert(1)>";
  @TempDir
  private Path folder;

  /// Adds a complaint of account 101 about the quality of the service.
  private static void complaint(DSLContext db, NonPaymentReason reason) {
    UUID account = new TestData(db).debtor("101", LocalDate.of(2026, 11, 1));
    says(db, account, reason);
  }

  private static void says(DSLContext db, UUID account, NonPaymentReason reason) {
    TestClock clock = new TestClock(TestApi.NOON);
    var stops = new JooqSuppressions(db, new JooqWithdrawals(db, clock), new JooqEventOutbox(db), clock);
    new RuledReasons(ReasonRules.USUAL, new JooqReasonBook(db, new JooqEventOutbox(db)), stops)
        .heard(new Heard(Source.text(IdGenerator.next()), account, reason, WORDS, clock.instant()));
  }

  @Test
  void a_supervisor_sees_a_complaint_on_list_and_debtor_and_closes_it_and_an_auditor_only_reads() {
    try (TestConsole console = new TestConsole(folder, TestConsole.noon())) {
      complaint(console.db(), NonPaymentReason.QUALITY_OF_SERVICE);
      TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
      String list = olga.get("/tickets").body();
      assertThat(list).contains("quality of service", "no demands", "&lt;img src=x").doesNotContain("<img src=x");
      String place = "/tickets/" + list.replaceAll("(?s).*href=\"/tickets/([0-9a-f-]{36})\".*", "$1");
      assertThat(olga.get("/debtors/101").body()).contains(place, "a ticket is open").doesNotContain("<img src=x");
      TestConsole.Visitor auditor = console.as(Role.AUDITOR);
      assertThat(auditor.get(place).body()).contains("text message")
          .doesNotContain("<form method=\"post\" action=\"" + place);
      assertThat(auditor.post(place + "/close", Map.of("note", "x")).statusCode()).isEqualTo(403);
      assertThat(console.as(Role.OPERATOR).get("/tickets").statusCode()).isEqualTo(403);

      assertThat(olga.post(place + "/close", Map.of("note", "  ")).statusCode()).isEqualTo(400);
      assertThat(olga.post(place + "/answer", Map.of("note", "a fitter comes")).statusCode()).isEqualTo(303);
      assertThat(olga.get(place).body()).contains("a fitter comes").doesNotContain("formaction");
      assertThat(olga.post(place + "/close", Map.of("note", "cable changed")).statusCode()).isEqualTo(303);
      assertThat(olga.get(place).body()).contains("cable changed").doesNotContain("<textarea");
      assertThat(olga.post(place + "/close", Map.of("note", "twice")).body()).contains("the ticket is closed");
      assertThat(olga.get("/tickets").body()).doesNotContain(place);
      assertThat(olga.get("/tickets?all=true").body()).contains(place);
      assertThat(console.as(Role.AUDITOR).get("/audit").body()).contains("ticket closed", "cable changed");
      assertThat(olga.get("/tickets/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void every_page_of_tickets_is_there_in_every_language() {
    try (TestConsole console = new TestConsole(folder, TestConsole.noon())) {
      complaint(console.db(), NonPaymentReason.DISPUTE);
      for (Language language : List.of(Language.RU, Language.RO)) {
        TestConsole.Visitor vera = console.signedIn(console.user("vera-" + language.tag(), Role.SUPERVISOR, language));
        String list = vera.get("/tickets").body();
        String place = "/tickets/" + list.replaceAll("(?s).*href=\"/tickets/([0-9a-f-]{36})\".*", "$1");
        String word = language == Language.RU ? "без требований оплаты" : "fără cereri de plată";
        assertThat(list).contains(word).doesNotContain("tickets.");
        assertThat(vera.get(place).body()).contains(word).doesNotContain("tickets.", "ticket-hold");
        assertThat(vera.get("/debtors/101").body()).contains(word).doesNotContain("debtor.reasons", "heard.");
      }
    }
  }

  @Test
  void a_program_lists_filters_answers_and_closes_tickets_and_is_told_why_one_does_not_move() {
    try (TestApi api = new TestApi(folder)) {
      complaint(api.db(), NonPaymentReason.QUALITY_OF_SERVICE);
      says(api.db(), api.db().fetchSingle(ACCOUNT).getId(), NonPaymentReason.DISPUTE);
      TestApi.Program reader = api.program(ApiKeyScope.TICKETS_READ);
      TestApi.Program desk = api.program(ApiKeyScope.TICKETS_WRITE);
      assertThat(reader.get("/api/v1/tickets").json().get("items")).hasSize(2);
      assertThat(reader.get("/api/v1/tickets?limit=1").json().get("next").asText()).isNotEmpty();
      assertThat(reader.get("/api/v1/tickets?state=CLOSED").json().get("items")).isEmpty();
      assertThat(reader.get("/api/v1/tickets?account=999").json().get("items")).isEmpty();
      assertThat(reader.get("/api/v1/tickets?state=open").status()).isEqualTo(400);
      Answer found = reader.get("/api/v1/tickets?kind=DISPUTE&state=OPEN,ANSWERED&account=101");
      String place = "/api/v1/tickets/" + found.json().at("/items/0/id").asText();
      assertThat(found.json().at("/items/0/words").asText()).isEqualTo(WORDS);

      assertThat(reader.post(place + "/close", "{\"note\": \"x\"}").status()).isEqualTo(403);
      assertThat(desk.post(place + "/answer", "{}").status()).isEqualTo(400);
      assertThat(desk.post(place + "/answer", "{\"note\": \" \"}").status()).isEqualTo(400);
      Answer answered = desk.post(place + "/answer", "{\"note\": \"the bill is right\"}");
      assertThat(answered.status()).isEqualTo(200);
      assertThat(answered.json().get("holds_demands").asBoolean()).isFalse();
      assertThat(desk.post(place + "/answer", "{\"note\": \"again\"}").status()).isEqualTo(409);
      assertThat(desk.once("k-1", place + "/close", "{\"note\": \"done\"}").status()).isEqualTo(200);
      assertThat(desk.once("k-1", place + "/close", "{\"note\": \"done\"}").status()).isEqualTo(200);
      assertThat(desk.post(place + "/close", "{\"note\": \"done\"}").status()).isEqualTo(409);
      assertThat(desk.post("/api/v1/tickets/" + UUID.randomUUID() + "/close", "{\"note\": \"x\"}").status())
          .isEqualTo(404);
      assertThat(api.db().select(AUDIT_ENTRY.ACTION).from(AUDIT_ENTRY).where(AUDIT_ENTRY.ACTION.startsWith("ticket"))
          .orderBy(AUDIT_ENTRY.ID).fetch(AUDIT_ENTRY.ACTION)).containsExactly("ticket answer", "ticket close");
      Answer explained = api.program(ApiKeyScope.CONTACTS_READ).get("/api/v1/accounts/101/explanation");
      assertThat(explained.text()).contains("QUALITY_OF_SERVICE", "no demands until it is closed");
    }
  }

  @Test
  void a_webhook_is_told_of_the_opening_and_of_the_closing_once_each() {
    try (TestConsole console = new TestConsole(folder, TestConsole.noon())) {
      console.desk().webhooks()
          .add(Actor.COMMAND_LINE, "https://billing.example.md/x",
              Set.of(WebhookEvent.TICKET_OPENED, WebhookEvent.TICKET_CLOSED));
      complaint(console.db(), NonPaymentReason.QUALITY_OF_SERVICE);
      says(console.db(), console.db().fetchSingle(ACCOUNT).getId(), NonPaymentReason.QUALITY_OF_SERVICE);
      UUID ticket = console.db().fetchSingle(TICKET).getId();
      console.desk().tickets().answer(Actor.COMMAND_LINE, ticket, "answered");
      console.desk().tickets().close(Actor.COMMAND_LINE, ticket, "mended");
      assertThat(console.db().selectFrom(WEBHOOK_DELIVERY).orderBy(WEBHOOK_DELIVERY.NUMBER).fetch())
          .extracting(row -> row.getEvent() + " " + row.getSubject())
          .containsExactly("ticket.opened " + ticket, "ticket.closed " + ticket);
    }
  }
}
