package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.queue.jooq.JooqLeases;

/// Tests when the service notices that it places nothing although contacts are due.
@Tag("slow")
class StandstillAlarmTest extends RoundsByHand {
  private final StandstillAlarm standstill = new StandstillAlarm(new JooqLeases(db));

  private void pass(Duration time) {
    clock.tick(time);
    standstill.look(clock.instant());
  }

  private void placeAll() {
    round();
    awaitAccepted(placed.size());
  }

  private void awaitAccepted(int accepted) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> db.fetchCount(ATTEMPT, ATTEMPT.ACCEPTED_AT.isNotNull()) == accepted);
  }

  @Test
  void contacts_that_are_due_for_a_minute_while_lines_are_held_without_a_call_are_an_alarm_until_one_is_placed() {
    answer = new Submission.Unknown("no answer in time");
    debtors(LIMIT + 2);
    round();
    assertThat(placed).hasSize(LIMIT);
    pass(Duration.ofSeconds(30));
    assertThat(standstill.channels()).isEmpty();
    pass(Duration.ofSeconds(31));
    assertThat(round().leased()).isZero();
    assertThat(standstill.channels()).containsOnlyKeys(Channel.ROBOT);
    assertThat(standstill.channels().get(Channel.ROBOT)).isEqualTo(NOON.plusSeconds(1));

    end(placed.getFirst(), new NotReached(NoAnswer.BUSY));
    assertThat(round().placed()).isOne();
    pass(Duration.ofSeconds(1));
    assertThat(standstill.channels()).isEmpty();
  }

  @Test
  void long_calls_on_every_line_are_none() {
    debtors(LIMIT + 2);
    placeAll();
    pass(Duration.ofMinutes(5));
    assertThat(standstill.channels()).isEmpty();
  }

  @Test
  void an_exchange_that_is_away_while_contacts_are_due_is_one_and_a_campaign_with_nothing_due_is_none() {
    debtors(1);
    ready = false;
    round();
    pass(Duration.ofSeconds(61));
    assertThat(standstill.channels()).containsOnlyKeys(Channel.ROBOT);
    ready = true;
    placeAll();
    List.copyOf(placed).forEach(attempt -> end(attempt, new NotReached(NoAnswer.BUSY)));
    pass(Duration.ofMinutes(10));
    assertThat(standstill.channels()).isEmpty();
  }
}
