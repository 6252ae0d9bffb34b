package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final Instant START = Instant.parse("2026-11-18T10:00:00Z");

  @Test
  void an_idle_hour_is_not_followed_by_a_burst() {
    Pacer pacer = new Pacer(10, START);
    assertThat(pacer.available(START.plusSeconds(3_600))).isEqualTo(10);
  }

  @Test
  void a_rate_below_one_a_second_still_starts_one() {
    Pacer pacer = new Pacer(0.5, START);
    assertThat(pacer.available(START)).isEqualTo(1);
    pacer.take(1);
    assertThat(pacer.available(START.plusMillis(1_900))).isZero();
    assertThat(pacer.available(START.plusMillis(2_000))).isEqualTo(1);
  }

  @Test
  void a_clock_that_is_put_back_stops_nothing_and_gives_nothing_twice() {
    Pacer pacer = new Pacer(2, START);
    pacer.take(pacer.available(START));
    Instant back = START.minus(Duration.ofHours(1));
    assertThat(pacer.available(back)).isZero();
    assertThat(pacer.available(back.plusMillis(500))).isEqualTo(1);
    pacer.take(1);
    assertThat(pacer.available(START.plusMillis(500))).isEqualTo(2); // the clock is corrected: one second's worth
  }

  @Test
  void a_rate_of_nothing_is_refused() {
    assertThatThrownBy(() -> new Pacer(0, START)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void no_stretch_of_time_sees_more_than_the_rate_and_one_seconds_worth(
      @ForAll @DoubleRange(min = 0.2, max = 300) double rate,
      @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 700) Integer> waits) {
    Pacer pacer = new Pacer(rate, START);
    Instant now = START;
    int started = 0;
    for (int wait : waits) {
      now = now.plusMillis(wait);
      int free = pacer.available(now);
      pacer.take(free);
      started += free;
    }
    double seconds = (now.toEpochMilli() - START.toEpochMilli()) / 1e3;
    assertThat(started).isLessThanOrEqualTo((int) Math.ceil(rate * seconds + Math.max(1, rate)));
  }
}
