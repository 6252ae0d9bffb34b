package org.obzvon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class OrderlyStopTest {
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final OrderlyStop stopping = new OrderlyStop(Duration.ofMillis(700), Clock.systemUTC());

  @Test
  void a_step_that_hangs_is_interrupted_and_the_steps_after_it_are_made() {
    stopping.step("a step that hangs", this::hang);
    stopping.step("the next", () -> done.add("next"));
    assertThat(done).containsExactly("interrupted", "next");
  }

  @Test
  void a_step_that_heeds_no_interrupt_is_left_behind() {
    CountDownLatch never = new CountDownLatch(1);
    stopping.step("a deaf step", () -> hangDeaf(never));
    stopping.step("the next", () -> done.add("next"));
    assertThat(done).containsExactly("next");
    never.countDown();
  }

  @Test
  void a_step_that_fails_keeps_no_other_from_its_turn() {
    stopping.step("a step that fails", () -> {
      throw new IllegalStateException("broken");
    });
    stopping.step("the next", () -> done.add("next"));
    assertThat(done).containsExactly("next");
  }

  @Test
  void work_that_is_still_being_prepared_at_the_deadline_is_interrupted() {
    ExecutorService submitting = Executors.newVirtualThreadPerTaskExecutor();
    submitting.execute(this::hang);
    stopping.step("the preparation of calls", submitting::close);
    assertThat(submitting.isTerminated()).isTrue();
    assertThat(done).containsExactly("interrupted");
  }

  private void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      done.add("interrupted");
    }
  }

  private static void hangDeaf(CountDownLatch until) {
    while (until.getCount() > 0) {
      try {
        until.await();
      } catch (InterruptedException _) {
        Thread.interrupted(); // ignores the interrupt on purpose
      }
    }
  }
}
