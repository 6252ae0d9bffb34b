package org.obzvon.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.background.BackgroundLoop.Next;
import org.obzvon.background.BackgroundLoop.Pause;
import org.obzvon.background.BackgroundLoop.Round;
import org.slf4j.LoggerFactory;

/// Rounds are run by hand, so that no test waits for a pause; only the tests of start and end use the loop's thread.
class BackgroundLoopTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(BackgroundLoop.class);
  private final AtomicInteger rounds = new AtomicInteger();

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  private static BackgroundLoop loop(LoopIntervals times, Round round) {
    return new BackgroundLoop(Thread.ofPlatform().daemon().name("test-loop"), times, round);
  }

  @Test
  void an_idle_round_is_followed_by_the_interval_which_a_wake_ends() throws InterruptedException {
    assertThat(loop(LoopIntervals.every(SECOND), () -> Next.LATER).once()).isEqualTo(new Pause(SECOND, true));
  }

  @Test
  void a_round_that_leaves_work_is_followed_by_no_pause() throws InterruptedException {
    assertThat(loop(LoopIntervals.every(SECOND), () -> Next.AT_ONCE).once()).isEqualTo(new Pause(Duration.ZERO, false));
  }

  @Test
  void pauses_after_failed_rounds_double_up_to_the_longest_and_a_success_ends_the_back_off()
      throws InterruptedException {
    Queue<Next> results = new ArrayDeque<>(List.of(
        Next.AFTER_BACK_OFF, Next.AFTER_BACK_OFF, Next.AFTER_BACK_OFF, Next.AFTER_BACK_OFF, Next.LATER,
        Next.AFTER_BACK_OFF));
    BackgroundLoop loop = loop(LoopIntervals.every(SECOND).backingOffTo(Duration.ofSeconds(3)), results::remove);
    assertThat(loop.once()).isEqualTo(new Pause(SECOND, false));
    assertThat(loop.once().longest()).isEqualTo(Duration.ofSeconds(2));
    assertThat(loop.once().longest()).isEqualTo(Duration.ofSeconds(3));
    assertThat(loop.once().longest()).isEqualTo(Duration.ofSeconds(3));
    assertThat(loop.once()).isEqualTo(new Pause(SECOND, true));
    assertThat(loop.once()).isEqualTo(new Pause(SECOND, false));
  }

  @Test
  void without_a_longest_pause_failed_rounds_keep_the_interval() throws InterruptedException {
    BackgroundLoop loop = loop(LoopIntervals.every(SECOND), () -> Next.AFTER_BACK_OFF);
    assertThat(List.of(loop.once(), loop.once(), loop.once())).containsOnly(new Pause(SECOND, false));
  }

  @Test
  void a_fault_is_logged_once_until_a_round_succeeds() throws InterruptedException {
    BackgroundLoop loop = loop(LoopIntervals.every(SECOND), () -> {
      if (rounds.incrementAndGet() != 4) {
        throw new IllegalStateException("the store is away");
      }
      return Next.LATER;
    });
    for (int round = 0; round < 3; round++) {
      assertThat(loop.once()).isEqualTo(new Pause(SECOND, false));
    }
    assertThat(lines()).singleElement().asString()
        .startsWith("test-loop: a round failed; the next one follows in PT1S");
    loop.once();
    assertThat(lines()).last().isEqualTo("test-loop: a round succeeded after 3 that failed");
    loop.once();
    assertThat(lines()).hasSize(3).last().asString().contains("a round failed");
  }

  @Test
  void another_kind_of_fault_is_logged_too() throws InterruptedException {
    Queue<RuntimeException> faults = new ArrayDeque<>(
        List.of(new IllegalStateException("a"), new IllegalArgumentException("b")));
    BackgroundLoop loop = loop(LoopIntervals.every(SECOND), () -> {
      throw faults.remove();
    });
    loop.once();
    loop.once();
    assertThat(lines()).hasSize(2);
  }

  @Test
  void a_wake_begins_the_next_round_before_the_interval_is_over() {
    try (BackgroundLoop loop = loop(LoopIntervals.every(DAY), Round.of(rounds::incrementAndGet))) {
      loop.start();
      await().untilAtomic(rounds, org.hamcrest.Matchers.is(1));
      loop.wake();
      await().untilAtomic(rounds, org.hamcrest.Matchers.is(2));
    }
  }

  @Test
  void a_loop_is_alive_from_its_start_until_its_end() {
    BackgroundLoop loop = loop(LoopIntervals.every(DAY).firstAfter(DAY), Round.of(rounds::incrementAndGet));
    assertThat(loop.isAlive()).isFalse();
    loop.start();
    assertThat(loop.isAlive()).isTrue();
    loop.close();
    assertThat(loop.isAlive()).isFalse();
    assertThat(rounds).hasValue(0);
  }

  @Test
  void a_failed_round_leaves_the_loop_alive_and_an_error_of_the_machine_ends_it() {
    Queue<Throwable> faults = new LinkedBlockingQueue<>(List.of(
        new IllegalStateException("ours"), new LinkageError("a class is missing"), new InternalError("simulated")));
    try (BackgroundLoop loop = loop(LoopIntervals.every(Duration.ZERO), () -> {
      switch (faults.remove()) {
        case RuntimeException fault -> throw fault;
        case Error error -> throw error;
        case Throwable other -> throw new AssertionError(other);
      }
    })) {
      loop.start();
      await().dontCatchUncaughtExceptions().until(() -> !loop.isAlive());
      assertThat(faults).isEmpty();
    }
  }

  @Test
  void the_end_interrupts_a_round_that_does_not_end_in_time() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    BackgroundLoop loop = loop(LoopIntervals.every(DAY), () -> {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      return Next.LATER;
    });
    loop.start();
    begun.await();
    loop.close();
    assertThat(interrupted.getCount()).isZero();
    assertThat(loop.isAlive()).isFalse();
  }

  @Test
  void the_end_lets_the_last_round_finish_and_makes_no_further_one() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    BackgroundLoop loop = loop(LoopIntervals.every(DAY).endingWithin(Duration.ofMinutes(1)), () -> {
      begun.countDown();
      free.await();
      rounds.incrementAndGet();
      return Next.AT_ONCE;
    });
    loop.start();
    begun.await();
    Thread closing = Thread.ofVirtual().start(loop::close);
    await().until(loop::isClosed);
    free.countDown();
    closing.join();
    assertThat(loop.isAlive()).isFalse();
    assertThat(rounds).hasValue(1);
  }

  @Test
  void a_draining_loop_ends_only_when_a_round_finds_no_more_work() throws InterruptedException {
    Queue<Integer> work = new LinkedBlockingQueue<>();
    BackgroundLoop loop = loop(LoopIntervals.every(DAY).drainingWithin(Duration.ofMinutes(1)), () -> {
      Integer taken = work.poll();
      return taken == null ? Next.LATER : Next.AT_ONCE;
    });
    loop.start();
    work.addAll(List.of(1, 2, 3)); // without a wake: the loop may be in its pause of a day
    loop.close();
    assertThat(work).isEmpty();
    assertThat(loop.isAlive()).isFalse();
  }

  @Test
  void a_draining_loop_goes_on_by_itself_when_its_end_is_not_waited_for() throws InterruptedException {
    Queue<Integer> work = new LinkedBlockingQueue<>(List.of(1, 2, 3));
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    BackgroundLoop loop = loop(LoopIntervals.every(DAY).drainingWithin(Duration.ofMinutes(1)), () -> {
      first.countDown();
      goOn.await();
      return work.poll() == null ? Next.LATER : Next.AT_ONCE;
    });
    loop.start();
    first.await();
    Thread closing = Thread.ofVirtual().start(loop::close);
    closing.interrupt();
    closing.join();
    goOn.countDown();
    loop.close();
    assertThat(work).isEmpty();
    assertThat(loop.isAlive()).isFalse();
  }

  @Test
  void a_loop_that_was_never_started_can_be_closed() {
    BackgroundLoop loop = loop(LoopIntervals.every(DAY), Round.of(rounds::incrementAndGet));
    loop.close();
    assertThat(loop.isClosed()).isTrue();
    assertThat(loop.isAlive()).isFalse();
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
