package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExchangeClockTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private final ExchangeClock clock = new ExchangeClock("pbx", () -> NOON);

  private void told(Duration ahead) {
    clock.told(NOON.plusMillis(50).plus(ahead), NOON, NOON.plusMillis(100));
  }

  @Test
  void an_exchange_whose_clock_is_off_by_more_than_five_seconds_has_its_times_moved_to_ours() {
    told(Duration.ofHours(1));
    assertThat(clock.ahead()).isEqualTo(Duration.ofHours(1));
    assertThat(clock.ours(NOON.plus(Duration.ofHours(1)))).isEqualTo(NOON);
    told(Duration.ofSeconds(-7));
    assertThat(clock.ahead()).isEqualTo(Duration.ofSeconds(-7));
  }

  @Test
  void the_time_between_two_of_its_instants_does_not_change_with_every_heart_beat() {
    told(Duration.ofSeconds(60));
    Instant answered = clock.ours(NOON.plusSeconds(60));
    told(Duration.ofMillis(60_400));
    Instant ended = clock.ours(NOON.plusSeconds(90));
    assertThat(Duration.between(answered, ended)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void up_to_five_seconds_nothing_is_corrected_and_a_clock_that_was_set_is_believed_again() {
    told(Duration.ofMillis(4_900));
    assertThat(clock.ahead()).isZero();
    told(Duration.ofSeconds(30));
    told(Duration.ofMillis(-10));
    assertThat(clock.ahead()).isZero();
    assertThat(clock.ours(NOON)).isEqualTo(NOON);
  }

  @Test
  void an_answer_that_took_long_tells_nothing() {
    clock.told(NOON.plusSeconds(60), NOON, NOON.plusSeconds(8));
    assertThat(clock.ahead()).isZero();
  }
}
