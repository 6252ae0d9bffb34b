package org.obzvon.policy.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.policy.jooq.PolicySurroundings.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.DeadNumberSentences;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.DeadNumberDoubts.Count;
import org.obzvon.policy.DeadNumberDoubts.Doubt;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// Tests on PostgreSQL which numbers the policy leaves out because of the outcomes in the ledger.
@Tag("slow")
class DeadNumbersTest {
  private static final Phone FIRST = new Phone("+37369100001");
  private static final Phone SECOND = new Phone("+37369100002");
  private static final Instant LAST_WEEK = NOON.minus(Duration.ofDays(7));
  private static final Instant DAY_BEFORE = LAST_WEEK.minus(Duration.ofDays(1));

  private final DSLContext store = TestStore.fresh();
  private final PolicySurroundings desk = new PolicySurroundings(store);
  private final SettableClock clock = new SettableClock(NOON);
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), desk, new JooqAccountFacts(store),
      new JooqDecisionLog(store), new AllowedPrefixes(List.of("+373")), clock);
  private final Account debtor = desk.account("A-1", FIRST.e164(), SECOND.e164());

  /// Proves that the line of the tests worked a week ago and on the day before that.
  @BeforeEach
  void the_line_got_through_to_somebody_else() {
    through("line", "+37369999999", LAST_WEEK.plusSeconds(600));
    through("line", "+37369999999", DAY_BEFORE.plusSeconds(600));
  }

  private void through(String line, String phone, Instant at) {
    said("NOT_REACHED", "BUSY", phone, line, at);
  }

  private UUID said(String outcome, String detail, String phone, String line, Instant at) {
    return desk.attempt(desk.contact(debtor, Channel.ROBOT), phone, line, at, outcome, detail, null);
  }

  private void noSuchNumber(Phone phone, Instant... at) {
    for (Instant then : at) {
      said("UNDELIVERABLE", "NO_SUCH_NUMBER", phone.e164(), "line", then);
    }
  }

  private void barred(Phone phone, Instant... at) {
    for (Instant then : at) {
      said("UNDELIVERABLE", "BARRED", phone.e164(), "line", then);
    }
  }

  private Decision ask(Channel channel) {
    return policy.ask(List.of(desk.question(debtor, channel, "ru-230fz-overdue")), DecisionPoint.PLACE).getFirst()
        .decision();
  }

  private void assertBothAreUsed() {
    assertThat(ask(Channel.ROBOT)).isEqualTo(new Decision.Allowed(List.of(FIRST, SECOND)));
  }

  private void assertFirstIsDead() {
    assertThat(ask(Channel.ROBOT)).isEqualTo(new Decision.Allowed(List.of(SECOND)));
  }

  @Test
  void a_number_that_was_called_dead_on_two_days_is_left_out_for_calls() {
    noSuchNumber(FIRST, DAY_BEFORE, LAST_WEEK);
    assertFirstIsDead();
    assertThat(ask(Channel.SMS)).as("a text message may arrive").isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void one_report_alone_and_its_repeats_on_the_same_day_mark_no_number() {
    noSuchNumber(FIRST, LAST_WEEK, LAST_WEEK.plusSeconds(3600));
    assertBothAreUsed();
  }

  @Test
  void two_lines_on_one_day_are_enough() {
    through("other", "+37369999999", LAST_WEEK);
    noSuchNumber(FIRST, LAST_WEEK);
    said("UNDELIVERABLE", "NO_SUCH_NUMBER", FIRST.e164(), "other", LAST_WEEK.plusSeconds(60));
    assertFirstIsDead();
  }

  @Test
  void a_report_of_a_line_that_rang_nobody_at_such_a_number_then_counts_for_nothing() {
    through("other", "+37322999999", LAST_WEEK);
    noSuchNumber(FIRST, LAST_WEEK);
    said("UNDELIVERABLE", "NO_SUCH_NUMBER", FIRST.e164(), "other", LAST_WEEK.plusSeconds(60));
    assertBothAreUsed();
  }

  @Test
  void it_is_left_out_for_every_account_that_has_it() {
    Account neighbour = desk.account("B-1", FIRST.e164(), SECOND.e164());
    for (Instant at : List.of(DAY_BEFORE, LAST_WEEK)) {
      desk.attempt(desk.contact(neighbour, Channel.ROBOT), FIRST.e164(), at, "UNDELIVERABLE", "BARRED", null);
    }
    assertThat(ask(Channel.OPERATOR)).isEqualTo(new Decision.Allowed(List.of(SECOND)));
  }

  @Test
  void an_account_with_dead_numbers_alone_is_refused_by_name_and_the_decision_tells_the_evidence() {
    noSuchNumber(FIRST, DAY_BEFORE, LAST_WEEK);
    barred(SECOND, DAY_BEFORE, LAST_WEEK);
    assertThat(ask(Channel.ROBOT)).isInstanceOf(Decision.Refused.class);
    assertThat(store.select(DECISION.RULE, DECISION.WHY).from(DECISION).fetchSingle())
        .satisfies(row -> {
          assertThat(row.get(DECISION.RULE)).isEqualTo("dead-number");
          assertThat(row.get(DECISION.WHY))
              .contains("does not exist (said 2026-03-03", "by the line line, said 2026-03-02", "takes no calls");
        });
  }

  @Test
  void the_notes_of_an_account_tell_its_dead_numbers_while_others_are_used() {
    noSuchNumber(FIRST, DAY_BEFORE, LAST_WEEK);
    var notes = new DeadNumberSentences(new JooqAccountFacts(store)).about(debtor, NOON);
    assertThat(notes).singleElement().asString()
        .startsWith("the number " + FIRST.e164() + " is not used for calls: it does not exist (said 2026-03-03")
        .contains("by the line line");
  }

  @Test
  void a_number_that_was_reached_since_is_alive() {
    noSuchNumber(FIRST, DAY_BEFORE, LAST_WEEK);
    through("line", FIRST.e164(), LAST_WEEK.plusSeconds(3600));
    assertBothAreUsed();
  }

  @Test
  void a_number_that_was_reached_between_two_reports_needs_another_one() {
    noSuchNumber(FIRST, DAY_BEFORE, LAST_WEEK);
    through("line", FIRST.e164(), DAY_BEFORE.plusSeconds(3600));
    assertBothAreUsed();
  }

  @Test
  void a_fault_of_our_own_since_says_nothing_about_it() {
    noSuchNumber(FIRST, DAY_BEFORE, LAST_WEEK);
    said("FAILED", "CONGESTION", FIRST.e164(), "line", LAST_WEEK.plusSeconds(3600));
    assertFirstIsDead();
  }

  @Test
  void after_ninety_days_it_is_tried_once_more() {
    Instant longAgo = NOON.minus(Duration.ofDays(91));
    noSuchNumber(FIRST, longAgo, longAgo.minus(Duration.ofDays(1)));
    through("line", "+37369999999", longAgo.plusSeconds(60));
    assertBothAreUsed();
  }

  @Test
  void of_a_number_that_the_register_listed_anew_only_what_was_said_since_counts() {
    noSuchNumber(FIRST, DAY_BEFORE, LAST_WEEK);
    store.update(ACCOUNT_PHONE).set(ACCOUNT_PHONE.LISTED_AT, LAST_WEEK.minusSeconds(1))
        .where(ACCOUNT_PHONE.E164.eq(FIRST.e164())).execute();
    assertBothAreUsed();
  }

  @Test
  void what_a_line_said_while_it_was_doubted_marks_no_number() {
    noSuchNumber(FIRST, DAY_BEFORE, LAST_WEEK);
    var doubts = new JooqDeadNumberDoubts(store);
    assertThat(doubts.keep(new Doubt("line", LAST_WEEK, new Count(40, 50, Optional.of(LAST_WEEK))))).isTrue();
    assertBothAreUsed();
    doubts.end("line", LAST_WEEK.plusSeconds(1));
    assertBothAreUsed();
    noSuchNumber(FIRST, LAST_WEEK.plusSeconds(2));
    assertFirstIsDead();
  }
}
