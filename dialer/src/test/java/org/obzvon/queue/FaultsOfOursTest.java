package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.queue.jooq.JooqLeases;

/// Tests that a fault of our own side costs the debtor nothing and that the contact stays due.
@Tag("slow")
class FaultsOfOursTest extends RoundsByHand {

  private void endAllOpen(Fault fault) {
    List<UUID> open = db.select(ATTEMPT.ID).from(ATTEMPT).where(ATTEMPT.CLOSED_AT.isNull()).fetch(ATTEMPT.ID);
    placed.stream().filter(attempt -> open.contains(attempt.id())).forEach(attempt -> end(attempt, new Failed(fault)));
  }

  private int attempts(UUID contact) {
    return db.select(CONTACT.ATTEMPTS).from(CONTACT).where(CONTACT.ID.eq(contact)).fetchSingle(CONTACT.ATTEMPTS);
  }

  @Test
  void thirty_minutes_of_congestion_end_no_contact_and_charge_no_attempt() {
    debtors(5);
    Instant end = clock.instant().plus(Duration.ofMinutes(30));
    while (clock.instant().isBefore(end)) {
      round();
      endAllOpen(Fault.CONGESTION);
      clock.tick(Duration.ofSeconds(30));
    }
    assertThat(db.fetchCount(CONTACT, CONTACT.STATE.eq("QUEUED").and(CONTACT.ATTEMPTS.eq(0)))).isEqualTo(5);
    int tried = db.fetchCount(ATTEMPT);
    assertThat(tried).as("the pause between tries grows").isBetween(5 * 8, 5 * 25);

    clock.tick(Repeats.LONGEST_PAUSE);
    while (round().placed() > 0) {
      placed.stream().filter(this::isOpen).forEach(attempt -> end(attempt, new NotReached(NoAnswer.MACHINE)));
    }
    assertThat(db.fetchCount(CONTACT, CONTACT.STATE.eq("DONE").and(CONTACT.ATTEMPTS.eq(1)))).isEqualTo(5);
  }

  private boolean isOpen(Attempt attempt) {
    return db.fetchExists(ATTEMPT, ATTEMPT.ID.eq(attempt.id()).and(ATTEMPT.CLOSED_AT.isNull()));
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = {"CONGESTION", "EXCHANGE", "NETWORK"})
  void a_contact_goes_back_at_once_into_its_old_place_and_uses_the_same_number(Fault fault) {
    debtors(1);
    round();
    Attempt first = placed.getFirst();
    end(first, new Failed(fault));
    assertThat(state(first.contact().id())).isEqualTo("QUEUED");
    assertThat(attempts(first.contact().id())).isZero();

    assertThat(round().placed()).isEqualTo(1);
    assertThat(placed.getLast().phone()).isEqualTo(first.phone());
    assertThat(db.select(ATTEMPT.NUMBER).from(ATTEMPT).orderBy(ATTEMPT.NUMBER).fetch(ATTEMPT.NUMBER))
        .containsExactly(1, 2);
  }

  @Test
  void a_request_that_the_exchange_refuses_is_no_attempt() {
    debtors(1);
    answer = new Submission.Refused(new Failed(Fault.EXCHANGE));
    round();
    UUID contact = placed.getFirst().contact().id();
    await().atMost(Duration.ofSeconds(30)).until(() -> state(contact).equals("QUEUED"));
    assertThat(attempts(contact)).isZero();
  }

  @Test
  void the_attempts_that_a_campaign_permits_are_there_after_any_number_of_faults() {
    debtors(1);
    for (int i = 0; i < 4; i++) {
      round();
      endAllOpen(Fault.NETWORK);
      clock.tick(Repeats.LONGEST_PAUSE);
    }
    round();
    end(placed.getLast(), new NotReached(NoAnswer.BUSY));
    UUID contact = placed.getLast().contact().id();
    assertThat(state(contact)).as("busy is repeated by the campaign's own rule").isEqualTo("QUEUED");
    assertThat(attempts(contact)).isEqualTo(1);
  }

  @Test
  void a_contact_whose_own_time_is_over_is_not_put_back() {
    debtors(1);
    round();
    Attempt attempt = placed.getFirst();
    clock.set(attempt.contact().window().expires());
    end(attempt, new Failed(Fault.CONGESTION));
    new JooqLeases(db).expire(clock.instant());
    assertThat(state(attempt.contact().id())).isEqualTo("EXPIRED");
  }
}
