package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.policy.jooq.JooqDeadNumberDoubts;
import org.obzvon.queue.jooq.JooqLeases;

/// Tests the effects of a call's end on the rounds that come after it.
@Tag("slow")
class AfterTheCallTest extends RoundsByHand {
  @Test
  void a_busy_number_is_tried_again_after_its_delay_and_not_before() {
    debtors(1);
    round();
    end(placed.getFirst(), new NotReached(NoAnswer.BUSY));
    assertThat(round().leased()).isZero();
    clock.tick(Duration.ofMinutes(15));
    assertThat(round().deferred()).as("the policy wants two hours between attempts").isEqualTo(1);
    clock.tick(Duration.ofMinutes(105));
    assertThat(round().placed()).isEqualTo(1);
    assertThat(placed.getLast().number()).isEqualTo(2);
    assertThat(placed.getLast().id()).isNotEqualTo(placed.getFirst().id());
  }

  @Test
  void an_attempt_that_the_line_refuses_ends_at_once_and_its_contact_stays_due() {
    answer = new ContactChannel.Submission.Refused(new ContactOutcome.Failed(ContactOutcome.Fault.EXCHANGE));
    debtors(1);
    round();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> db.fetchCount(ATTEMPT, ATTEMPT.OUTCOME.eq("FAILED")) == 1);
    assertThat(state(placed.getFirst().contact().id())).isEqualTo("QUEUED");
  }

  @Test
  void an_attempt_whose_receipt_was_lost_stays_open_and_is_never_placed_again() {
    answer = new ContactChannel.Submission.Unknown("no answer in time");
    debtors(1);
    round();
    clock.tick(Duration.ofSeconds(30));
    assertThat(round().leased()).isZero();
    clock.tick(Duration.ofMinutes(5));
    new LeaseUpkeep(new JooqLeases(db), ledger, recorder, new StandstillAlarm(new JooqLeases(db)),
        new DeadNumberAlarm(new JooqDeadNumberDoubts(db), Set.of()),
        new Dispatcher.Node("b", Duration.ofMinutes(1), clock, Runnable::run)).run();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> db.fetchCount(ATTEMPT, ATTEMPT.OUTCOME.eq("LOST")) == 1);
    assertThat(round().leased()).isZero();
    assertThat(placed).hasSize(1);
  }

  @Test
  void who_asks_not_to_be_called_is_stopped_with_his_household() {
    debtors(1);
    round();
    end(placed.getFirst(), new Reached(Answer.OPTED_OUT, Optional.empty(), Optional.empty()));
    assertThat(db.select(SUPPRESSION.KIND).from(SUPPRESSION).fetchSingle(SUPPRESSION.KIND)).isEqualTo("OPT_OUT");
    clock.tick(Duration.ofDays(7)); // the second step falls due
    tick.run(campaign);
    assertThat(round().placed()).isZero();
  }

  @Test
  void a_wish_not_to_be_called_counts_even_after_the_attempt_was_closed() {
    debtors(1);
    round();
    end(placed.getFirst(), new ContactOutcome.Lost());
    recorder.report(
        new Report(
            placed.getFirst().id(), new Reached(Answer.OPTED_OUT, Optional.empty(), Optional.empty()), Optional.empty(),
            clock.instant(), Trace.NONE));
    await().atMost(Duration.ofSeconds(30)).until(() -> db.fetchCount(SUPPRESSION) == 1);
    await().atMost(Duration.ofSeconds(30)).until(() -> db.fetchCount(ATTEMPT, ATTEMPT.CORRECTED_AT.isNotNull()) == 1);
    assertThat(db.select(ATTEMPT.OUTCOME).from(ATTEMPT).fetchSingle(ATTEMPT.OUTCOME))
        .as("a late report takes the place of LOST, once").isEqualTo("REACHED");
  }

  @Test
  void a_clock_of_the_exchange_that_is_a_day_behind_does_not_shorten_a_pause() {
    debtors(1);
    round();
    recorder.report(
        new Report(
            placed.getFirst().id(), new NotReached(NoAnswer.BUSY), Optional.empty(),
            clock.instant().minus(Duration.ofDays(1)), Trace.NONE));
    await().atMost(Duration.ofSeconds(30)).until(() -> db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNotNull()) == 1);
    assertThat(db.select(CONTACT.NOT_BEFORE).from(CONTACT).fetchSingle(CONTACT.NOT_BEFORE))
        .isEqualTo(NOON.plus(Duration.ofMinutes(15)));
  }
}
