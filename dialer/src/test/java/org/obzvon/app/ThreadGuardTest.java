package org.obzvon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadGuardTest {
  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final AtomicInteger exits = new AtomicInteger();

  @Test
  void a_part_that_has_ended_ends_the_process_once() {
    try (ThreadGuard guard = new ThreadGuard(Map.of("dispatcher", alive::get), exits::incrementAndGet)) {
      guard.start();
      assertThat(exits).hasValue(0);
      alive.set(false);
      await().untilAtomic(exits, org.hamcrest.Matchers.is(1));
      guard.end("again");
      assertThat(exits).hasValue(1);
    }
  }

  @Test
  void a_service_that_stops_is_not_ended_by_its_parts() {
    ThreadGuard guard = new ThreadGuard(Map.of("dispatcher", alive::get), exits::incrementAndGet);
    guard.close();
    guard.end("the dispatcher has ended");
    assertThat(exits).hasValue(0);
  }
}
