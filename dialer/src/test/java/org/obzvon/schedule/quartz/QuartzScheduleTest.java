package org.obzvon.schedule.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.obzvon.TestStore;
import org.obzvon.schedule.quartz.QuartzSchedule.Work;

class QuartzScheduleTest {
  private static final Duration OFTEN = Duration.ofMillis(200);

  private final DataSource store = TestStore.freshDataSource();
  private final Map<UUID, AtomicInteger> ticks = new ConcurrentHashMap<>();
  private final AtomicInteger upkeep = new AtomicInteger();

  private QuartzSchedule schedule(String node) {
    return new QuartzSchedule(
        store, node, OFTEN,
        new Work(id -> ticks.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet(), upkeep::incrementAndGet));
  }

  private int ticksOf(UUID campaign) {
    return ticks.getOrDefault(campaign, new AtomicInteger()).get();
  }

  @Test
  void a_running_campaign_is_ticked_and_one_that_ended_no_more() {
    UUID running = UUID.randomUUID();
    UUID ended = UUID.randomUUID();
    try (QuartzSchedule schedule = schedule("ended-" + running)) {
      schedule.run(Set.of(running, ended));
      schedule.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> ticksOf(running) > 2 && ticksOf(ended) > 0 && upkeep.get() > 0);
      schedule.run(Set.of(running));
      int before = ticksOf(running);
      int atEnd = ticksOf(ended);
      await().atMost(Duration.ofSeconds(30)).until(() -> ticksOf(running) > before + 2);
      assertThat(ticksOf(ended)).isLessThanOrEqualTo(atEnd + 1);
    }
  }

  @Test
  void a_tick_that_fails_is_followed_by_the_next() {
    UUID campaign = UUID.randomUUID();
    AtomicInteger tries = new AtomicInteger();
    Work failing =
        new Work(
            _ -> {
              tries.incrementAndGet();
              throw new IllegalStateException("the tick fails on purpose");
            },
            upkeep::incrementAndGet);
    try (QuartzSchedule schedule = new QuartzSchedule(store, "failing-" + campaign, OFTEN, failing)) {
      schedule.run(Set.of(campaign));
      schedule.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> tries.get() > 2);
    }
    assertThat(tries.get()).isGreaterThan(2);
  }

  @Test
  void jobs_outlive_the_process_and_are_taken_up_by_another_node() {
    UUID campaign = UUID.randomUUID();
    try (QuartzSchedule first = schedule("first-" + campaign)) {
      first.run(Set.of(campaign));
    }
    try (QuartzSchedule second = schedule("second-" + campaign)) {
      second.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> ticksOf(campaign) > 0);
    }
    assertThat(ticksOf(campaign)).isPositive();
  }
}
