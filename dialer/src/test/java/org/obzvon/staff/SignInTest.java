package org.obzvon.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.staff.SignIn.Result;
import org.obzvon.staff.jooq.JooqAuditLog;
import org.obzvon.staff.jooq.JooqSessions;
import org.obzvon.staff.jooq.JooqUsers;

/// Tests password guesses that arrive at once, before any of them has failed.
@Tag("slow")
class SignInTest {
  private static final int GUESSES = 20;

  private final AtomicInteger tried = new AtomicInteger();
  private final Phaser atTheDoor = new Phaser(GUESSES);

  @Test
  void guesses_that_come_at_once_are_bounded_like_those_that_come_one_after_another() throws Exception {
    DSLContext db = TestStore.fresh();
    TestClock clock = new TestClock(NOON);
    SignIn door = new SignIn(new JooqUsers(db), new Wrong(), new JooqSessions(db, Session.Limits.USUAL, clock),
        new Noted(),
        new JooqAuditLog(db, clock), clock);
    List<Callable<Result>> guesses = new ArrayList<>();
    for (int i = 0; i < GUESSES; i++) {
      guesses.add(() -> door.attempt("olga", "guess", "192.0.2.1"));
    }
    List<Result> results = new ArrayList<>();
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Result> result : people.invokeAll(guesses)) {
        results.add(result.get());
      }
    }
    int checkedTwoAtOnce = SignIn.FREE_TRIES_OF_LOGIN + 1;
    assertThat(tried.get()).isBetween(SignIn.FREE_TRIES_OF_LOGIN, checkedTwoAtOnce);
    assertThat(results).filteredOn(Result.Wait.class::isInstance)
        .hasSizeGreaterThanOrEqualTo(GUESSES - checkedTwoAtOnce);
  }

  private final class Wrong implements Passwords {
    @Override
    public String hash(String password) {
      return "";
    }

    @Override
    public boolean matches(String password, String hash) {
      tried.incrementAndGet();
      return false;
    }
  }

  /// Shows no thread the number of failures before every thread has asked once.
  private final class Noted implements SignInFailures {
    private final AtomicInteger failures = new AtomicInteger();
    private final ThreadLocal<Boolean> asked = ThreadLocal.withInitial(() -> false);

    @Override
    public void note(String login, String address, Instant at) {
      failures.incrementAndGet();
    }

    @Override
    public Recent ofLogin(String login, Instant since) {
      int before = failures.get();
      if (!asked.get()) {
        asked.set(true);
        atTheDoor.arriveAndAwaitAdvance();
        return new Recent(before, before == 0 ? Optional.empty() : Optional.of(NOON));
      }
      return new Recent(failures.get(), Optional.of(NOON));
    }

    @Override
    public Recent ofAddress(String address, Instant since) {
      return new Recent(0, Optional.empty());
    }

    @Override
    public void forget(String login) {
      failures.set(0);
    }
  }
}
