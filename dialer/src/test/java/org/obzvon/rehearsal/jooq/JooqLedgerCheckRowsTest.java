package org.obzvon.rehearsal.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.HOUSEHOLD;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.SNAPSHOT;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.LedgerCheckLimits;
import org.obzvon.rehearsal.LedgerCheck;
import org.obzvon.rehearsal.LedgerCheck.Kind;
import org.obzvon.rehearsal.LedgerCheckRows;
import org.obzvon.rehearsal.LedgerCheckRows.Ending;

@Tag("slow")
class JooqLedgerCheckRowsTest {
  private static final Instant ENROLLED = Instant.parse("2026-03-02T05:00:00Z");
  private static final Instant CALLED = Instant.parse("2026-03-04T09:00:00Z");

  private final DSLContext db = TestStore.fresh();
  private final UUID snapshot = IdGenerator.next();
  private final UUID household = IdGenerator.next();
  private final UUID account = IdGenerator.next();
  private final UUID campaign = IdGenerator.next();
  private final UUID contact = IdGenerator.next();
  private final UUID attempt = IdGenerator.next();

  private void register() {
    db.insertInto(SNAPSHOT)
        .set(SNAPSHOT.ID, snapshot).set(SNAPSHOT.SOURCE, "billing").set(SNAPSHOT.TAKEN_ON, LocalDate.of(2026, 3, 2))
        .set(SNAPSHOT.FILE_SHA256, "x").set(SNAPSHOT.IMPORTED_AT, ENROLLED).set(SNAPSHOT.ACCEPTED, 1)
        .set(SNAPSHOT.REJECTED, 0).execute();
    db.insertInto(HOUSEHOLD)
        .set(HOUSEHOLD.ID, household).set(HOUSEHOLD.KEY, "H-1").set(HOUSEHOLD.CREATED_AT, ENROLLED).execute();
    db.insertInto(ACCOUNT)
        .set(ACCOUNT.ID, account).set(ACCOUNT.NUMBER, "R1").set(ACCOUNT.HOUSEHOLD_ID, household)
        .set(ACCOUNT.NAME, "Пример").set(ACCOUNT.SERVICE_STATE, "ACTIVE").set(ACCOUNT.BALANCE, BigDecimal.ZERO)
        .set(ACCOUNT.CURRENCY, "RUB").set(ACCOUNT.LANGUAGE, "RU").set(ACCOUNT.ZONE, "Europe/Moscow")
        .set(ACCOUNT.LEGAL_ENTITY, false).set(ACCOUNT.SNAPSHOT_ID, snapshot).set(ACCOUNT.UPDATED_AT, ENROLLED)
        .execute();
  }

  private void enrolment() {
    UUID assignment = IdGenerator.next();
    db.insertInto(CAMPAIGN)
        .set(CAMPAIGN.ID, campaign).set(CAMPAIGN.NAME, "March").set(CAMPAIGN.EXPERIMENT, "e")
        .set(CAMPAIGN.DEFINITION, "").set(CAMPAIGN.DEFINITION_SHA256, "").set(CAMPAIGN.STATE, "RUNNING")
        .set(CAMPAIGN.SIMULATED, true).set(CAMPAIGN.CREATED_AT, ENROLLED).execute();
    db.insertInto(ASSIGNMENT)
        .set(ASSIGNMENT.ID, assignment).set(ASSIGNMENT.EXPERIMENT, "e").set(ASSIGNMENT.HOUSEHOLD_ID, household)
        .set(ASSIGNMENT.ARM, "ROBOT").set(ASSIGNMENT.BUCKET, new BigDecimal("0.1")).set(ASSIGNMENT.SEED, "s")
        .set(ASSIGNMENT.WEIGHTS, "").set(ASSIGNMENT.ASSIGNED_AT, ENROLLED).execute();
    db.insertInto(ENROLMENT)
        .set(ENROLMENT.CAMPAIGN_ID, campaign).set(ENROLMENT.ACCOUNT_ID, account)
        .set(ENROLMENT.HOUSEHOLD_ID, household).set(ENROLMENT.ASSIGNMENT_ID, assignment)
        .set(ENROLMENT.SEGMENT, "all").set(ENROLMENT.BALANCE, new BigDecimal("-300")).set(ENROLMENT.CURRENCY, "RUB")
        .set(ENROLMENT.ENROLLED_AT, ENROLLED).execute();
  }

  private void attempt() {
    db.insertInto(CONTACT)
        .set(CONTACT.ID, contact).set(CONTACT.CAMPAIGN_ID, campaign).set(CONTACT.HOUSEHOLD_ID, household)
        .set(CONTACT.ACCOUNT_ID, account).set(CONTACT.ARM, "ROBOT").set(CONTACT.STEP, 0)
        .set(CONTACT.ANCHOR, LocalDate.of(2026, 3, 2)).set(CONTACT.CHANNEL, "ROBOT").set(CONTACT.SCRIPT, "reminder")
        .set(CONTACT.DUE_AT, CALLED).set(CONTACT.EXPIRES_AT, CALLED.plusSeconds(60)).set(CONTACT.STATE, "DONE")
        .set(CONTACT.NOT_BEFORE, CALLED).execute();
    db.insertInto(ATTEMPT)
        .set(ATTEMPT.ID, attempt).set(ATTEMPT.CONTACT_ID, contact).set(ATTEMPT.CAMPAIGN_ID, campaign)
        .set(ATTEMPT.HOUSEHOLD_ID, household).set(ATTEMPT.ACCOUNT_ID, account).set(ATTEMPT.ARM, "ROBOT")
        .set(ATTEMPT.NUMBER, 1).set(ATTEMPT.CHANNEL, "ROBOT").set(ATTEMPT.SCRIPT, "reminder")
        .set(ATTEMPT.PHONE, "+79000000001").set(ATTEMPT.LINE, "rehearsal").set(ATTEMPT.CALLER_ID, "+79000999999")
        .set(ATTEMPT.RING_SECONDS, 30).set(ATTEMPT.DETECT_MACHINE, false).set(ATTEMPT.NODE, "n")
        .set(ATTEMPT.WRITTEN_AT, CALLED).set(ATTEMPT.ANSWERED_AT, CALLED.plusSeconds(9))
        .set(ATTEMPT.CLOSED_AT, CALLED.plusSeconds(60)).set(ATTEMPT.OUTCOME, "NOT_REACHED")
        .set(ATTEMPT.DETAIL, "SILENT").execute();
  }

  @Test
  void what_the_tables_hold_reaches_the_check_whole() {
    register();
    enrolment();
    attempt();
    db.insertInto(PAYMENT)
        .set(PAYMENT.ID, IdGenerator.next()).set(PAYMENT.EXTERNAL_ID, "p1").set(PAYMENT.ACCOUNT_ID, account)
        .set(PAYMENT.AMOUNT, new BigDecimal("300")).set(PAYMENT.CURRENCY, "RUB").set(PAYMENT.PAID_AT, ENROLLED)
        .set(PAYMENT.IMPORTED_AT, CALLED.minusSeconds(60)).set(PAYMENT.SOURCE, "rehearsal").execute();
    db.insertInto(SUPPRESSION)
        .set(SUPPRESSION.ID, IdGenerator.next()).set(SUPPRESSION.ACCOUNT_ID, account).set(SUPPRESSION.KIND, "DISPUTE")
        .set(SUPPRESSION.SINCE, ENROLLED).set(SUPPRESSION.SOURCE, "desk").execute();
    LedgerCheckRows read = new JooqLedgerCheckRows(db).read();
    assertThat(read.rows()).containsExactly(
        new LedgerCheckRows.Row(
            attempt,
            new LedgerCheckRows.Whom(household, account, new Phone("+79000000001"),
                Optional.of(ZoneId.of("Europe/Moscow"))),
            new LedgerCheckRows.What(Channel.ROBOT, "ROBOT", "LADDER"), CALLED, Optional.of(CALLED.plusSeconds(9)),
            Optional.of(new Ending("NOT_REACHED", "SILENT"))));
    assertThat(
        new LedgerCheck(LedgerCheckLimits.ru230fz(), LedgerCheckLimits.DaysOff.WEEKENDS_ONLY).check(read).violations())
        .extracting(LedgerCheck.Violation::kind)
        .containsExactlyInAnyOrder(Kind.AFTER_STOP, Kind.AFTER_FULL_PAYMENT);
  }

  @Test
  void a_stop_ends_when_it_is_lifted_or_past_its_end_whichever_is_first() {
    db.insertInto(SUPPRESSION)
        .set(SUPPRESSION.ID, IdGenerator.next()).set(SUPPRESSION.PHONE, "+79000000001").set(SUPPRESSION.KIND, "MANUAL")
        .set(SUPPRESSION.SINCE, ENROLLED).set(SUPPRESSION.UNTIL, CALLED.plusSeconds(600))
        .set(SUPPRESSION.LIFTED_AT, CALLED).set(SUPPRESSION.SOURCE, "desk").execute();
    assertThat(new JooqLedgerCheckRows(db).read().stops()).containsExactly(
        new LedgerCheckRows.Stop(Optional.of(new Phone("+79000000001")), Optional.empty(), "MANUAL", ENROLLED,
            Optional.of(CALLED)));
  }

  @Test
  void an_empty_ledger_is_read_as_empty() {
    assertThat(new JooqLedgerCheckRows(db).read())
        .isEqualTo(new LedgerCheckRows(List.of(), List.of(), List.of(), List.of()));
  }
}
