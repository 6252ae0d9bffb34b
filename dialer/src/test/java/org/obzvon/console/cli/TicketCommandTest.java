package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.commands.TicketUseCases;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.reason.ReasonRules;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.register.IdGenerator;
import org.obzvon.staff.jooq.JooqAuditLog;
import org.obzvon.webhook.jooq.JooqEventOutbox;
import picocli.CommandLine;

@Tag("slow")
class TicketCommandTest {
  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final UUID first = data.debtor("101", LocalDate.of(2026, 11, 1));
  private final UUID second = data.debtor("102", LocalDate.of(2026, 11, 1));

  private void says(UUID account, NonPaymentReason reason, String words) {
    var stops = new JooqSuppressions(db, new JooqWithdrawals(db, clock), new JooqEventOutbox(db), clock);
    new RuledReasons(ReasonRules.USUAL, new JooqReasonBook(db, new JooqEventOutbox(db)), stops)
        .heard(new Heard(Source.text(IdGenerator.next()), account, reason, words, clock.instant()));
    clock.tick(java.time.Duration.ofMinutes(1));
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    var desk = new TicketUseCases(new JooqTickets(db, new JooqEventOutbox(db)), new JooqReasonBook(db,
        new JooqEventOutbox(db)), new JooqAuditLog(db, clock), clock);
    new CommandLine(new TicketCommand(() -> desk))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .setExecutionExceptionHandler((fault, command, _) -> {
          command.getOut().println(fault instanceof BadInput ? fault.getMessage() : "fault: " + fault);
          return 2;
        })
        .execute(arguments);
    return out.toString();
  }

  @Test
  void a_ticket_is_listed_shown_answered_and_closed_once_and_every_step_is_audited() {
    assertThat(run("list")).isEqualTo("no tickets\n");
    says(first, NonPaymentReason.QUALITY_OF_SERVICE, "не работает\u001b[2J");
    says(first, NonPaymentReason.QUALITY_OF_SERVICE, "всё ещё не работает");
    String listed = run("list");
    assertThat(listed)
        .contains("101  QUALITY_OF_SERVICE  OPEN  no demands  said 2 times  не работает\\u001b[2J", "1 ticket\n");
    String id = listed.substring(0, listed.indexOf(' '));
    assertThat(run("show", id))
        .contains("account   101", "heard by TEXT", "none to the household until it is closed",
            "words     не работает");
    assertThat(run("answer", id, "--note", "a fitter comes on Friday")).contains("answered: " + id);
    assertThat(run("answer", id, "--note", "again")).contains("the ticket is closed, or was answered before");
    assertThat(run("close", id, "--note", " ")).contains("note: write what was done, in at most 2000 characters");
    assertThat(run("close", id, "--note", "cable changed")).contains("closed: " + id);
    assertThat(run("close", id, "--note", "twice")).contains("the ticket is closed, or was answered before");
    assertThat(run("show", id)).contains("CLOSED", "a fitter comes on Friday", "cable changed", "demands   go on");
    assertThat(run("list")).isEqualTo("no tickets\n");
    assertThat(run("list", "--all")).contains(id);
    assertThat(db.select(AUDIT_ENTRY.ACTION).from(AUDIT_ENTRY).orderBy(AUDIT_ENTRY.ID).fetch(AUDIT_ENTRY.ACTION))
        .containsExactly("ticket answer", "ticket close");
    assertThat(run("show", UUID.randomUUID().toString())).contains("there is no ticket with this id");
    assertThat(run("close", UUID.randomUUID().toString(), "--note", "x")).contains("there is no ticket with this id");
  }

  @Test
  void the_list_is_filtered_and_given_as_json() {
    says(first, NonPaymentReason.QUALITY_OF_SERVICE, "\"quoted\"");
    says(second, NonPaymentReason.DISPUTE, "I owe nothing");
    assertThat(run("list", "--kind", "dispute")).contains("102", "1 ticket").doesNotContain("101  ");
    assertThat(run("list", "--account", "101")).contains("101", "1 ticket").doesNotContain("DISPUTE");
    assertThat(run("list", "--state", "answered,closed")).isEqualTo("no tickets\n");
    assertThat(run("list", "--all", "--state", "open")).contains("exclude each other");
    assertThat(run("list", "--json", "--account", "101"))
        .startsWith("{\"items\":[{\"id\":\"")
        .contains(
            "\"kind\":\"QUALITY_OF_SERVICE\"", "\"state\":\"OPEN\"", "\"hold\":\"UNTIL_CLOSED\"",
            "\"holds_demands\":true",
            "\"heard_by\":\"TEXT\"", "\"words\":\"\\\"quoted\\\"\"", "\"complaints\":1");
  }
}
