package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.ContactState;

class QueueCountsTest {
  private static final long MILLISECOND = 1_000_000;

  private final Deque<Runnable> background = new ArrayDeque<>();
  private long now;
  private long takes;
  private int counts;
  private boolean fails;
  private final QueueCounts queue = new QueueCounts(
      () -> {
        now += takes;
        if (fails) {
          throw new IllegalStateException("the store is gone");
        }
        return Map.of(ContactState.QUEUED, ++counts);
      },
      background::add, () -> now);

  private int queued() {
    return queue.waiting().get(ContactState.QUEUED);
  }

  @Test
  void a_short_count_is_made_at_every_question() {
    takes = MILLISECOND;
    assertThat(queued()).isEqualTo(1);
    assertThat(queued()).isEqualTo(2);
    assertThat(background).isEmpty();
  }

  @Test
  void a_long_count_serves_for_fifty_times_its_time() {
    takes = 1_000 * MILLISECOND;
    assertThat(queued()).isEqualTo(1);
    now += 50_000 * MILLISECOND;
    assertThat(queued()).isEqualTo(1);
    assertThat(background).isEmpty();
  }

  @Test
  void an_old_count_is_returned_while_one_new_count_is_made_in_the_background() {
    takes = 1_000 * MILLISECOND;
    queued();
    now += 50_001 * MILLISECOND;
    assertThat(queued()).isEqualTo(1);
    assertThat(queued()).isEqualTo(1);
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(queued()).isEqualTo(2);
  }

  @Test
  void a_count_that_fails_in_the_background_leaves_the_last_one_and_is_tried_again() {
    takes = 1_000 * MILLISECOND;
    queued();
    now += 60_000 * MILLISECOND;
    queued();
    fails = true;
    background.remove().run();
    assertThat(queued()).isEqualTo(1);
    assertThat(background).hasSize(1);
    fails = false;
    background.remove().run();
    assertThat(queued()).isEqualTo(2);
  }

  @Test
  void the_first_count_tells_its_failure() {
    fails = true;
    assertThatThrownBy(this::queued).hasMessage("the store is gone");
  }
}
