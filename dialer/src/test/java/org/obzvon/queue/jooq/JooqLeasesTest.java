package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.obzvon.fixture.TestData.NOON;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqWithdrawals;

/// Tests which node holds a contact or an open attempt while the node lives and after its end.
@Tag("slow")
class JooqLeasesTest extends LeasedContacts {
  @Test
  void a_lease_without_an_attempt_runs_out_and_the_contact_waits_again() {
    plan("1");
    lease("a", 1);
    assertThat(leases.sweepLeases(NOON)).isZero();
    assertThat(leases.sweepLeases(UNTIL.plusSeconds(1))).isEqualTo(1);
    assertThat(lease("b", 1)).hasSize(1);
  }

  @Test
  void a_heartbeat_does_not_hold_a_contact_whose_round_broke_off() {
    plan("1");
    lease("a", 1);
    leases.heartbeat("a", UNTIL.plus(LEASE));
    assertThat(leases.sweepLeases(UNTIL.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void an_attempt_on_a_line_that_is_gone_is_found_at_the_next_start() {
    Attempt attempt = started("1");
    assertThat(leases.strays("a", Set.of("pbx"))).isEmpty();
    assertThat(leases.strays("a", Set.of("other"))).containsExactly(attempt.id());
    assertThat(leases.strays("b", Set.of("other"))).isEmpty();
  }

  @Test
  void a_running_attempt_of_a_withdrawn_contact_is_still_watched_by_its_node() {
    Attempt attempt = started("1");
    new JooqWithdrawals(db, clock).ofCampaign(campaign, "stopped");
    Instant later = UNTIL.plusSeconds(30);
    leases.heartbeat("a", later);
    assertThat(leases.abandoned(UNTIL.plusSeconds(1), 10)).isEmpty();
    ledger.close(List.of(report(attempt, new NotReached(NoAnswer.BUSY))), _ -> Optional.empty(), NOON);
  }

  @Test
  void an_attempt_is_abandoned_once_its_node_no_longer_prolongs_the_lease() {
    Attempt attempt = started("1");
    Instant later = UNTIL.plusSeconds(30);
    leases.heartbeat("a", later);
    assertThat(leases.abandoned(UNTIL.plusSeconds(1), 10)).isEmpty();
    assertThat(leases.abandoned(later.plusSeconds(1), 10)).containsExactly(attempt.id());
  }

  @Test
  void a_call_that_runs_on_after_its_contact_was_withdrawn_is_not_abandoned() {
    started("1");
    new JooqWithdrawals(db, clock).ofCampaign(campaign, "paid meanwhile");
    leases.heartbeat("a", UNTIL.plusSeconds(30));
    assertThat(leases.abandoned(UNTIL.plusSeconds(1), 10)).isEmpty();
  }

  @Test
  void a_lease_that_came_to_no_attempt_falls_back_although_its_node_lives() {
    Contact contact = plan("1");
    assertThat(lease("a", 5)).hasSize(1);
    leases.heartbeat("a", UNTIL.plusSeconds(30));
    assertThat(leases.sweepLeases(UNTIL.plusSeconds(1))).isEqualTo(1);
    assertThat(state(contact)).isEqualTo("QUEUED");
  }

  @Test
  void a_node_answers_for_its_own_open_attempts_and_for_those_of_a_dead_one() {
    Attempt attempt = started("1");
    Instant soon = NOON.plusSeconds(1);
    assertThat(new JooqOpenAttempts(db, "a", clock).onLine("pbx", soon, 10))
        .extracting(Attempt::id, Attempt::phone, Attempt::route)
        .containsExactly(tuple(attempt.id(), attempt.phone(), attempt.route()));
    JooqOpenAttempts other = new JooqOpenAttempts(db, "b", clock);
    assertThat(other.onLine("pbx", soon, 10)).isEmpty();
    clock.set(UNTIL.plusSeconds(1));
    assertThat(other.onLine("pbx", soon, 10)).extracting(Attempt::id).containsExactly(attempt.id());
    assertThat(other.find(attempt.id())).map(Attempt::writtenAt).contains(attempt.writtenAt());
  }

  @Test
  void a_node_takes_over_the_attempts_of_a_dead_one_once_and_prolongs_them() {
    Attempt attempt = started("1");
    JooqOpenAttempts other = new JooqOpenAttempts(db, "b", clock);
    assertThat(other.takeOver("pbx", 10)).isEmpty();
    clock.set(UNTIL.plusSeconds(1));
    assertThat(other.takeOver("city", 10)).isEmpty();
    assertThat(other.takeOver("pbx", 10)).extracting(Attempt::id).containsExactly(attempt.id());
    assertThat(new JooqOpenAttempts(db, "c", clock).takeOver("pbx", 10)).isEmpty();
    leases.heartbeat("a", UNTIL.plusSeconds(3_000));
    leases.heartbeat("b", UNTIL.plusSeconds(300));
    assertThat(leases.abandoned(UNTIL.plusSeconds(299), 10)).isEmpty();
    assertThat(leases.abandoned(UNTIL.plusSeconds(301), 10)).containsExactly(attempt.id());
  }

  @Test
  void a_lease_is_taken_back_by_its_node_and_instant_and_what_was_written_of_it_stays() {
    plan("1");
    plan("2");
    List<Contact> leased = lease("a", 5);
    ledger.write(List.of(attempt(leased.getFirst(), 1)), "a", UNTIL);
    assertThat(queue.takeBack("b", UNTIL)).isZero();
    assertThat(queue.takeBack("a", UNTIL.plusSeconds(1))).isZero();
    assertThat(queue.takeBack("a", UNTIL)).isEqualTo(1);
    assertThat(state(leased.getFirst())).isEqualTo("IN_PROGRESS");
    assertThat(state(leased.getLast())).isEqualTo("QUEUED");
  }

  @Test
  void waiting_contacts_expire_and_a_step_is_planned_once() {
    Contact contact = plan("1");
    assertThat(plans.add(List.of(new Plan.Wait(contact, NOON)), NOON)).isZero();
    assertThat(leases.expire(contact.window().expires())).isEqualTo(1);
    assertThat(state(contact)).isEqualTo("EXPIRED");
    assertThat(new HashSet<>(plans.planned(campaign, List.of(contact.debtor().household())))).hasSize(1);
  }
}
