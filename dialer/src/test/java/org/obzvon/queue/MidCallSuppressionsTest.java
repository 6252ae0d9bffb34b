package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.policy.jooq.PolicySurroundings.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.jooq.PolicySurroundings;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests an opt-out by key, from the key to the store, while the call goes on.
@Tag("slow")
class MidCallSuppressionsTest {
  private static final String PHONE = "+37369100001";
  private static final ContactOutcome OPTED_OUT = new Reached(Answer.OPTED_OUT, Optional.empty(), Optional.empty());

  private final DSLContext db = TestStore.fresh();
  private final PolicySurroundings desk = new PolicySurroundings(db);
  private final TestClock clock = new TestClock(NOON);
  private final StopsOfOutcomes stored = new StopsOfOutcomes(
      new JooqOpenAttempts(db, "node", clock), new JooqSuppressions(db, new JooqWithdrawals(db, clock),
          new JooqEventOutbox(db), clock));
  private final Account account = desk.account("A-1", PHONE);
  private final UUID attempt = desk.attempt(desk.contact(account, Channel.ROBOT), PHONE, NOON, null, null, NOON);

  private void end(OutcomeRecorder.Stops stops, ContactOutcome outcome) {
    try (var recorder = new OutcomeRecorder(new JooqLedger(db,
        new JooqEventOutbox(db)), stops, _ -> Optional.empty(), clock, _ -> {})) {
      recorder.report(new Report(attempt, outcome, Optional.of(NOON), clock.instant(), Trace.NONE));
    }
    assertThat(db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNotNull())).isOne();
  }

  @Test
  void the_stop_entry_is_there_while_the_call_still_speaks_and_its_end_makes_no_second_one() {
    try (var stops = new MidCallSuppressions(stored, clock)) {
      stops.heard(attempt, OPTED_OUT);
      await().atMost(Duration.ofSeconds(30)).until(() -> db.fetchCount(SUPPRESSION) == 1);
      assertThat(db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNull())).as("the call goes on").isOne();
    }
    end(stored, OPTED_OUT);
    assertThat(db.fetchCount(SUPPRESSION)).isOne();
  }

  @Test
  void a_process_that_dies_in_the_goodbye_keeps_the_wish_and_nobody_of_the_household_is_called() {
    try (var stops = new MidCallSuppressions(stored, clock)) {
      stops.heard(attempt, OPTED_OUT);
      await().atMost(Duration.ofSeconds(30)).until(() -> db.fetchCount(SUPPRESSION) == 1);
    }
    end(reports -> assertThat(reports).extracting(Report::outcome).containsExactly(new Lost()), new Lost());
    clock.tick(Duration.ofDays(10));
    var policy = new ContactPolicy(
        YamlProfiles.load(Optional.empty(), new JollydayHolidays()), desk, new JooqAccountFacts(db),
        new JooqDecisionLog(db), new AllowedPrefixes(List.of("+373")), clock);
    Account neighbour = desk.account("A-2", account.household(), "+37369100002");
    var question = desk.question(neighbour, Channel.ROBOT, "ru-230fz-overdue");
    assertThat(policy.ask(List.of(question), DecisionPoint.PLACE).getFirst().decision())
        .isInstanceOfSatisfying(Decision.Refused.class, refused -> assertThat(refused.rule()).isEqualTo("stop"));
  }

  @Test
  void a_wrong_number_stops_the_number_at_its_key() {
    try (var stops = new MidCallSuppressions(stored, clock)) {
      stops.heard(attempt, new Undeliverable(Refusal.WRONG_NUMBER));
      await().atMost(Duration.ofSeconds(30)).until(() -> db.fetchCount(SUPPRESSION, SUPPRESSION.PHONE.eq(PHONE)) == 1);
    }
  }

  @Test
  void a_store_that_hangs_lets_the_conversation_go_on_and_the_end_of_the_call_stores_the_wish() {
    CountDownLatch away = new CountDownLatch(1);
    var stops = new MidCallSuppressions(_ -> hang(away), clock);
    stops.heard(attempt, OPTED_OUT); // this returns although the store does not
    assertThat(db.fetchCount(SUPPRESSION)).isZero();
    away.countDown();
    stops.close();
    end(stored, OPTED_OUT);
    assertThat(db.fetchCount(SUPPRESSION)).isOne();
  }

  @Test
  void more_wishes_than_can_wait_are_left_to_the_ends_of_their_calls() throws InterruptedException {
    CountDownLatch away = new CountDownLatch(1);
    Set<UUID> followed = Collections.synchronizedSet(new java.util.HashSet<>());
    List<Thread> calls = new ArrayList<>();
    try (var stops = new MidCallSuppressions(
        reports -> {
          hang(away);
          followed.add(reports.getFirst().attempt());
        },
        clock)) {
      for (int i = 0; i < 1_500; i++) {
        calls.add(Thread.ofVirtual().start(() -> stops.heard(IdGenerator.next(), OPTED_OUT)));
      }
      for (Thread call : calls) {
        call.join();
      }
      away.countDown();
    }
    assertThat(followed).hasSizeLessThanOrEqualTo(1_002).isNotEmpty();
  }

  private static void hang(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
