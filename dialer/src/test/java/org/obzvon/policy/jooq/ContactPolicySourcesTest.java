package org.obzvon.policy.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.policy.jooq.PolicySurroundings.NOON;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests every input of the policy, from the table in which it originates to the decision.
@Tag("slow")
class ContactPolicySourcesTest {
  private static final String PHONE = "+37369100001";
  private static final String OTHER = "+37369100002";

  private final DSLContext store = TestStore.fresh();
  private final PolicySurroundings desk = new PolicySurroundings(store);
  private final SettableClock clock = new SettableClock(NOON);
  private final Suppressions suppressions = new JooqSuppressions(store, new CalledOff(),
      new JooqEventOutbox(store), clock);
  private final JooqOutages outages = new JooqOutages(store, clock);
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), desk, new JooqAccountFacts(store),
      new JooqDecisionLog(store), new AllowedPrefixes(List.of("+373")), clock);
  private Account debtor;

  @BeforeEach
  void debtor() {
    debtor = desk.account("A-1", PHONE, OTHER);
  }

  @Test
  void a_debtor_about_whom_nothing_is_stored_may_be_contacted() {
    assertThat(ask()).isEqualTo(new Decision.Allowed(List.of(new Phone(PHONE), new Phone(OTHER))));
  }

  @Test
  void a_balance_that_a_payment_brought_to_zero_refuses() {
    set(ACCOUNT.BALANCE, new BigDecimal("0.00"));
    assertRefused("paid");
  }

  @Test
  void an_account_that_left_the_register_is_refused() {
    set(ACCOUNT.LEFT_REGISTER_ON, LocalDate.of(2026, 3, 9));
    assertRefused("register");
  }

  @Test
  void an_account_without_a_zone_is_refused() {
    set(ACCOUNT.ZONE, null);
    assertRefused("zone");
  }

  @Test
  void a_legal_entity_is_refused() {
    set(ACCOUNT.LEGAL_ENTITY, true);
    assertRefused("persons-only");
  }

  @Test
  void the_clock_of_the_debtors_zone_decides() {
    set(ACCOUNT.ZONE, "America/Los_Angeles"); // 03:00 there
    assertThat(ask()).isInstanceOfSatisfying(Decision.Deferred.class, deferred -> {
      assertThat(deferred.rule()).isEqualTo("hours");
      assertThat(deferred.until()).isEqualTo("2026-03-10T15:00:00Z");
    });
  }

  @Test
  void a_stop_entry_of_another_account_of_the_household_refuses_until_it_is_lifted() {
    Account other = desk.account("A-2", debtor.household(), "+37369100009");
    Suppression stop = stop(new Suppression.Target.Household(other.id()), Optional.empty());
    assertRefused("stop");
    assertThat(suppressions.lift(stop.id())).isTrue();
    assertThat(ask()).isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void a_stop_entry_of_a_number_leaves_it_out_until_its_end() {
    stop(new Suppression.Target.Number(new Phone(PHONE)), Optional.of(NOON.plusSeconds(60)));
    assertThat(ask()).isEqualTo(new Decision.Allowed(List.of(new Phone(OTHER))));
    clock.tick(Duration.ofSeconds(60));
    assertThat(preview()).isEqualTo(new Decision.Allowed(List.of(new Phone(PHONE), new Phone(OTHER))));
  }

  @Test
  void an_outage_in_the_district_defers_whatever_the_case_of_its_letters() {
    outages.add(" centru", Optional.empty());
    assertThat(ask().rule()).isEqualTo("outage");
    clock.tick(Duration.ofMinutes(10));
    assertThat(outages.end("CENTRU")).isEqualTo(1);
    assertThat(ask()).isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void an_open_promise_defers_and_a_settled_one_does_not() {
    Contact earlier = desk.contact(debtor, Channel.SMS);
    UUID first = desk.attempt(earlier, PHONE, NOON.minus(Duration.ofDays(40)), "DELIVERED", null, null);
    desk.promise(first, debtor, LocalDate.of(2026, 3, 20), "KEPT");
    assertThat(ask()).isInstanceOf(Decision.Allowed.class);
    Contact later = desk.contact(debtor, Channel.SMS);
    UUID second = desk.attempt(later, PHONE, NOON.minus(Duration.ofDays(39)), "DELIVERED", null, null);
    desk.promise(second, debtor, LocalDate.of(2026, 3, 12), "OPEN");
    assertThat(preview()).isInstanceOfSatisfying(Decision.Deferred.class, deferred -> {
      assertThat(deferred.rule()).isEqualTo("promise");
      assertThat(deferred.until()).isEqualTo("2026-03-13T06:00:00Z");
    });
  }

  @ParameterizedTest
  @CsvSource({
    "REACHED, LISTENED, yes", "NOT_REACHED, SILENT, yes", "NOT_REACHED, HUNG_UP_EARLY, yes",
    "NOT_REACHED, MACHINE, yes", "NOT_REACHED, NO_ANSWER, no", "NOT_REACHED, BUSY, no",
    "UNDELIVERABLE, WRONG_NUMBER, yes",
    "UNDELIVERABLE, NO_SUCH_NUMBER, no", "FAILED, CONGESTION, no", "FAILED, EXCHANGE, no", "FAILED, NETWORK, no",
    "FAILED, SCRIPT, yes", "LOST,, yes"
  })
  void an_outcome_counts_as_a_conversation_when_somebody_may_have_picked_up(
      String outcome, String detail, String counts) {
    desk.attempt(desk.contact(debtor, Channel.ROBOT), PHONE, NOON.minus(Duration.ofHours(3)), outcome, detail, null);
    Decision decision = ask();
    assertThat(decision.rule()).isEqualTo(counts.equals("yes") ? "cap" : "none");
  }

  @Test
  void an_answer_that_the_line_reported_counts_whatever_the_outcome_is_called() {
    Instant at = NOON.minus(Duration.ofHours(3));
    desk.attempt(desk.contact(debtor, Channel.ROBOT), PHONE, at, "FAILED", "NETWORK", at.plusSeconds(9));
    assertThat(ask().rule()).isEqualTo("cap");
  }

  @Test
  void two_persons_with_the_same_number_are_counted_together() {
    Account neighbour = desk.account("B-1", PHONE);
    Instant at = NOON.minus(Duration.ofHours(3));
    desk.attempt(desk.contact(neighbour, Channel.ROBOT), PHONE, at, "REACHED", "LISTENED", at.plusSeconds(9));
    assertThat(ask().rule()).isEqualTo("cap");
  }

  @Test
  void two_debts_of_one_household_on_different_numbers_are_counted_together() {
    Account second = desk.account("A-2", debtor.household(), "+37369100009");
    Instant at = NOON.minus(Duration.ofHours(3));
    desk.attempt(desk.contact(second, Channel.OPERATOR), "+37369100009", at, "REACHED", "LISTENED", at.plusSeconds(9));
    assertThat(ask().rule()).isEqualTo("cap");
  }

  @Test
  void what_was_done_before_the_account_came_to_its_household_still_counts() {
    Instant at = NOON.minus(Duration.ofHours(3));
    Account mover = desk.account("C-1", "+37369100008");
    desk.attempt(desk.contact(mover, Channel.ROBOT), "+37369100007", at, "REACHED", "LISTENED", at.plusSeconds(9));
    store.update(ACCOUNT).set(ACCOUNT.HOUSEHOLD_ID, debtor.household()).where(ACCOUNT.ID.eq(mover.id())).execute();
    assertThat(ask().rule()).isEqualTo("cap");
  }

  @Test
  void an_open_call_to_the_number_is_waited_for() {
    desk.attempt(desk.contact(debtor, Channel.ROBOT), PHONE, NOON.minusSeconds(20), null, null, null);
    assertThat(ask().rule()).isEqualTo("under-way");
  }

  private Decision ask() {
    var question = desk.question(debtor, Channel.ROBOT, "ru-230fz-overdue");
    return policy.ask(List.of(question), DecisionPoint.PLACE).getFirst().decision();
  }

  private Decision preview() {
    var question = desk.question(debtor, Channel.ROBOT, "ru-230fz-overdue");
    return policy.preview(List.of(question), DecisionPoint.PLACE).getFirst().decision();
  }

  private Suppression stop(Suppression.Target target, Optional<Instant> until) {
    return suppressions.add(
        new Suppressions.Stop(target, StopKind.OPT_OUT, "", until, new Suppression.Origin.OfPerson("test")));
  }

  private <T> void set(Field<T> field, T value) {
    store.update(ACCOUNT).set(field, value).where(ACCOUNT.ID.eq(debtor.id())).execute();
  }

  private void assertRefused(String rule) {
    assertThat(ask()).isInstanceOfSatisfying(
        Decision.Refused.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
  }
}
