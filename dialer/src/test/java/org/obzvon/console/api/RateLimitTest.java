package org.obzvon.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.fixture.TestClock;

@Tag("slow")
class RateLimitTest {
  private final TestClock clock = new TestClock(NOON);
  private final RateLimit limit = new RateLimit(new RateLimit.Bounds(5, Duration.ofSeconds(1)), clock);
  private final UUID key = UUID.randomUUID();

  private long passed(int tries) {
    return IntStream.range(0, tries).filter(_ -> limit.pass(key).isEmpty()).count();
  }

  @Test
  void so_many_pass_at_once_and_then_one_for_each_refill() {
    assertThat(passed(8)).isEqualTo(5);
    assertThat(limit.pass(key)).contains(Duration.ofSeconds(1));
    clock.tick(Duration.ofMillis(1_500));
    assertThat(passed(3)).isEqualTo(1);
    assertThat(limit.pass(key)).contains(Duration.ofMillis(500));
    clock.tick(Duration.ofHours(1));
    assertThat(passed(20)).as("no more than the bucket holds, however long it was left").isEqualTo(5);
  }

  @Test
  void one_key_takes_nothing_from_another() {
    passed(5);
    assertThat(limit.pass(UUID.randomUUID())).isEqualTo(Optional.empty());
  }
}
