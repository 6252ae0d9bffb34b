package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.obzvon.call.OperatorTransfer.Presence;
import org.obzvon.register.IdGenerator;

/// Tests that a desk that hangs does not keep a debtor in silence.
class TimedOperatorTransferTest {
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final UUID attempt = IdGenerator.next();

  private OperatorTransfer that(Runnable first) {
    return (OperatorTransfer) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[]{OperatorTransfer.class},
        (_, method, arguments) -> {
          first.run();
          return method.invoke(OperatorTransfer.NONE, arguments);
        });
  }

  @AfterEach
  void let_go() {
    hanging.countDown();
  }

  private void hang() {
    try {
      hanging.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void where_no_answer_comes_in_time_the_call_goes_on_without_it() {
    OperatorTransfer prompt = new TimedOperatorTransfer(that(this::hang), Duration.ofMillis(50));
    assertThat(prompt.presence(attempt)).isEqualTo(Presence.BUSY);
    assertThat(prompt.nobodyCame(attempt)).isEmpty();
    assertThat(prompt.wantsCallBack(attempt, () -> true)).isFalse();
    assertThat(prompt.recording(attempt)).as("what is not known to be announced is not recorded").isEmpty();
  }

  /// Makes the final check only when `go` is released, like a store that hangs before it commits.
  private OperatorTransfer asking(CountDownLatch go, BlockingQueue<Boolean> words, Runnable then) {
    return (OperatorTransfer) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[]{OperatorTransfer.class},
        (_, _, arguments) -> {
          go.await();
          boolean word = ((BooleanSupplier) arguments[1]).getAsBoolean();
          words.add(word);
          then.run();
          return word;
        });
  }

  @Test
  void a_call_back_that_was_declined_because_it_took_too_long_is_not_kept_afterwards() throws InterruptedException {
    BlockingQueue<Boolean> words = new LinkedBlockingQueue<>();
    OperatorTransfer prompt = new TimedOperatorTransfer(asking(hanging, words, () -> {}), Duration.ofMillis(50));
    assertThat(prompt.wantsCallBack(attempt, () -> true)).isFalse();
    hanging.countDown();
    assertThat(words.take()).as("the last word").isFalse();
  }

  @Test
  void a_call_back_that_is_being_kept_when_the_time_is_up_is_not_declined() {
    BlockingQueue<Boolean> words = new LinkedBlockingQueue<>();
    OperatorTransfer prompt = new TimedOperatorTransfer(asking(new CountDownLatch(0), words, this::hang),
        Duration.ofSeconds(2));
    assertThat(prompt.wantsCallBack(attempt, () -> true)).isTrue();
    assertThat(words).containsExactly(true);
  }

  @Test
  void a_desk_that_fails_is_as_one_that_hangs() {
    OperatorTransfer prompt = new TimedOperatorTransfer(
        that(() -> {
          throw new IllegalStateException("the store is away");
        }),
        Duration.ofSeconds(30));
    assertThat(prompt.presence(attempt)).isEqualTo(Presence.BUSY);
  }
}
