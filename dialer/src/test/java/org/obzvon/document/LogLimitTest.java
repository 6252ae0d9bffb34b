package org.obzvon.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogLimitTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // a monotonic clock may begin anywhere
  private final LogLimit limit = new LogLimit(Duration.ofMinutes(1), nanos::get);
  private final List<String> lines = new ArrayList<>();

  @Test
  void one_line_a_period_tells_how_many_were_left_out() {
    for (int i = 0; i < 1_000; i++) {
      limit.write(lines::add);
    }
    assertThat(lines).containsExactly("");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    limit.write(lines::add);
    assertThat(lines).containsExactly("", " (999 more like this since the last such line)");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    limit.write(lines::add);
    assertThat(lines).last().isEqualTo("");
  }
}
