package org.obzvon.schedule.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.fixture.TestStore;
import org.obzvon.schedule.quartz.QuartzSchedule.Work;

@Tag("slow")
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
      await().atMost(Duration.ofSeconds(30))
          .until(() -> ticksOf(running) > 2 && ticksOf(ended) > 0 && upkeep.get() > 0);
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
    Work failing = new Work(
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

  private String inStore(String sql) {
    try (var connection = store.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void breakStore(String sql) {
    try (var connection = store.getConnection();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void another_interval_takes_effect_at_the_next_start() {
    UUID campaign = UUID.randomUUID();
    Work work = new Work(id -> ticks.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet(),
        upkeep::incrementAndGet);
    try (QuartzSchedule slow = new QuartzSchedule(store, "slow-" + campaign, Duration.ofHours(1), work)) {
      slow.start();
      slow.run(Set.of(campaign));
    }
    assertThat(inStore("select max(repeat_interval) from quartz.qrtz_simple_triggers")).isEqualTo("3600000");
    try (QuartzSchedule often = schedule("often-" + campaign)) {
      often.start();
      often.run(Set.of(campaign));
      assertThat(inStore("select max(repeat_interval) from quartz.qrtz_simple_triggers")).isEqualTo("200");
      await().atMost(Duration.ofSeconds(30)).until(() -> ticksOf(campaign) > 2 && upkeep.get() > 2);
    }
  }

  /// An earlier run may leave a trigger in error, one blocked for a tick that nobody executes, a job without its
  /// trigger, a trigger without its interval, or a tick of a node that never came back.
  @ParameterizedTest
  @ValueSource(strings = {
    "update quartz.qrtz_triggers set trigger_state = 'ERROR'",
    "update quartz.qrtz_triggers set trigger_state = 'BLOCKED'",
    "update quartz.qrtz_triggers set trigger_state = 'ACQUIRED'",
    "delete from quartz.qrtz_simple_triggers",
    "with gone as (delete from quartz.qrtz_simple_triggers) delete from quartz.qrtz_triggers",
    "insert into quartz.qrtz_fired_triggers select sched_name, 'e-' || trigger_group, trigger_name, trigger_group, 'gone', 1, 1, 5,"
        + " 'EXECUTING', job_name, job_group, true, false from quartz.qrtz_triggers"
  })
  void what_an_earlier_run_left_stuck_is_mended_at_the_start(String left) {
    UUID campaign = UUID.randomUUID();
    try (QuartzSchedule first = schedule("first-" + campaign)) {
      first.run(Set.of(campaign));
      first.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> upkeep.get() > 0);
    }
    breakStore(left);
    int before = ticksOf(campaign);
    int upkeepBefore = upkeep.get();
    try (QuartzSchedule second = schedule("second-" + campaign)) {
      second.start();
      second.run(Set.of(campaign));
      await().atMost(Duration.ofSeconds(30))
          .until(() -> ticksOf(campaign) > before + 2 && upkeep.get() > upkeepBefore + 2);
    }
    assertThat(ticksOf(campaign)).isGreaterThan(before + 2);
  }

  @Test
  void a_yearly_work_that_was_missed_is_made_up_for_and_one_that_was_done_is_not() {
    AtomicInteger done = new AtomicInteger();
    Instant longAgo = Instant.parse("2020-06-01T00:00:00Z");
    try (QuartzSchedule schedule = yearly("missed", longAgo, done)) {
      schedule.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> done.get() == 1);
    }
    try (QuartzSchedule schedule = yearly("done", Instant.now(), done)) {
      schedule.start();
      int ticked = upkeep.get();
      await().atMost(Duration.ofSeconds(30)).until(() -> upkeep.get() > ticked + 3);
      assertThat(done).hasValue(1);
    }
  }

  private QuartzSchedule yearly(String node, Instant last, AtomicInteger done) {
    // The day is half a year away, so that its hour does not come while the test runs.
    MonthDay day = MonthDay.from(LocalDate.now(ZoneOffset.UTC).plusDays(180));
    var yearly = new QuartzSchedule.Yearly(day.equals(MonthDay.of(2, 29)) ? MonthDay.of(3, 1) : day, 3, ZoneOffset.UTC,
        () -> last, done::incrementAndGet);
    return new QuartzSchedule(store, node, OFTEN, new Work(_ -> {}, upkeep::incrementAndGet, Optional.of(yearly)));
  }
}
