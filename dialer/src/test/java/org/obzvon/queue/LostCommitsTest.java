package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.fixture.CutStore;
import org.obzvon.policy.jooq.JooqDeadNumberDoubts;
import org.obzvon.queue.jooq.JooqLeases;

/// Tests a database connection that is cut between a commit and its answer: no attempt stays open, no place stays
/// taken, and no debtor is called twice.
@Tag("slow")
class LostCommitsTest extends RoundsByHand {
  private static final String LEASING = "update \"contact\" set \"state\" = $1, \"leased_by\"";
  private static final String WRITING = "insert into \"attempt\"";
  private static final String ACCEPTING = "update \"attempt\" set \"accepted_at\"";
  private static final String CLOSING = "update \"attempt\" set \"answered_at\"";
  private static final List<String> COMMITTED = List.of(LEASING, WRITING, ACCEPTING, CLOSING);

  private final CutStore cut = new CutStore(database);

  @Override
  DSLContext worked() {
    return cut.db();
  }

  @AfterEach
  void close_the_connections() {
    recorder.close();
    cut.close();
  }

  private LeaseUpkeep upkeep() {
    return new LeaseUpkeep(
        new JooqLeases(db), ledger, recorder, new StandstillAlarm(new JooqLeases(db)),
        new DeadNumberAlarm(new JooqDeadNumberDoubts(db), Set.of()),
        new Dispatcher.Node("a", Duration.ofMinutes(1), clock, Runnable::run));
  }

  private void awaitNoneOpen() {
    await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(60))
        .until(() -> db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNull()) == 0);
  }

  private void awaitCuts(int count) {
    await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(60)).until(() -> cut.proxy().cuts() == count);
  }

  private void nothingIsHeld() {
    awaitNoneOpen();
    assertThat(db.fetchCount(CONTACT, CONTACT.STATE.in("LEASED", "IN_PROGRESS"))).isZero();
  }

  @Test
  void a_hundred_answers_that_are_lost_in_a_row_leave_no_attempt_open_and_call_nobody_twice() {
    debtors(100 * LIMIT);
    int told = 0;
    for (int time = 0; time < 100; time++) {
      cut.proxy().loseAnswers(words(COMMITTED.get(time % COMMITTED.size())), 1);
      try {
        round();
      } catch (DataAccessException _) {
        round();
      }
      if (COMMITTED.get(time % COMMITTED.size()).equals(ACCEPTING)) {
        awaitCuts(time + 1); // an acceptance that is stored together with the call's end has no answer of its own
      }
      while (told < placed.size()) {
        report(placed.get(told++), new NotReached(NoAnswer.BUSY));
      }
      awaitNoneOpen();
    }

    assertThat(cut.proxy().cuts()).isEqualTo(100);
    nothingIsHeld();
    assertThat(placed).extracting(Attempt::id).doesNotHaveDuplicates().hasSize(db.fetchCount(ATTEMPT));
    assertThat(placed).extracting(Attempt::phone).doesNotHaveDuplicates();
  }

  @Test
  void an_attempt_whose_writing_was_not_answered_is_looked_up_and_placed() {
    debtors(1);
    cut.proxy().loseAnswers(words(WRITING), 1);
    assertThat(round().placed()).isOne();
    assertThat(placed).hasSize(1);
  }

  @Test
  void a_lease_whose_answer_was_lost_holds_no_place() {
    debtors(LIMIT);
    cut.proxy().loseAnswers(words(LEASING), 1);
    assertThatThrownBy(this::round).isInstanceOf(DataAccessException.class);
    assertThat(round().placed()).isEqualTo(LIMIT);
  }

  @Test
  void an_attempt_that_was_written_while_the_store_went_away_is_ended_when_it_is_back_and_not_called() {
    debtors(1);
    cut.proxy().loseAnswerAndGoAway(words(WRITING));
    assertThatThrownBy(this::round).isInstanceOf(DataAccessException.class);
    assertThat(db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNull())).isOne();
    cut.proxy().comeBack();

    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
      upkeep().run();
      return true;
    });

    nothingIsHeld();
    assertThat(placed).isEmpty();
    assertThat(db.fetchSingle(ATTEMPT).getOutcome()).isEqualTo("FAILED");
    assertThat(db.fetchSingle(ATTEMPT).getTechCause()).startsWith("not placed");
  }

  private static Predicate<String> words(String part) {
    return sent -> sent.contains(part);
  }
}
