package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.LineChange.Why;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.fixture.TestClock;
import org.obzvon.register.IdGenerator;

/// Tests when the circuit breaker lets a line rest, tries it and closes again.
@Tag("slow")
class LineBreakerTest {
  private final TestClock clock = new TestClock(NOON);
  private final List<LineChange> changes = new ArrayList<>();
  private long nanos;
  private final LineBreaker breaker = new LineBreaker("east", () -> nanos, clock, changes::add);

  private void pass(Duration time) {
    nanos += time.toNanos();
    clock.tick(time);
  }

  private void ends(ContactOutcome outcome) {
    breaker.ended(
        new Report(IdGenerator.next(), outcome, Optional.empty(), NOON,
            new Trace("", OptionalInt.of(34), Optional.of("SIP 503"))));
  }

  private void fails(int times) {
    for (int i = 0; i < times; i++) {
      ends(new Failed(Fault.CONGESTION));
    }
  }

  private Duration untilTry() {
    Duration waited = Duration.ZERO;
    while (!breaker.wantsTry()) {
      pass(Duration.ofMillis(500));
      waited = waited.plusMillis(500);
    }
    return waited;
  }

  @Test
  void three_faults_in_a_row_without_a_ring_make_it_rest_and_say_why() {
    fails(2);
    assertThat(breaker.resting()).isEmpty();
    fails(1);
    assertThat(breaker.resting()).contains(new OpenBreaker(NOON, Why.FAULTS, "CONGESTION, SIP 503"));
    assertThat(changes).singleElement().satisfies(change -> assertThat(change.works()).isFalse());
    fails(10);
    assertThat(changes).hasSize(1);
  }

  @Test
  void a_ring_between_faults_begins_the_row_anew() {
    fails(2);
    breaker.rang();
    fails(2);
    ends(new NotReached(NoAnswer.BUSY));
    fails(2);
    assertThat(breaker.resting()).isEmpty();
  }

  @Test
  void dead_numbers_lost_calls_and_faults_beside_the_line_neither_fail_it_nor_prove_it() {
    fails(2);
    ends(new Undeliverable(Refusal.NO_SUCH_NUMBER));
    ends(new Lost());
    ends(new Failed(Fault.SCRIPT));
    ends(new Failed(Fault.CALLED_OFF));
    assertThat(breaker.faults()).isEqualTo(2);
    fails(1);
    assertThat(breaker.resting()).isPresent();
  }

  @Test
  void it_is_tried_with_one_call_at_intervals_that_grow_up_to_a_minute() {
    fails(3);
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waits.add(untilTry());
      breaker.taken();
      assertThat(breaker.wantsTry()).as("one call at a time").isFalse();
      fails(1);
    }
    assertThat(waits.stream().map(Duration::toSeconds)).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void the_first_try_that_rings_makes_it_work_again() {
    fails(3);
    untilTry();
    breaker.taken();
    breaker.rang();
    assertThat(breaker.resting()).isEmpty();
    assertThat(breaker.faults()).isZero();
    assertThat(changes.getLast().works()).isTrue();
    assertThat(changes.getLast().why()).isEqualTo(Why.FAULTS);
  }

  @Test
  void calls_placed_before_it_rested_say_nothing_of_it_afterwards() {
    fails(3);
    breaker.rang();
    assertThat(breaker.resting()).isPresent();
    fails(20);
    assertThat(untilTry()).isEqualTo(LineBreaker.FIRST_REST);
  }

  @Test
  void a_dead_number_as_the_try_is_followed_by_another_try_no_later_than_before() {
    fails(3);
    untilTry();
    breaker.taken();
    ends(new Undeliverable(Refusal.NO_SUCH_NUMBER));
    assertThat(breaker.resting()).isPresent();
    assertThat(untilTry()).isEqualTo(LineBreaker.FIRST_REST);
  }

  @Test
  void a_try_whose_end_is_never_told_is_followed_by_another() {
    fails(3);
    untilTry();
    breaker.taken();
    assertThat(untilTry()).isEqualTo(LineBreaker.LONGEST_REST);
  }

  @Test
  void a_line_that_soon_fails_again_is_tried_less_often() {
    fails(3);
    untilTry();
    breaker.taken();
    breaker.rang();
    fails(3);
    assertThat(untilTry()).isEqualTo(LineBreaker.FIRST_REST.multipliedBy(2));
    breaker.taken();
    breaker.rang();
    pass(LineBreaker.LONGEST_REST);
    fails(3);
    assertThat(untilTry()).isEqualTo(LineBreaker.FIRST_REST);
  }

  @Test
  void what_the_exchange_says_of_the_trunk_makes_it_rest_at_once_and_be_tried_at_once() {
    breaker.trunk(false, Why.UNREACHABLE);
    assertThat(breaker.resting()).contains(new OpenBreaker(NOON, Why.UNREACHABLE, ""));
    untilTry();
    breaker.taken();
    fails(1);
    assertThat(breaker.wantsTry()).isFalse();
    breaker.trunk(true, Why.UNREACHABLE);
    assertThat(breaker.wantsTry()).isTrue();
    assertThat(breaker.resting()).as("until a call rings").isPresent();
  }

  @Test
  void an_exchange_that_is_away_for_longer_than_a_reload_rests_until_it_answers() {
    breaker.connected(false);
    pass(LineBreaker.AWAY.minusMillis(1));
    breaker.connected(false);
    assertThat(breaker.resting()).isEmpty();
    pass(Duration.ofMillis(1));
    breaker.connected(false);
    assertThat(breaker.resting()).isPresent();
    pass(LineBreaker.LONGEST_REST);
    assertThat(breaker.wantsTry()).isFalse();
    breaker.connected(true);
    assertThat(breaker.resting()).isEmpty();
  }

  @Test
  void a_wall_clock_that_jumps_changes_no_wait() {
    fails(3);
    clock.set(NOON.minus(Duration.ofDays(1)));
    assertThat(untilTry()).isEqualTo(LineBreaker.FIRST_REST);
  }

  @Test
  void after_a_restart_a_line_that_rested_is_tried_first() {
    breaker.restore(new LineChange(IdGenerator.next(), "east", false, Why.FAULTS, "NETWORK", NOON.minusSeconds(600)));
    assertThat(breaker.resting()).contains(new OpenBreaker(NOON.minusSeconds(600), Why.FAULTS, "NETWORK"));
    assertThat(breaker.wantsTry()).isTrue();
    breaker.taken();
    breaker.rang();
    assertThat(breaker.resting()).isEmpty();
  }
}
