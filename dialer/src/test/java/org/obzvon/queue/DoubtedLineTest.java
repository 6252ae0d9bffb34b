package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.jooq.JooqStepReplanning;
import org.obzvon.policy.jooq.JooqDeadNumberDoubts;
import org.obzvon.register.Phone;

/// Tests a line that reports the only number of many debtors as dead through its own fault.
@Tag("slow")
class DoubtedLineTest extends RoundsByHand {
  private static final Undeliverable DEAD = new Undeliverable(Refusal.NO_SUCH_NUMBER);

  private DeadNumberAlarm alarm() {
    return new DeadNumberAlarm(new JooqDeadNumberDoubts(db), Set.of("pbx"), new JooqStepReplanning(db, clock));
  }

  /// Calls that many debtors; the line reports their numbers as dead.
  private List<Phone> calledDead(int debtors) {
    List<Phone> called = new ArrayList<>();
    while (called.size() < debtors) {
      clock.tick(Duration.ofSeconds(1));
      round();
      for (Attempt attempt : List.copyOf(placed)) {
        called.add(attempt.phone());
        end(attempt, DEAD);
      }
      placed.clear();
    }
    return called;
  }

  private int queued() {
    return db.fetchCount(CONTACT, CONTACT.STATE.eq("QUEUED"));
  }

  @Test
  void contacts_whose_numbers_were_called_dead_are_planned_again_once_the_line_is_doubted() {
    debtors(DeadNumberAlarm.LEAST_DEAD);
    List<Phone> called = calledDead(DeadNumberAlarm.LEAST_DEAD);
    tick.run(campaign);
    assertThat(queued()).as("a dead number ends a contact").isZero();

    alarm().look(clock.instant());
    tick.run(campaign);
    assertThat(queued()).isEqualTo(DeadNumberAlarm.LEAST_DEAD);
    clock.tick(Duration.ofSeconds(1));
    assertThat(round().placed()).isEqualTo(LIMIT);
    assertThat(called).contains(placed.getFirst().phone());
  }

  @Test
  void a_doubted_line_calls_no_number_over_and_over() {
    debtors(DeadNumberAlarm.LEAST_DEAD);
    calledDead(DeadNumberAlarm.LEAST_DEAD);
    DeadNumberAlarm alarm = alarm();
    alarm.look(clock.instant());
    tick.run(campaign);
    calledDead(DeadNumberAlarm.LEAST_DEAD);
    clock.tick(Duration.ofMinutes(2));
    alarm.look(clock.instant());
    tick.run(campaign);
    assertThat(queued()).isZero();
  }

  @Test
  void what_a_line_called_dead_while_it_was_doubted_is_planned_again_when_the_doubt_ends() {
    debtors(DeadNumberAlarm.LEAST_DEAD);
    calledDead(DeadNumberAlarm.LEAST_DEAD);
    DeadNumberAlarm alarm = alarm();
    alarm.look(clock.instant());
    tick.run(campaign);
    calledDead(DeadNumberAlarm.LEAST_DEAD);
    clock.tick(DeadNumberAlarm.WINDOW.plusMinutes(1)); // the share covers the last hour
    alarm.look(clock.instant());
    tick.run(campaign);
    assertThat(queued()).isEqualTo(DeadNumberAlarm.LEAST_DEAD);
  }

  @Test
  void the_dead_numbers_of_a_line_that_is_not_doubted_end_their_contacts() {
    debtors(DeadNumberAlarm.LEAST_DEAD - 1);
    calledDead(DeadNumberAlarm.LEAST_DEAD - 1);
    alarm().look(clock.instant());
    tick.run(campaign);
    assertThat(queued()).isZero();
  }
}
