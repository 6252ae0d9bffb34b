package org.obzvon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.obzvon.console.api.RateLimit;
import org.obzvon.fixture.TestClock;
import org.obzvon.sms.SegmentPacer;

class SteadyClockTest {
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");

  private final TestClock machine = new TestClock(NOON);

  @Test
  void a_steady_clock_begins_where_the_machine_s_stands_and_does_not_follow_it_back() {
    SteadyClock steady = new SteadyClock(machine);
    machine.set(NOON.minus(Duration.ofHours(1)));
    Instant first = steady.instant();
    assertThat(first).isAfterOrEqualTo(NOON);
    assertThat(steady.instant()).isAfterOrEqualTo(first);
  }

  @Test
  void only_the_machine_s_clock_is_made_steady() {
    assertThat(SteadyClock.of(Clock.systemUTC())).isInstanceOf(SteadyClock.class);
    assertThat(SteadyClock.of(machine)).isSameAs(machine);
  }

  @Test
  void rates_of_messages_and_requests_go_on_when_the_machine_s_clock_is_put_back() {
    SteadyClock steady = new SteadyClock(machine);
    SegmentPacer pacer = new SegmentPacer(1_000, steady);
    RateLimit limit = new RateLimit(new RateLimit.Bounds(5, Duration.ofSeconds(1)), steady);
    UUID key = UUID.randomUUID();
    pacer.reserve(1, Duration.ZERO);
    limit.pass(key);
    machine.set(NOON.minus(Duration.ofHours(1)));
    assertThat(pacer.reserve(1, Duration.ofSeconds(1))).isPresent();
    assertThat(limit.pass(key)).isEmpty();
  }
}
