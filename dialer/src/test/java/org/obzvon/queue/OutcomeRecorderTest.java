package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.fixture.TestClock;
import org.obzvon.register.IdGenerator;

/// Tests the recorder while the store does not work.
class OutcomeRecorderTest {
  private static final Instant NOW = Instant.parse("2026-11-18T10:00:00Z");

  private final List<UUID> stored = Collections.synchronizedList(new ArrayList<>());
  private final List<UUID> followed = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger failures = new AtomicInteger();
  private final Set<UUID> poison = Collections.synchronizedSet(new java.util.HashSet<>());

  /// A ledger whose store fails on request.
  private final class Book implements Ledger {
    @Override
    public Set<UUID> write(List<Attempt> attempts, String node, Instant leasedUntil) {
      throw new AssertionError("the recorder writes no attempts");
    }

    @Override
    public Set<UUID> written(Collection<UUID> attempts) {
      throw new AssertionError("the recorder writes no attempts");
    }

    @Override
    public Map<UUID, List<Closed.Try>> tries(Collection<UUID> contacts) {
      throw new AssertionError("the recorder chooses no numbers");
    }

    @Override
    public void accepted(List<Acceptance> acceptances) {
      acceptances.forEach(acceptance -> stored.add(acceptance.attempt()));
    }

    @Override
    public List<Closed> close(List<Report> reports, Function<Closed, Optional<Instant>> next, Instant now) {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("the store is away");
      }
      if (reports.stream().anyMatch(report -> poison.contains(report.attempt()))) {
        throw new IllegalStateException("the store refuses this one");
      }
      reports.forEach(report -> stored.add(report.attempt()));
      return List.of();
    }
  }

  private OutcomeRecorder recorder() {
    return new OutcomeRecorder(
        new Book(), reports -> reports.forEach(report -> followed.add(report.attempt())), _ -> Optional.empty(),
        new TestClock(NOW), _ -> {});
  }

  private static Report lost(UUID attempt) {
    return new Report(attempt, new Lost(), Optional.empty(), NOW, Trace.NONE);
  }

  @Test
  void nothing_is_lost_while_the_store_is_away() {
    failures.set(2);
    List<UUID> told = new ArrayList<>();
    try (OutcomeRecorder recorder = recorder()) {
      for (int i = 0; i < 50; i++) {
        UUID id = IdGenerator.next();
        told.add(id);
        recorder.report(lost(id));
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> stored.size() == 50);
    }
    assertThat(stored).containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void one_result_that_the_store_refuses_holds_no_other_up() {
    UUID bad = IdGenerator.next();
    poison.add(bad);
    try (OutcomeRecorder recorder = recorder()) {
      recorder.report(lost(bad));
      List<UUID> good = List.of(IdGenerator.next(), IdGenerator.next(), IdGenerator.next());
      good.forEach(id -> recorder.report(lost(id)));
      await().atMost(Duration.ofSeconds(30))
          .until(() -> stored.containsAll(good) || recorder.waiting() == 0 && stored.size() == 3);
      poison.clear();
      await().atMost(Duration.ofSeconds(30)).until(() -> stored.contains(bad));
    }
    assertThat(stored).hasSize(4);
  }

  @Test
  void a_stop_wish_is_kept_before_the_outcome_is() {
    failures.set(1);
    UUID id = IdGenerator.next();
    try (OutcomeRecorder recorder = recorder()) {
      recorder.report(lost(id));
      await().atMost(Duration.ofSeconds(30)).until(() -> followed.contains(id));
    }
    assertThat(stored).containsExactly(id);
  }

  @Test
  void what_was_told_before_the_stop_is_stored_before_it_ends() {
    List<UUID> told = new ArrayList<>();
    try (OutcomeRecorder recorder = recorder()) {
      for (int i = 0; i < 2_000; i++) {
        UUID id = IdGenerator.next();
        told.add(id);
        recorder.report(lost(id));
      }
    }
    assertThat(stored).containsExactlyElementsOf(told);
  }

  @Test
  void an_interrupted_bringer_does_not_lose_its_result() throws InterruptedException {
    UUID id = IdGenerator.next();
    CountDownLatch done = new CountDownLatch(1);
    try (OutcomeRecorder recorder = recorder()) {
      Thread.ofVirtual().start(
          () -> {
            Thread.currentThread().interrupt();
            recorder.report(lost(id));
            done.countDown();
          });
      done.await();
    }
    assertThat(stored).containsExactly(id);
  }
}
