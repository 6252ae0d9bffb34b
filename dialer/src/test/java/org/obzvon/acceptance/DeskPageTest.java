package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.ConversationKind;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.fixture.StillDesk;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.rig.SeatedOperator;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Role;
import org.obzvon.staff.User;

/// Tests what an operator's page offers, and what the operator's commands leave in the log.
@Tag("slow")
class DeskPageTest {
  private static final Map<String, String> REACHED = Map.of("reach", "RIGHT_PERSON", "next", "NOTHING");

  @TempDir
  private Path folder;
  private final StillDesk desk = new StillDesk();
  private TestConsole console;
  private TestConsole.Visitor ana;
  private SeatedOperator seated;

  @BeforeEach
  void open() {
    console = TestConsole.staffed(folder, TestConsole.noon(), desk);
    User user = console.user("ana", Role.OPERATOR, Language.EN);
    ana = console.signedIn(user);
    seated = new SeatedOperator(user.id(), TestConsole.noon().instant());
    desk.seat = Optional
        .of(seated.with(OperatorWorkKind.ESCALATIONS, OperatorState.TALKING, ConversationKind.ESCALATED));
  }

  @AfterEach
  void close() {
    console.close();
  }

  private List<String> logged() {
    return console.desk().log().page(new AuditLog.Filter("", "desk", "", Optional.empty()), Optional.empty()).stream()
        .map(entry -> entry.action() + ": " + new TreeMap<>(entry.change().after()))
        .toList();
  }

  private void breakTheLog() {
    console.db().execute(
        "create function refuse_entry() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$");
    console.db()
        .execute("create trigger refuse before insert on audit_entry for each row execute function refuse_entry()");
  }

  @Test
  void the_button_that_records_is_there_where_talks_may_be_recorded_and_nowhere_else() {
    assertThat(ana.get("/desk").body()).contains("/desk/hold").doesNotContain("/desk/record");
    desk.records = true;
    assertThat(ana.get("/desk").body()).contains("/desk/record");
  }

  @Test
  void a_call_back_that_she_promised_is_said_to_be_one() {
    desk.seat = Optional
        .of(seated.with(OperatorWorkKind.ESCALATIONS, OperatorState.READING, ConversationKind.CALL_BACK));
    assertThat(ana.get("/desk").body()).contains("You promised to call this debtor back").contains("/desk/dial")
        .contains("/desk/skip");
    desk.seat = Optional
        .of(seated.with(OperatorWorkKind.PROGRESSIVE, OperatorState.DIALLING, ConversationKind.CALL_BACK));
    assertThat(ana.get("/desk").body()).contains("You promised to call this debtor back")
        .contains("Your own telephone rings first");
    desk.seat = Optional.of(seated.with(OperatorWorkKind.PREVIEW, OperatorState.READING, ConversationKind.PREVIEW));
    assertThat(ana.get("/desk").body()).doesNotContain("You promised");
  }

  @Test
  void what_she_commands_is_in_the_log_before_it_is_done_and_so_is_what_was_refused() {
    ana.post("/desk/record", Map.of("on", "yes"));
    desk.reply = CommandReply.refused(CommandReply.Why.EXCHANGE);
    assertThat(ana.post("/desk/hold", Map.of()).statusCode()).isEqualTo(400);
    assertThat(logged())
        .containsExactly(
            "desk hold refused: {why=EXCHANGE}",
            "desk hold: {attempt=" + SeatedOperator.ATTEMPT + "}",
            "desk record: {attempt=" + SeatedOperator.ATTEMPT + ", recording=on}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign-off", "pause", "resume", "next", "skip", "dial", "hang-up", "hold", "unhold", "record"})
  void where_the_log_cannot_be_written_nothing_is_commanded(String command) {
    breakTheLog();
    assertThat(ana.post("/desk/" + command, Map.of()).statusCode()).isEqualTo(500);
    assertThat(desk.told).isEmpty();
  }

  @Test
  void what_came_of_a_call_brings_its_entry_with_it_and_a_refusal_none() {
    breakTheLog();
    assertThat(ana.post("/desk/dispose", REACHED).statusCode()).isEqualTo(500);
    assertThat(desk.told).isEmpty();
    console.db().execute("drop trigger refuse on audit_entry");
    assertThat(ana.post("/desk/dispose", REACHED).statusCode()).isEqualTo(303);
    assertThat(logged()).containsExactly("desk dispose: {attempt=" + SeatedOperator.ATTEMPT + "}");
    desk.reply = CommandReply.refused(CommandReply.Why.STATE);
    assertThat(ana.post("/desk/dispose", REACHED).statusCode()).isEqualTo(400);
    assertThat(console.db().fetchCount(AUDIT_ENTRY, AUDIT_ENTRY.ACTION.eq("desk dispose"))).isOne();
  }

  @Test
  void a_form_that_cannot_be_read_is_no_command() {
    assertThat(ana.post("/desk/transfer", Map.of("to", "somebody")).statusCode()).isEqualTo(400);
    assertThat(ana.post("/desk/no-such-command", Map.of()).statusCode()).isEqualTo(404);
    assertThat(logged()).isEmpty();
  }
}
