package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.comparison.jooq.LedgerFixture.START;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.OVERDUE;
import static org.obzvon.jooq.Tables.SNAPSHOT;
import static org.obzvon.jooq.Tables.STAFF_USER;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.comparison.Analysis;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignActivity;
import org.obzvon.comparison.Comparison;
import org.obzvon.comparison.ComparisonQuestion;
import org.obzvon.comparison.Guardrails;
import org.obzvon.comparison.OperatorLoad;
import org.obzvon.comparison.WorkResults;
import org.obzvon.policy.StopKind;
import org.obzvon.register.IdGenerator;

/// Tests the figures of an arm that the ledger gives besides its payers.
@Tag("slow")
class GuardrailsTest {
  private static final Instant NEXT_DAY = START.plus(Duration.ofDays(1));

  private final LedgerFixture book = new LedgerFixture();

  @Test
  void an_account_whose_contract_ended_has_left_unless_it_paid() {
    UUID left = book.enrol("ROBOT");
    UUID paidAndLeft = book.enrol("ROBOT");
    UUID leftLater = book.enrol("ROBOT");
    UUID goneBefore = book.enrol("ROBOT");
    book.enrol("HOLD_OUT");
    ended(left, LocalDate.of(2026, 3, 10));
    ended(paidAndLeft, LocalDate.of(2026, 3, 10));
    ended(leftLater, LocalDate.of(2026, 4, 5));
    ended(goneBefore, LocalDate.of(2026, 2, 20));
    book.pay(paidAndLeft, "50", START.plus(Duration.ofDays(20)), START.plus(Duration.ofDays(20)));
    book.imported(LedgerFixture.LATER);

    CampaignAccounts accounts = book.read();

    assertThat(accounts.table().size()).isEqualTo(4);
    assertThat(accounts.remarks())
        .anyMatch(remark -> remark.startsWith("accounts: 1 had already ended their contract"));
    assertThat(guard(accounts, "ROBOT").left()).hasValue(1);
    Comparison.Arm robot = Analysis
        .of(accounts.table(), new ComparisonQuestion("HOLD_OUT", 30, accounts.weights(), 5000), List.of())
        .arms().get(1);
    assertThat(robot.rate()).isEqualTo(1 / 3.0);
    assertThat(robot.pace().incidence().left()).isEqualTo(1 / 3.0);
    assertThat(robot.pace().incidence().paid()).isEqualTo(1 / 3.0);
  }

  @Test
  void complaints_and_opt_outs_count_by_household_and_a_disputed_debt_is_neither() {
    UUID complains = book.enrol("ROBOT");
    UUID optsOut = book.enrol("ROBOT");
    UUID disputes = book.enrol("ROBOT");
    UUID complainedBefore = book.enrol("ROBOT");
    stop(complains, StopKind.CONTACT_COMPLAINT, NEXT_DAY);
    stop(complains, StopKind.CONTACT_COMPLAINT, NEXT_DAY.plusSeconds(60));
    stop(optsOut, StopKind.OPT_OUT, NEXT_DAY);
    stop(disputes, StopKind.DISPUTE, NEXT_DAY);
    stop(complainedBefore, StopKind.CONTACT_COMPLAINT, START.minusSeconds(60));
    assertThat(guard(book.read(), "ROBOT").households()).isEqualTo(new Guardrails.Households(4, 1, 1));
  }

  @Test
  void an_attempt_without_the_policys_word_or_against_a_stop_entry_is_counted() {
    UUID allowed = book.enrol("ROBOT");
    UUID unasked = book.enrol("ROBOT");
    UUID stopped = book.enrol("ROBOT");
    UUID lifted = book.enrol("ROBOT");
    for (UUID account : List.of(allowed, stopped, lifted)) {
      allow(book.attempt(account, "ROBOT", NEXT_DAY, 30), "ALLOWED", NEXT_DAY.minusSeconds(1));
    }
    allow(book.attempt(unasked, "ROBOT", NEXT_DAY, 30), "REFUSED", NEXT_DAY.minusSeconds(1));
    stop(stopped, StopKind.OPT_OUT, NEXT_DAY.minusSeconds(600));
    stop(allowed, StopKind.OPT_OUT, NEXT_DAY);
    stop(lifted, StopKind.OPT_OUT, NEXT_DAY.minusSeconds(600));
    book.store.update(SUPPRESSION).set(SUPPRESSION.LIFTED_AT, NEXT_DAY.minusSeconds(300))
        .where(SUPPRESSION.ACCOUNT_ID.eq(lifted)).execute();
    assertThat(guard(book.read(), "ROBOT").attempts()).isEqualTo(new Guardrails.Attempts(4, 2, 4, 0));
  }

  @Test
  void who_paid_and_has_a_debt_that_began_within_the_next_cycle_is_overdue_again() {
    UUID again = book.enrol("ROBOT");
    UUID sameDebt = book.enrol("ROBOT");
    UUID muchLater = book.enrol("ROBOT");
    UUID unpaid = book.enrol("ROBOT");
    for (UUID account : List.of(again, sameDebt, muchLater)) {
      book.pay(account, "150", START.plus(Duration.ofDays(5)), START.plus(Duration.ofDays(5)));
    }
    overdue(again, LocalDate.of(2026, 4, 1));
    overdue(sameDebt, LocalDate.of(2026, 2, 10));
    overdue(muchLater, LocalDate.of(2026, 5, 1));
    overdue(unpaid, LocalDate.of(2026, 4, 1));
    book.imported(LedgerFixture.LATER);
    assertThat(guard(book.read(), "ROBOT").again()).isEqualTo(new Guardrails.Again(0, 0));

    book.store.update(SNAPSHOT).set(SNAPSHOT.TAKEN_ON, LocalDate.of(2026, 4, 20)).execute();
    assertThat(guard(book.read(), "ROBOT").again()).isEqualTo(new Guardrails.Again(3, 1));
  }

  @Test
  void a_script_stands_beside_the_goals_by_the_accounts_it_tried() {
    UUID called = book.enrol("ROBOT");
    UUID paidBefore = book.enrol("ROBOT");
    book.enrol("ROBOT");
    book.attempt(called, "ROBOT", NEXT_DAY, 61);
    book.attempt(called, "ROBOT", NEXT_DAY.plusSeconds(7200), 59);
    book.attempt(paidBefore, "ROBOT", NEXT_DAY, 60);
    book.pay(called, "100", NEXT_DAY.plusSeconds(9000), NEXT_DAY.plusSeconds(9000));
    book.pay(paidBefore, "100", NEXT_DAY.minusSeconds(60), NEXT_DAY.minusSeconds(60));
    book.imported(LedgerFixture.LATER);
    CampaignActivity.Script script = book.read().story().work().scripts().getFirst();
    assertThat(script.calls()).isEqualTo(new CampaignActivity.Calls(3, 3, 3, 0));
    assertThat(script.accounts()).isEqualTo(new WorkResults(2, 2, 0, 1));
    assertThat(script.cost().orElseThrow()).isEqualByComparingTo(new BigDecimal("2.40"));
  }

  @Test
  void an_operators_turns_are_his_load_and_his_seconds_are_in_the_cost_of_the_arm() {
    UUID called = book.enrol("ROBOT");
    UUID attempt = book.attempt(called, "ROBOT", NEXT_DAY, 300);
    UUID operator = operator("ion");
    turn(attempt, operator, NEXT_DAY.plusSeconds(70), 120, 60);
    turn(attempt, null, NEXT_DAY.plusSeconds(20), 0, 0);
    book.imported(LedgerFixture.LATER);

    CampaignAccounts accounts = book.read();

    OperatorLoad load = accounts.story().work().operators().getFirst();
    assertThat(load.operator()).isEqualTo("Ion (ion)");
    assertThat(load.turns()).isEqualTo(new OperatorLoad.Turns(1, 1, 1));
    assertThat(load.spent().talk()).isEqualTo(Duration.ofSeconds(120));
    assertThat(load.accounts()).isEqualTo(new WorkResults(1, 1, 0, 0));
    // line 5 min at 0.60, operator 2 min of conversation and 1 of wrap-up at 3.00
    assertThat(accounts.funnels().getFirst().money().orElseThrow().cost().orElseThrow()).isEqualByComparingTo("12.00");
  }

  @Test
  void the_reason_that_an_operator_writes_down_after_the_call_counts_as_the_debtors() {
    UUID attempt = book.attempt(book.enrol("ROBOT"), "ROBOT", NEXT_DAY, 300);
    turn(attempt, operator("ion"), NEXT_DAY.plusSeconds(70), 120, 60);
    book.store.update(DESK_CONVERSATION).set(DESK_CONVERSATION.REASON, "NO_MONEY").execute();
    assertThat(book.read().story().reasons().getFirst().told()).containsOnlyKeys("NO_MONEY");
  }

  @Test
  void a_notice_that_goes_to_every_arm_alike_is_no_part_of_the_funnel() {
    UUID noticed = book.enrol("HOLD_OUT");
    UUID attempt = book.attempt(noticed, "ROBOT", NEXT_DAY, 60);
    var row = book.store.selectFrom(ATTEMPT).where(ATTEMPT.ID.eq(attempt)).fetchSingle();
    row.setId(IdGenerator.next());
    row.setGround("NOTICE");
    row.setNumber(2);
    book.store.insertInto(ATTEMPT).set(row).execute();
    assertThat(book.read().story().work().scripts().getFirst().calls().attempts()).isEqualTo(1);
  }

  private UUID operator(String login) {
    UUID id = IdGenerator.next();
    book.store.insertInto(STAFF_USER).set(STAFF_USER.ID, id).set(STAFF_USER.LOGIN, login).set(STAFF_USER.NAME, "Ion")
        .set(STAFF_USER.ROLE, "OPERATOR").set(STAFF_USER.LANGUAGE, "RO").set(STAFF_USER.PASSWORD_HASH, "-")
        .set(STAFF_USER.CHANGE_PASSWORD, false).set(STAFF_USER.ACTIVE, true).set(STAFF_USER.CREATED_AT, START)
        .execute();
    return id;
  }

  /// Inserts a conversation. Without an operator, the debtor waited in vain.
  private void turn(UUID attempt, UUID operator, Instant answered, int talk, int wrapUp) {
    boolean talked = operator != null;
    Instant ended = answered.plusSeconds(talk);
    book.store.insertInto(DESK_CONVERSATION).set(DESK_CONVERSATION.ID, IdGenerator.next())
        .set(DESK_CONVERSATION.OPERATOR_ID, operator).set(DESK_CONVERSATION.ATTEMPT_ID, attempt)
        .set(DESK_CONVERSATION.KIND, "ESCALATED").set(DESK_CONVERSATION.EXCHANGE, "a")
        .set(DESK_CONVERSATION.QUEUED_AT, answered.minusSeconds(15))
        .set(DESK_CONVERSATION.ANSWERED_AT, talked ? answered : null).set(DESK_CONVERSATION.ENDED_AT, ended)
        .set(DESK_CONVERSATION.WRAPPED_UP_AT, talked ? ended.plusSeconds(wrapUp) : null)
        .set(DESK_CONVERSATION.END, talked ? "TALKED" : "NOBODY_FREE")
        .set(DESK_CONVERSATION.REACH, talked ? "RIGHT_PERSON" : null).execute();
  }

  private static Guardrails guard(CampaignAccounts accounts, String arm) {
    return accounts.story().work().guards().stream().filter(guard -> guard.arm().equals(arm)).findFirst().orElseThrow();
  }

  private void ended(UUID account, LocalDate lastDay) {
    book.store.update(ACCOUNT).set(ACCOUNT.CONTRACT_ENDED_ON, lastDay).set(ACCOUNT.LEFT_REGISTER_ON, lastDay)
        .where(ACCOUNT.ID.eq(account)).execute();
  }

  private void stop(UUID account, StopKind kind, Instant since) {
    book.store.insertInto(SUPPRESSION).set(SUPPRESSION.ID, IdGenerator.next()).set(SUPPRESSION.ACCOUNT_ID, account)
        .set(SUPPRESSION.KIND, kind.name()).set(SUPPRESSION.SINCE, since).set(SUPPRESSION.SOURCE, "t").execute();
  }

  private void overdue(UUID account, LocalDate since) {
    book.store.insertInto(OVERDUE).set(OVERDUE.ACCOUNT_ID, account).set(OVERDUE.SINCE, since)
        .set(OVERDUE.FIRST_SEEN_ON, since).execute();
  }

  private void allow(UUID attempt, String verdict, Instant at) {
    var row = book.store.selectFrom(ATTEMPT).where(ATTEMPT.ID.eq(attempt)).fetchSingle();
    book.store.insertInto(DECISION).set(DECISION.CAMPAIGN_ID, book.campaign)
        .set(DECISION.HOUSEHOLD_ID, row.getHouseholdId()).set(DECISION.ACCOUNT_ID, row.getAccountId())
        .set(DECISION.CONTACT_ID, row.getContactId()).set(DECISION.STEP, 0).set(DECISION.MOMENT, "PLACE")
        .set(DECISION.ASKED_AT, at).set(DECISION.VERDICT, verdict).set(DECISION.RULE, "r").set(DECISION.WHY, "w")
        .set(DECISION.PROFILE, "p").set(DECISION.PROFILE_VERSION, "1").execute();
  }
}
