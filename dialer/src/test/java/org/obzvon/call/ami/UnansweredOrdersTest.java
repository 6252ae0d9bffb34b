package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnansweredOrdersTest {
  private static final UUID FIRST = UUID.randomUUID();
  private static final UUID SECOND = UUID.randomUUID();

  private long nanos = -5;
  private final UnansweredOrders orders = new UnansweredOrders(() -> nanos);

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void an_exchange_that_owes_no_answer_is_not_stalled_however_long_it_says_nothing() {
    pass(Duration.ofHours(1));
    assertThat(orders.stalled()).isFalse();
    orders.sent(FIRST);
    pass(UnansweredOrders.STALLED);
    assertThat(orders.stalled()).isFalse();
  }

  @Test
  void an_exchange_that_owes_an_answer_for_longer_is_stalled_until_it_answers() {
    orders.sent(FIRST);
    pass(UnansweredOrders.STALLED.plusNanos(1));
    assertThat(orders.stalled()).isTrue();
    orders.answered(FIRST);
    assertThat(orders.stalled()).isFalse();
  }

  @Test
  void one_lost_answer_among_many_that_come_is_no_stall() {
    orders.sent(FIRST);
    pass(Duration.ofSeconds(1));
    orders.sent(SECOND);
    orders.answered(SECOND);
    pass(UnansweredOrders.STALLED);
    assertThat(orders.stalled()).isFalse();
  }

  @Test
  void an_order_is_dead_when_its_exchange_began_anew_after_it_and_never_answered() {
    orders.sent(FIRST);
    orders.givenUp(FIRST);
    pass(Duration.ofSeconds(10));
    assertThat(orders.dead(Set.of(FIRST))).as("the exchange has told nothing of itself").isEmpty();
    orders.runsFor(Duration.ofSeconds(9));
    assertThat(orders.dead(Set.of(FIRST))).as("whole seconds: it may have begun before the order").isEmpty();
    orders.runsFor(Duration.ofSeconds(8));
    assertThat(orders.dead(Set.of(FIRST))).containsExactly(FIRST);
    assertThat(orders.dead(Set.of())).isEmpty();
    assertThat(orders.dead(Set.of(FIRST))).as("it is forgotten once its attempt is over").isEmpty();
  }

  @Test
  void an_answered_order_is_never_dead() {
    orders.sent(FIRST);
    orders.answered(FIRST);
    pass(Duration.ofSeconds(10));
    orders.runsFor(Duration.ZERO);
    assertThat(orders.dead(Set.of(FIRST))).isEmpty();
  }

  @Test
  void a_wait_that_ran_out_is_no_answer_for_the_others() {
    orders.sent(FIRST);
    pass(Duration.ofSeconds(1));
    orders.sent(SECOND);
    pass(UnansweredOrders.STALLED.plusNanos(1));
    orders.givenUp(FIRST);
    assertThat(orders.stalled()).isTrue();
  }

  @Test
  void an_exchange_that_did_not_say_that_it_is_there_rests_until_it_answers_or_is_asked_again() {
    orders.silent();
    assertThat(orders.stalled()).isTrue();
    orders.answered();
    assertThat(orders.stalled()).isFalse();
    orders.silent();
    pass(UnansweredOrders.REST);
    assertThat(orders.stalled()).isFalse();
  }

  @Test
  void an_order_that_was_not_sent_stalls_nothing_and_is_never_dead() {
    orders.sent(FIRST);
    orders.notSent(FIRST);
    pass(Duration.ofSeconds(10));
    orders.runsFor(Duration.ZERO);
    assertThat(orders.stalled()).isFalse();
    assertThat(orders.dead(Set.of(FIRST))).isEmpty();
  }
}
