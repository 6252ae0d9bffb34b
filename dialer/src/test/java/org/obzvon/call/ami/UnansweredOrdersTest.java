package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    orders.over(FIRST, true);
    assertThat(orders.stalled()).isFalse();
  }

  @Test
  void one_lost_answer_among_many_that_come_is_no_stall() {
    orders.sent(FIRST);
    pass(Duration.ofSeconds(1));
    orders.sent(SECOND);
    orders.over(SECOND, true);
    pass(UnansweredOrders.STALLED);
    assertThat(orders.stalled()).isFalse();
  }

  @Test
  void a_wait_that_ran_out_is_no_answer_for_the_others() {
    orders.sent(FIRST);
    pass(Duration.ofSeconds(1));
    orders.sent(SECOND);
    pass(UnansweredOrders.STALLED.plusNanos(1));
    orders.over(FIRST, false);
    assertThat(orders.stalled()).isTrue();
  }
}
