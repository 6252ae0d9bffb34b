package org.obzvon.call.fastagi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.obzvon.call.RobotFault;

/// Asks another part of the service during a call and listens to the debtor's keys meanwhile.
final class AgiLookup {
  /// The first wait for an answer. A question that is answered so soon is not worth a command: the gap is as short as
  /// one between two sounds.
  private static final Duration AT_ONCE = Duration.ofMillis(100);
  private static final Duration SLICE = Duration.ofMillis(100);

  private final AgiVoice voice;

  AgiLookup(AgiVoice voice) {
    this.voice = voice;
  }

  /// The answer to a question, or the key that was pressed before it was answered.
  sealed interface Asked<T> {
    record Answered<T>(T answer) implements Asked<T> {}

    record Interrupted<T>(char key) implements Asked<T> {}
  }

  /// Asks a question on another thread and listens meanwhile: Asterisk loses a key that is pressed while no command
  /// runs.
  ///
  /// @param ends whether a key ends the waiting; the question itself runs on then
  <T> Asked<T> ask(Supplier<T> question, Predicate<Character> ends) throws AgiGone, RobotFault {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofVirtual().name("agi-question").start(() -> {
      try {
        answer.complete(question.get());
      } catch (RuntimeException | LinkageError e) {
        answer.completeExceptionally(e);
      }
    });
    Duration patience = AT_ONCE;
    while (!isAnswered(answer, patience)) {
      patience = Duration.ZERO;
      Optional<Character> key = voice.listen(SLICE).filter(ends);
      if (key.isPresent()) {
        return new Asked.Interrupted<>(key.get());
      }
    }
    try {
      return new Asked.Answered<>(answer.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
    }
  }

  private static boolean isAnswered(CompletableFuture<?> answer, Duration patience) {
    try {
      answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException _) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a question was open", e);
    }
  }
}
