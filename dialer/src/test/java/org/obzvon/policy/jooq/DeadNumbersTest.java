package org.obzvon.policy.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.policy.jooq.Desk.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.TestStore;
import org.obzvon.contact.Channel;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.Dialling;
import org.obzvon.policy.Moment;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// Which numbers the ledger's word leaves out, on PostgreSQL.
class DeadNumbersTest {
  private static final Phone FIRST = new Phone("+37369100001");
  private static final Phone SECOND = new Phone("+37369100002");
  private static final Instant LAST_WEEK = NOON.minus(Duration.ofDays(7));

  private final DSLContext store = TestStore.fresh();
  private final Desk desk = new Desk(store);
  private final SettableClock clock = new SettableClock(NOON);
  private final ContactPolicy policy =
      new ContactPolicy(
          YamlProfiles.load(Optional.empty(), new JollydayHolidays()), desk, new JooqEvidence(store),
          new JooqDecisionLog(store), new Dialling(List.of("+373")), clock);
  private final Account debtor = desk.account("A-1", FIRST.e164(), SECOND.e164());

  /// Proves that the line of the tests works around last week.
  @BeforeEach
  void the_line_got_through_to_somebody_else() {
    said(desk.account("Z-9", "+37369999999"), "+37369999999", LAST_WEEK.plusSeconds(600), "NOT_REACHED", "BUSY");
  }

  private UUID said(Account account, String phone, Instant at, String outcome, String detail) {
    return desk.attempt(desk.contact(account, Channel.ROBOT), phone, at, outcome, detail, null);
  }

  private UUID noSuchNumber(Phone phone) {
    return said(debtor, phone.e164(), LAST_WEEK, "UNDELIVERABLE", "NO_SUCH_NUMBER");
  }

  private Decision ask(Channel channel) {
    return policy.ask(List.of(desk.question(debtor, channel, "ru-230fz-overdue")), Moment.PLACE).getFirst().decision();
  }

  @Test
  void a_number_that_does_not_exist_is_not_tried_first_again() {
    noSuchNumber(FIRST);
    assertThat(ask(Channel.ROBOT)).isEqualTo(new Decision.Allowed(List.of(SECOND)));
    assertThat(ask(Channel.SMS)).as("a text message may arrive").isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void it_is_left_out_for_every_account_that_has_it() {
    Account neighbour = desk.account("B-1", FIRST.e164(), SECOND.e164());
    said(neighbour, FIRST.e164(), LAST_WEEK, "UNDELIVERABLE", "BARRED");
    assertThat(ask(Channel.OPERATOR)).isEqualTo(new Decision.Allowed(List.of(SECOND)));
  }

  @Test
  void an_account_with_dead_numbers_alone_is_refused_by_name_and_the_decision_tells_it() {
    noSuchNumber(FIRST);
    said(debtor, SECOND.e164(), LAST_WEEK, "UNDELIVERABLE", "BARRED");
    assertThat(ask(Channel.ROBOT)).isInstanceOf(Decision.Refused.class);
    assertThat(store.select(DECISION.RULE, DECISION.WHY).from(DECISION).fetchSingle())
        .satisfies(row -> {
          assertThat(row.get(DECISION.RULE)).isEqualTo("dead-number");
          assertThat(row.get(DECISION.WHY)).contains("does not exist (said 2026-03-03").contains("takes no calls");
        });
  }

  @Test
  void a_number_that_was_reached_since_is_alive() {
    noSuchNumber(FIRST);
    said(debtor, FIRST.e164(), LAST_WEEK.plusSeconds(3600), "NOT_REACHED", "NO_ANSWER");
    assertThat(ask(Channel.ROBOT)).isEqualTo(new Decision.Allowed(List.of(FIRST, SECOND)));
  }

  @Test
  void a_fault_of_our_own_since_says_nothing_about_it() {
    noSuchNumber(FIRST);
    said(debtor, FIRST.e164(), LAST_WEEK.plusSeconds(3600), "FAILED", "CONGESTION");
    assertThat(ask(Channel.ROBOT)).isEqualTo(new Decision.Allowed(List.of(SECOND)));
  }

  @Test
  void after_ninety_days_it_is_tried_once_more() {
    said(debtor, FIRST.e164(), NOON.minus(Duration.ofDays(91)), "UNDELIVERABLE", "NO_SUCH_NUMBER");
    said(debtor, SECOND.e164(), NOON.minus(Duration.ofDays(91)).plusSeconds(60), "NOT_REACHED", "BUSY");
    assertThat(ask(Channel.ROBOT)).isEqualTo(new Decision.Allowed(List.of(FIRST, SECOND)));
  }

  @Test
  void a_number_that_the_register_listed_anew_since_is_tried() {
    noSuchNumber(FIRST);
    store.update(ACCOUNT_PHONE).set(ACCOUNT_PHONE.LISTED_AT, LAST_WEEK.plusSeconds(1))
        .where(ACCOUNT_PHONE.E164.eq(FIRST.e164())).execute();
    assertThat(ask(Channel.ROBOT)).isEqualTo(new Decision.Allowed(List.of(FIRST, SECOND)));
  }

  @Test
  void a_line_that_says_no_such_number_of_every_number_is_believed_of_none() {
    UUID attempt = said(debtor, FIRST.e164(), NOON.minus(Duration.ofDays(2)), "UNDELIVERABLE", "NO_SUCH_NUMBER");
    assertThat(store.fetchCount(ATTEMPT, ATTEMPT.ID.eq(attempt))).isOne();
    assertThat(ask(Channel.ROBOT)).isEqualTo(new Decision.Allowed(List.of(FIRST, SECOND)));
  }
}
