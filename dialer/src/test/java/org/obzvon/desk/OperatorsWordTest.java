package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallEvent;
import org.obzvon.call.CallTracker;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard;
import org.obzvon.contact.Channel;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.desk.Disposition.Covers;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.queue.StopsOfOutcomes;
import org.obzvon.register.Money;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.jooq.JooqAuditLog;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests the disposition of a call on its way from the desk to the ledger and the suppressions.
@Tag("slow")
class OperatorsWordTest {
  private static final Promise PROMISE_OF_60 = new Promise(LocalDate.of(2026, 3, 14), Money.of("60", "MDL"));

  @AutoClose
  private final Office office = new Office();
  private final JooqLedger ledger = new JooqLedger(office.db, new JooqEventOutbox(office.db));
  private final StopsOfOutcomes stops = new StopsOfOutcomes(
      office.attempts,
      new JooqSuppressions(office.db, new JooqWithdrawals(office.db, office.clock),
          new JooqEventOutbox(office.db), office.clock));
  private final CallTracker tracker = new CallTracker(this::stored, office.attempts, office.clock, CallBounds.USUAL);
  private UUID operator;

  /// Stores the report as the recorder of outcomes does.
  private void stored(OutcomeSink.Report report) {
    stops.follow(List.of(report));
    ledger.close(List.of(report), _ -> Optional.empty(), office.clock.instant());
  }

  @BeforeEach
  void an_operator_is_there() {
    office.hears = tracker.operators();
    operator = office.operator(OperatorWorkKind.ESCALATIONS);
  }

  /// Returns a call that the robot transferred.
  private UUID asksForAPerson(String account, boolean confirmed) {
    UUID attempt = office.call(account);
    tracker.opened(office.attempts.find(attempt).orElseThrow());
    tracker.heard(new CallEvent.Answered(attempt, office.clock.instant()));
    tracker.begun(attempt, office.clock.instant());
    tracker.ended(
        attempt,
        new DialogueResult(DialogueResult.End.TRANSFERRED, confirmed, Optional.empty(), Optional.empty(),
            confirmed ? "10" : "0"),
        office.clock.instant());
    office.joined(attempt);
    office.rang(attempt, operator);
    return attempt;
  }

  private UUID talked(String account, boolean confirmed) {
    UUID attempt = asksForAPerson(account, confirmed);
    office.connected(attempt, operator);
    hangsUp(attempt);
    return attempt;
  }

  private void hangsUp(UUID attempt) {
    office.gone(attempt);
    tracker.heard(new CallEvent.HungUp(attempt, office.clock.instant(), 16, Optional.empty()));
  }

  private void pass(Duration time) {
    office.clock.tick(time);
    tracker.tick(TestBoard.NAME);
    office.room.round();
  }

  private String outcome(UUID attempt) {
    var row = office.stored().fetchSingle(ATTEMPT, ATTEMPT.ID.eq(attempt));
    return row.getOutcome() + " " + row.getDetail() + " " + row.getReason();
  }

  private static Disposition said(Reach reach, NextStep next) {
    return new Disposition(reach, Optional.empty(), Optional.empty(), "", next);
  }

  private static Disposition promised() {
    return new Disposition(
        Reach.RIGHT_PERSON, Optional.of(NonPaymentReason.NO_MONEY), Optional.of(PROMISE_OF_60), "",
        new NextStep.Nothing());
  }

  private void writes(Disposition said) {
    assertThat(office.desk().dispose(operator, said)).isEqualTo(CommandReply.DONE);
  }

  @Test
  void a_debtor_who_hangs_up_while_waiting_is_not_reached() {
    UUID attempt = asksForAPerson("A1", false);
    hangsUp(attempt);
    pass(CallBounds.USUAL.settle().plusSeconds(1));
    assertThat(outcome(attempt)).isEqualTo("NOT_REACHED ASKED_FOR_PERSON null");
  }

  @Test
  void the_subscriber_to_whom_an_operator_spoke_is_reached_when_the_operator_writes_it_down() {
    UUID attempt = talked("A1", false);
    pass(Duration.ofMinutes(1));
    assertThat(office.db.fetchSingle(ATTEMPT).getOutcome()).as("it waits for the operator").isNull();
    writes(promised());
    assertThat(outcome(attempt)).isEqualTo("REACHED ESCALATED NO_MONEY");
    assertThat(office.db.fetchSingle(PROMISE).getAmount()).isEqualByComparingTo("60");
    assertThat(office.db.fetchSingle(ATTEMPT).getCorrectedAt()).isNull();
  }

  @Test
  void a_late_word_takes_the_place_of_lost_once_with_its_promise_and_its_reason_and_is_audited() {
    UUID attempt = talked("A1", false);
    pass(DeskTerms.USUAL.wrapUp().plusSeconds(1));
    assertThat(outcome(attempt)).isEqualTo("LOST null null");
    assertThat(office.desk().view(operator).orElseThrow().isLate()).isTrue();
    var lost = office.db.fetchSingle(ATTEMPT);
    office.clock.tick(Duration.ofMinutes(20));
    AuditLog log = new JooqAuditLog(office.db, office.clock);
    Runnable noted = () -> log.note(Actor.COMMAND_LINE, AuditLog.Deed.of("desk dispose", "desk of ana"));
    assertThat(office.desk().dispose(operator, promised(), noted)).isEqualTo(CommandReply.DONE);
    assertThat(outcome(attempt)).isEqualTo("REACHED PROMISED NO_MONEY");
    var corrected = office.db.fetchSingle(ATTEMPT);
    assertThat(corrected.getCorrectedAt()).isEqualTo(office.clock.instant());
    assertThat(corrected.getEndedAt()).as("the call ended when it ended").isEqualTo(lost.getEndedAt());
    assertThat(office.db.fetchSingle(PROMISE).getAttemptId()).isEqualTo(attempt);
    assertThat(office.db.fetchCount(AUDIT_ENTRY)).isOne();
    assertThat(office.desk().dispose(operator, said(Reach.NOBODY, new NextStep.Nothing()), noted))
        .isEqualTo(CommandReply.refused(CommandReply.Why.WRITTEN));
    assertThat(outcome(attempt)).isEqualTo("REACHED PROMISED NO_MONEY");
    assertThat(office.db.fetchCount(AUDIT_ENTRY)).isOne();
  }

  @Test
  void a_corrected_attempt_is_never_changed_again() {
    UUID attempt = talked("A1", false);
    pass(DeskTerms.USUAL.wrapUp().plusSeconds(1));
    writes(promised());
    tracker.operators().ended(
        attempt, new DialogueResult(DialogueResult.End.SILENT, false, Optional.empty(), Optional.empty(), ""),
        office.clock.instant());
    assertThat(outcome(attempt)).isEqualTo("REACHED PROMISED NO_MONEY");
    assertThatThrownBy(() -> office.db.update(ATTEMPT).set(ATTEMPT.REASON, "OTHER").execute())
        .isInstanceOf(DataAccessException.class).hasMessageContaining("never changed");
  }

  @Test
  void what_is_written_late_of_a_debtor_who_had_confirmed_stores_the_promise_and_leaves_the_outcome() {
    UUID attempt = talked("A1", true);
    pass(DeskTerms.USUAL.wrapUp().plusSeconds(1));
    assertThat(outcome(attempt)).isEqualTo("REACHED ESCALATED null");
    writes(promised());
    assertThat(outcome(attempt)).isEqualTo("REACHED ESCALATED null");
    assertThat(office.db.fetchSingle(PROMISE).getAmount()).isEqualByComparingTo("60");
  }

  // --- suppressions

  private List<String> stops(UUID attempt) {
    String phone = office.db.fetchSingle(ATTEMPT, ATTEMPT.ID.eq(attempt)).getPhone();
    return office.stored().selectFrom(SUPPRESSION).orderBy(SUPPRESSION.KIND, SUPPRESSION.PHONE)
        .fetch(row -> {
          String target = row.getPhone() == null ? "household"
              : row.getPhone().equals(phone) ? "number" : "another number";
          return row.getKind() + " " + target;
        });
  }

  private void wrongNumber(UUID attempt) {
    UUID account = office.db.fetchSingle(ATTEMPT).getAccountId();
    office.db.insertInto(ACCOUNT_PHONE).set(ACCOUNT_PHONE.ACCOUNT_ID, account)
        .set(ACCOUNT_PHONE.E164, "+37369000002").set(ACCOUNT_PHONE.POSITION, 1).execute();
    writes(said(Reach.WRONG_NUMBER, new NextStep.Nothing()));
    pass(CallBounds.USUAL.settle().plusSeconds(1));
    assertThat(outcome(attempt)).isEqualTo("UNDELIVERABLE WRONG_NUMBER null");
    assertThat(stops(attempt)).as("the other number stays usable").containsExactly("WRONG_NUMBER number");
  }

  @Test
  void a_wrong_number_told_to_an_operator_stops_that_number_in_a_call_that_the_robot_handed_over() {
    wrongNumber(talked("A1", true));
  }

  @Test
  void a_wrong_number_told_to_an_operator_stops_that_number_in_a_call_of_a_campaign() {
    operator = office.operator(OperatorWorkKind.PREVIEW);
    office.due.add(office.debtors.contact(office.debtors.account("A1", "+37369000001"), Channel.OPERATOR));
    assertThat(office.desk().next(operator)).isEqualTo(CommandReply.DONE);
    assertThat(office.desk().dial(operator)).isEqualTo(CommandReply.DONE);
    UUID attempt = office.db.fetchSingle(ATTEMPT).getId();
    tracker.opened(office.attempts.find(attempt).orElseThrow());
    office.board.tell(new QueueEvent.LegUp(Switchboard.legOf(attempt), office.clock.instant()));
    office.board.tell(new QueueEvent.DebtorUp(attempt, office.clock.instant()));
    hangsUp(attempt);
    wrongNumber(attempt);
  }

  @ParameterizedTest
  @CsvSource({
    "RIGHT_PERSON,  OPT_OUT,      ,          OPT_OUT household",
    "RIGHT_PERSON,  OPT_OUT,      HOUSEHOLD, OPT_OUT household",
    "RIGHT_PERSON,  OPT_OUT,      NUMBER,    OPT_OUT number",
    "SOMEBODY_ELSE, OPT_OUT,      ,          OPT_OUT household",
    "SOMEBODY_ELSE, OPT_OUT,      NUMBER,    OPT_OUT number",
    "SOMEBODY_ELSE, WRONG_NUMBER, ,          WRONG_NUMBER number",
    "WRONG_NUMBER,  OPT_OUT,      ,          OPT_OUT number;WRONG_NUMBER number",
    "WRONG_NUMBER,  WRONG_NUMBER, NUMBER,    WRONG_NUMBER number",
    "RIGHT_PERSON,  REFUSAL,      NUMBER,    REFUSAL number"
  })
  void the_operator_chooses_what_a_stop_covers(Reach reach, StopKind kind, Covers covers, String expected) {
    for (boolean confirmed : new boolean[]{false, true}) {
      office.db.deleteFrom(SUPPRESSION).execute();
      UUID attempt = talked("A" + confirmed, confirmed);
      writes(said(reach, new NextStep.Stop(kind, Optional.ofNullable(covers))));
      pass(CallBounds.USUAL.settle().plusSeconds(1));
      assertThat(stops(attempt)).containsExactly(expected.split(";"));
    }
  }

  @Test
  void a_stranger_cannot_stop_the_household() {
    talked("A1", false);
    var household = new NextStep.Stop(StopKind.OPT_OUT, Optional.of(Covers.HOUSEHOLD));
    assertThat(office.desk().dispose(operator, said(Reach.WRONG_NUMBER, household)))
        .isInstanceOfSatisfying(CommandReply.Refused.class, refused -> {
          assertThat(refused.why()).isEqualTo(CommandReply.Why.INVALID);
          assertThat(refused.detail().english()).contains("that number alone");
        });
    assertThat(office.stored().fetchCount(SUPPRESSION)).isZero();
  }
}
