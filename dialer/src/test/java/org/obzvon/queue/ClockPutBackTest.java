package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.jooq.JooqDeadNumberDoubts;
import org.obzvon.queue.jooq.JooqLeases;

/// Tests a clock that was an hour ahead for a while and is put back.
@Tag("slow")
class ClockPutBackTest extends RoundsByHand {
  private static final Duration AHEAD = Duration.ofHours(1);
  private LeaseUpkeep upkeep;

  @BeforeEach
  void the_clock_goes_ahead() {
    debtors(1);
    clock.tick(AHEAD);
    upkeep = new LeaseUpkeep(
        new JooqLeases(db), ledger, recorder, new StandstillAlarm(new JooqLeases(db)),
        new DeadNumberAlarm(new JooqDeadNumberDoubts(db), Set.of()),
        new Dispatcher.Node("a", Duration.ofMinutes(1), clock, () -> 0, Runnable::run));
  }

  private void putBack() {
    clock.set(NOON);
    upkeep.run();
  }

  private Instant notBefore() {
    return db.select(CONTACT.NOT_BEFORE).from(CONTACT).fetchSingle(CONTACT.NOT_BEFORE);
  }

  private Contact leased() {
    return queue
        .lease(_ -> List.of(new ContactQueue.Share(campaign.id(), Channel.ROBOT, 1)), "a", clock.instant(),
            clock.instant().plusSeconds(60))
        .getFirst();
  }

  @Test
  void a_contact_that_was_tried_meanwhile_keeps_its_pause_and_waits_no_longer() {
    round();
    Attempt attempt = placed.getFirst();
    end(attempt, new NotReached(NoAnswer.BUSY));
    Instant closed = db.select(ATTEMPT.CLOSED_AT).from(ATTEMPT).fetchSingle(ATTEMPT.CLOSED_AT);
    Duration pause = Duration.between(closed, notBefore());
    assertThat(pause).isPositive();

    putBack();
    assertThat(notBefore()).isEqualTo(NOON.plus(pause));
  }

  @Test
  void a_contact_that_was_only_asked_about_is_asked_about_again_at_once() {
    Contact contact = leased();
    policy.ask(Dispatcher.questions(List.of(contact), Map.of(campaign.id(), campaign)), DecisionPoint.PLACE);
    queue.release(List.of(new ContactQueue.Release.Back(contact, clock.instant().plusSeconds(10))), "a",
        clock.instant());

    putBack();
    assertThat(notBefore()).isEqualTo(NOON);
    assertThat(round().placed()).isOne();
  }

  @Test
  void a_contact_that_was_put_off_before_stays_put_off() {
    clock.set(NOON);
    Contact contact = leased();
    Instant later = NOON.plus(Duration.ofHours(3));
    queue.release(List.of(new ContactQueue.Release.Back(contact, later)), "a", NOON);
    clock.tick(AHEAD);
    upkeep.run();

    putBack();
    assertThat(notBefore()).isEqualTo(later);
  }

  @Test
  void a_step_of_a_time_server_changes_nothing() {
    Contact contact = leased();
    policy.ask(Dispatcher.questions(List.of(contact), Map.of(campaign.id(), campaign)), DecisionPoint.PLACE);
    Instant later = clock.instant().plusSeconds(10);
    queue.release(List.of(new ContactQueue.Release.Back(contact, later)), "a", clock.instant());
    clock.set(clock.instant().minusSeconds(5));
    upkeep.run();
    assertThat(notBefore()).isEqualTo(later);
  }
}
