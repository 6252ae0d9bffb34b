package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.commands.InboxUseCases;
import org.obzvon.contact.Attempt;
import org.obzvon.document.BadInput;
import org.obzvon.register.Phone;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.Gateway;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.SmsSurroundings;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.staff.jooq.JooqAuditLog;
import picocli.CommandLine;

@Tag("slow")
class InboxCommandTest {
  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", new Taking()),
      SmsSurroundings.terms("g", "+7", "2.50"));
  private int received;

  private static final class Taking implements Gateway {
    @Override
    public Sent send(Outgoing message) {
      return new Sent.Taken(java.util.List.of("r-" + message.id()));
    }

    @Override
    public java.util.List<DeliveryReport> ask(Pending message) {
      return java.util.List.of();
    }

    @Override
    public boolean ready() {
      return true;
    }
  }

  private void receive(Phone from, String text) {
    desk.correspondence.received(new Incoming("g", "in-" + ++received, from, "OBZVON", text, desk.clock.instant()));
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    DSLContext audited = desk.db;
    var inbox = new InboxUseCases(new JooqInbox(audited), new JooqAuditLog(audited, desk.clock), desk.clock);
    new CommandLine(new InboxCommand(() -> inbox, () -> new JooqAccounts(desk.db), Clock.systemUTC()))
        .setOut(new PrintWriter(out, true))
        .setExecutionExceptionHandler((fault, command, _) -> {
          command.getOut().println(fault instanceof BadInput ? fault.getMessage() : "fault: " + fault);
          return 2;
        })
        .execute(arguments);
    return out.toString();
  }

  @Test
  void an_answer_waits_is_shown_with_what_it_answers_and_is_closed_once() {
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);
    receive(attempt.phone(), "Почему нет интернета?\u001b[2J");
    receive(attempt.phone(), "Оплачу завтра");
    receive(attempt.phone(), "Стоп");

    String listed = run("list");
    assertThat(listed).contains("101  OTHER QUALITY_OF_SERVICE  Почему нет интернета?\\u001b[2J", "1 wait")
        .doesNotContain("Оплачу", "Стоп");
    String id = listed.substring(0, listed.indexOf(' '));
    assertThat(run("show", id))
        .contains("account   101", "taken for OTHER QUALITY_OF_SERVICE, open",
            "answers   Обзвон: по договору 101 долг 500 руб");
    assertThat(run("close", id)).contains("closed: " + id);
    assertThat(run("close", id)).contains("no answer with this id waits");
    assertThat(run("list")).isEqualTo("nothing waits\n");
    assertThat(run("show", id)).contains("closed 2026-11-18T09:00:00Z");
  }
}
